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
    "revenue": "What ads brought: the real revenue where the page reports it, else viewable impressions × "
    "CPM / 1,000 with the CPMs of your money settings.",
    "revenue per 1,000 views": "Revenue / views × 1,000 (RPM).",
    "at risk": "Blocked views × the revenue of a view without blocking on the same kind of device, from the "
    "same country and in the same section. Where those are fewer than 100, wider groups stand in.",
    "appeals shown": "Views in which at least half of an appeal was in view for one second.",
    "allowed ads": "Readers who allowed ads after an appeal, on the day they did: verified on the page, or "
    "seen without blocking for the first time.",
    "recovered, gross": "Revenue of views without blocking by readers who blocked, saw an appeal and then "
    "allowed ads. Some of them would have done so unasked: the results of each rule say how many.",
    "reading now": "Views whose page told of itself within the last 5 minutes.",
}
