"""Where sessions come from: referrer, channel and campaign, such as `collect.channels` finds them."""

import msgspec

from service.sample.wheels import Choices

SLOTS = 1024
TYPES = {
    "referrer": "VARCHAR",
    "channel": "VARCHAR",
    "utm_source": "VARCHAR",
    "utm_medium": "VARCHAR",
    "utm_campaign": "VARCHAR",
}


class Source(msgspec.Struct, frozen=True):
    """`share` is in per cent of sessions, about; `country` '' means every site, else those at home there."""

    share: float
    channel: str
    referrer: str = ""
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    country: str = ""


SOURCES = (
    Source(26.0, "internal"),
    Source(20.0, "direct"),
    Source(22.0, "search", "google.com"),
    Source(0.9, "search", "bing.com"),
    Source(0.7, "search", "duckduckgo.com"),
    Source(0.3, "search", "search.yahoo.com"),
    Source(0.5, "search", "google.com", "google", "cpc", "subscribe"),
    Source(5.5, "social", "m.facebook.com"),
    Source(2.2, "social", "l.facebook.com"),
    Source(1.4, "social", "m.facebook.com", "facebook", "social", "page"),
    Source(2.2, "social", "t.co"),
    Source(1.0, "social", "l.instagram.com"),
    Source(0.8, "social", "reddit.com"),
    Source(0.5, "social", "linkedin.com"),
    Source(0.4, "social", "youtube.com"),
    Source(3.5, "social", "org.telegram.messenger", country="UA"),
    Source(1.5, "social", "", "telegram", "social", "channel"),
    Source(3.6, "news", "news.google.com"),
    Source(4.5, "news", "ukr.net", country="UA"),
    Source(0.8, "news", "msn.com"),
    Source(0.5, "news", "flipboard.com"),
    Source(2.0, "email", "", "newsletter", "email", "morning"),
    Source(0.9, "email", "", "newsletter", "email", "evening"),
    Source(0.4, "email", "mail.google.com", "newsletter", "email", "weekend"),
    Source(1.0, "ai", "chatgpt.com", "chatgpt.com"),
    Source(0.4, "ai", "perplexity.ai"),
    Source(0.3, "ai", "gemini.google.com"),
    Source(0.2, "ai", "copilot.microsoft.com"),
    Source(0.5, "other", "en.wikipedia.org"),
    Source(0.3, "other", "", "partner", "referral", "exchange"),
)


def rows(country: str) -> Choices:
    """The sources of a site at home in this country, as TYPES."""
    return [
        (s.share, (s.referrer, s.channel, s.utm_source, s.utm_medium, s.utm_campaign))
        for s in SOURCES
        if s.country in {"", country}
    ]
