"""What dimensions and ways to filter are called on the pages."""

import functools

from babel import Locale

from dashboards.figures.text import plain
from service.page.language import N_, _, language

_DIMENSIONS = {
    "article": N_("article"),
    "section": N_("section"),
    "author": N_("author"),
    "article_language": N_("article’s language"),
    "blocker": N_("blocker state"),
    "confidence": N_("confidence of detection"),
    "device": N_("device"),
    "browser": N_("browser"),
    "os": N_("operating system"),
    "country": N_("country"),
    "language": N_("reader’s language"),
    "channel": N_("channel"),
    "referrer": N_("referrer"),
    "utm_source": N_("campaign source"),
    "utm_medium": N_("campaign medium"),
    "utm_campaign": N_("campaign"),
    "previous": N_("article read before"),
    "rule": N_("appeal rule"),
    "variant": N_("appeal variant"),
    "depth": N_("scroll depth from (%)"),
    "engaged_bin": N_("engaged time from (s)"),
    "focus_bin": N_("time in focus from (s)"),
    "active_bin": N_("active time from (s)"),
    "day": N_("day"),
    "hour": N_("hour"),
    "week": N_("week"),
    "month": N_("month"),
    "weekday": N_("weekday"),
    "hour_of_day": N_("hour of the day"),
}
_OPS = {"is": N_("is"), "is_not": N_("is not"), "contains": N_("contains")}


def dimension_words(name: str) -> str:
    """A dimension as a noun; its own name where it has no other."""
    return _(_DIMENSIONS.get(name, name))


def op_words(op: str) -> str:
    """A way to filter, between the dimension and its value."""
    return _(_OPS[op])


#: Dimensions whose values have words of their own: value -> word, as it stands in a sentence.
_VALUES = {
    "channel": {
        "direct": N_("direct"),
        "search": N_("search"),
        "social": N_("social networks"),
        "news": N_("news aggregators"),
        "email": N_("email"),
        "internal": N_("this site"),
        "ai": N_("AI assistants"),
        "other": N_("other sites"),
    },
    "blocker": {
        "none": N_("no blocking"),
        "requests": N_("requests"),
        "cosmetic": N_("hidden"),
        "dns": N_("network"),
        "tracking_protection": N_("trackers only"),
        "inconclusive": N_("could not tell"),
        "not_run": N_("did not run"),
    },
    "device": {
        "desktop": N_("desktop"),
        "phone": N_("phone"),
        "tablet": N_("tablet"),
        "tv": N_("TV"),
        "other": N_("other devices"),
    },
}
CHANNELS = tuple(_VALUES["channel"])


def value_words(dimension: str, value: str) -> str:
    """A dimension's value as it stands in a sentence; the value itself where it has no words."""
    if dimension == "country":
        return _territories(language()).get(value) or plain(value)
    if dimension == "confidence" and value.isdecimal():
        return f"{value}–{100 if value == '90' else int(value) + 9}"
    word = _VALUES.get(dimension, {}).get(value)
    return _(word) if word else plain(value)


def row_words(dimension: str, value: str) -> str:
    """The same as the head of a row: words of ours begin with a capital."""
    words = value_words(dimension, value)
    return words[:1].upper() + words[1:] if value in _VALUES.get(dimension, {}) else words


@functools.cache
def _territories(name: str) -> dict[str, str]:
    """Countries by ISO 3166-1 alpha-2, as CLDR names them."""
    return dict(Locale.parse(name).territories)
