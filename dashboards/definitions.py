"""What each word on the dashboards means, in plain words: the definitions that the metrics keep to."""

from service.page.language import N_

DEFINITIONS = {
    N_("views"): N_("A view is one reading of one article page. A page that is opened again is a new view."),
    N_("readers"): N_(
        "Different readers of one day, told apart by a daily pseudonym that is then destroyed. "
        "Someone who comes back on another day is counted again."
    ),
    N_("engaged time"): N_(
        "How long the page was visible and focused while the reader did something (scrolled, moved, "
        "typed, touched) within the last 5 seconds. Mean per view."
    ),
    N_("scroll depth"): N_("How far down the article’s body the reader got: 100% is its end. Mean per view."),
    N_("read rate"): N_(
        "Views in which the end of the article was seen and at least a third of the expected reading "
        "time was spent (238 words a minute), of all views."
    ),
    N_("block rate"): N_(
        "Views with ads blocked, of the views in which detection came to an answer. Views in which it"
        " could not run, or could not tell, are in neither part; they are shown beside it as “not "
        "known”."
    ),
    N_("blocked"): N_(
        "Requests: the browser refuses to fetch ads. Hidden: ads are fetched but not shown. Network: "
        "ad servers cannot be reached from where the reader is."
    ),
    N_("revenue"): N_(
        "What ads brought: the real revenue where the page reports it, else viewable impressions × "
        "CPM / 1,000 with the CPMs of your money settings."
    ),
    N_("revenue per 1,000 views"): N_("Revenue / views × 1,000 (RPM)."),
    N_("at risk"): N_(
        "Blocked views × the revenue of a view without blocking on the same kind of device, from the "
        "same country and in the same section. Where those are fewer than 100, wider groups stand in."
    ),
    N_("appeals shown"): N_("Views in which at least half of an appeal was in view for one second."),
    N_("dismissed"): N_("Views in which the reader said no to an appeal, or closed it."),
    N_("still there"): N_(
        "Of the views of the article, the share that got at least so far: the lower edge of the window "
        "passed that part of the article’s body."
    ),
    N_("went on"): N_(
        "Views of another article of this site that were opened from this one. Of readers who leave the "
        "site nothing is known."
    ),
    N_("allowed ads"): N_(
        "Readers who allowed ads after an appeal, on the day they did: verified on the page, or seen "
        "without blocking for the first time."
    ),
    N_("recovered, gross"): N_(
        "Revenue of views without blocking by readers who blocked, saw an appeal and then allowed "
        "ads. Some of them would have done so unasked: the results of each rule say how many."
    ),
    N_("recovered, incremental"): N_(
        "What readers who were asked brought more than as many readers who were held out by chance: what "
        "asking really brought. The range is where the true value lies, however often one looks."
    ),
    N_("net"): N_(
        "Recovered, incremental, less the revenue of the page views that the appeal cost against the held "
        "out."
    ),
    N_("what if"): N_(
        "Revenue at risk × the share of blocked views. It takes them to earn what views without blocking "
        "earn on the same kind of device, from the same country and in the same section."
    ),
    N_("still allowing"): N_(
        "Of readers who allowed ads after an appeal, the share that has not been seen blocking again so many "
        "days later (Kaplan and Meier). Readers who never come back count as still allowing."
    ),
    N_("reading now"): N_("Views whose page told of itself within the last 5 minutes."),
    N_("detection concluded"): N_(
        "Views in which detection came to an answer: ads were blocked, or they were not. The base of every"
        " block rate."
    ),
    N_("not known"): N_(
        "Views in which detection could not run (no consent, a privacy signal, too old a browser) or could "
        "not tell (offline, a rule of the page’s own)."
    ),
    N_("blocker state"): N_(
        "What detection says of a view: one of seven answers. Three of them mean that ads are lost."
    ),
    N_("confidence"): N_(
        "How sure detection is of its answer, 0 to 100: the more signs agree, the higher. A doubt, such as a"
        " script that was lost while its host answers, lowers it."
    ),
    N_("block rate and ways of blocking"): N_(
        "Requests: the browser refuses to fetch ads. Hidden: ads are fetched but not shown. Network: ad "
        "servers cannot be reached. The thin line is the likely range of the rate: for 95 of 100 such "
        "samples it holds the true one (Wilson’s interval). Under 30 views no rate is shown."
    ),
    N_("channel"): N_(
        "By which road the reader came: told by tags on the link first, then by the page that led here."
    ),
    N_("referrer"): N_("The host of the page that led to the article, where the browser told it."),
    N_("campaign"): N_("What the link itself said: its utm_campaign, utm_source and utm_medium."),
    N_("value of a correction"): N_(
        "How many readers still meet the mistake, and how bad it is: views of the article in this hour and "
        "the 23 before × reports × severity, which is guessed from what would be changed (a number 3, a name "
        "2.5, a word or a comment alone 2, spelling 1.5, punctuation 1)."
    ),
    N_("reports"): N_("What readers sent; the same reader reporting the same place again is not a new one."),
    N_("corrections"): N_("Places in articles that readers reported, each once however many reported it."),
    N_("reports per 10,000 views"): N_(
        "Reports / views × 10,000, of the same days and articles. Of fewer than 30 views it is not told."
    ),
    N_("time to fix"): N_(
        "From a correction’s first report until it was fixed, by the desk or because readers’ pages held the "
        "words no more. The median: half took longer. Of corrections fixed in these days."
    ),
}

#: What each blocker state means.
STATES = {
    "none": N_("Ads can be fetched and shown."),
    "requests": N_("The browser refuses to fetch ads: a blocking extension, or a browser that blocks."),
    "cosmetic": N_("Ads are fetched, but their place on the page is hidden."),
    "dns": N_("Ad servers cannot be reached from where the reader is: a network-wide blocker."),
    "tracking_protection": N_("Only trackers are refused. Ads can run, so this is not blocking."),
    "inconclusive": N_("A check that must always succeed failed: offline, or a rule of the page’s own."),
    "not_run": N_("Detection was not allowed to run: no consent, a privacy signal, too old a browser."),
}

#: What each channel holds.
CHANNELS = {
    "direct": N_("No page led here: a bookmark, a typed address, an app that does not say."),
    "search": N_("Search engines, paid or not."),
    "social": N_("Social networks and messengers."),
    "news": N_("Aggregators and readers of feeds."),
    "email": N_("Newsletters and webmail."),
    "internal": N_("Another page of this site."),
    "ai": N_("Answers of AI assistants that link here."),
    "other": N_("Any other site, and advertising elsewhere."),
}
