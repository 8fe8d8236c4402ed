"""What each word on the dashboards means, in plain words: the definitions that the metrics keep to."""

DEFINITIONS = {
    "views": "A view is one reading of one article page. A page that is opened again is a new view.",
    "readers": "Different readers of one day, told apart by a daily pseudonym that is then "
    "destroyed. Someone who comes back on another day is counted again.",
    "engaged time": "How long the page was visible and focused while the reader did something (scrolled, "
    "moved, typed, touched) within the last 5 seconds. Mean per view.",
    "scroll depth": "How far down the article’s body the reader got: 100% is its end. Mean per view.",
    "read rate": "Views in which the end of the article was seen and at least a third of the expected "
    "reading time was spent (238 words a minute), of all views.",
    "block rate": "Views with ads blocked, of the views in which detection came to an answer. Views in which "
    "it could not run, or could not tell, are in neither part; they are shown beside it as “not known”.",
    "blocked": "Requests: the browser refuses to fetch ads. Hidden: ads are fetched but not shown. "
    "Network: ad servers cannot be reached from where the reader is.",
    "reading now": "Views whose page told of itself within the last 5 minutes.",
}
