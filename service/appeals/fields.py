"""The fields that a rule may ask about: how they are called, what they are compared with, and how."""

import re
from collections.abc import Callable, Mapping
from typing import Literal
from urllib.parse import quote

import msgspec

from service.appeals.languages import primary
from service.appeals.said import Said
from service.catalog.rule import Op

Kind = Literal["choice", "text", "number", "path"]

OP_LABELS: dict[Op, str] = {
    "is": Said("is"),
    "is_not": Said("is not"),
    "contains": Said("contains"),
    "matches": Said("matches"),
    "at_least": Said("is at least"),
    "at_most": Said("is at most"),
}

_CHOICE: tuple[Op, ...] = ("is", "is_not")
_TEXT: tuple[Op, ...] = ("is", "is_not", "contains")
_PATH: tuple[Op, ...] = ("is", "is_not", "contains", "matches")
_AMOUNT: tuple[Op, ...] = ("at_least", "at_most")
_COUNT: tuple[Op, ...] = ("is", "at_least", "at_most")

#: What `service.collect.urls` leaves bare in a path, and the wildcard.
_BARE = "/%:@!$&'()*+,;=~|[]"


def _folded(value: str) -> str:
    return value.strip().casefold()


def _host(value: str) -> str:
    return _folded(value).removeprefix("www.")


def _path(value: str) -> str:
    """As an article's path is kept: 'новини' stands there as '%D0%BD%D0%BE…'."""
    return re.sub("%[0-9a-f]{2}", lambda escape: escape[0].upper(), quote(value.strip(), safe=_BARE))


class Field(msgspec.Struct, frozen=True):
    """A field as the editor sees it.

    `choices` are value and label; `unit` follows a number, which lies between `low` and `high`. `several`: an
    article may have more than one (tags). `pattern` is what a value has to be, `hint` says so; `normal`
    makes it comparable; `unknown` says why there may be nothing to compare.
    """

    label: str
    kind: Kind
    ops: tuple[Op, ...]
    unit: str = ""
    choices: Mapping[str, str] = {}
    low: int = 0
    high: int = 0
    several: bool = False
    pattern: str = ""
    hint: str = ""
    normal: Callable[[str], str] = _folded
    unknown: str = ""


NO_MEMORY = Said("nothing is kept on this reader's device")
_NO_LANGUAGE = Said("the language is not known")
_LANGUAGE = ("[a-z]{2,3}", Said("is no language code; write one like “en” or “uk”"))

BLOCKER_LABELS = {
    "none": Said("no blocking"),
    "requests": Said("requests blocked"),
    "cosmetic": Said("ads hidden"),
    "dns": Said("ad hosts unreachable"),
    "tracking_protection": Said("tracking protection"),
    "inconclusive": Said("inconclusive"),
    "not_run": Said("not run"),
}
DEVICE_LABELS = {
    "desktop": Said("desktop"),
    "phone": Said("phone"),
    "tablet": Said("tablet"),
    "tv": Said("TV"),
    "other": Said("other"),
}
CHANNEL_LABELS = {
    "direct": Said("direct"),
    "search": Said("search"),
    "social": Said("social"),
    "news": Said("news"),
    "email": Said("email"),
    "internal": Said("this site"),
    "ai": Said("AI assistants"),
    "other": Said("other"),
}
OUTCOME_LABELS: dict[str, str] = {
    "never_asked": Said("never asked"),
    "asked": Said("asked"),
    "dismissed": Said("dismissed"),
    "claimed": Said("claimed"),
    "allowed": Said("allowed"),
    "relapsed": Said("relapsed"),
}

_YES_NO = {"yes": Said("yes"), "no": Said("no")}


def _choice(label: str, choices: Mapping[str, str], unknown: str = "") -> Field:
    return Field(label, "choice", _CHOICE, choices=choices, unknown=unknown)


def _text(label: str, *, several: bool = False) -> Field:
    return Field(label, "text", _TEXT, several=several)


def _code(label: str, pattern: str, hint: str, normal: Callable[[str], str], unknown: str) -> Field:
    return Field(label, "text", _CHOICE, pattern=pattern, hint=hint, normal=normal, unknown=unknown)


def _views(label: str) -> Field:
    return Field(label, "number", _COUNT, low=1, high=1_000, unknown=NO_MEMORY)


def _amount(label: str, unit: str, high: int, unknown: str = "") -> Field:
    return Field(label, "number", _AMOUNT, unit, high=high, unknown=unknown)


#: Every field by its name, in the order in which the editor offers them.
FIELDS: dict[str, Field] = {
    "blocker": _choice(Said("Blocker state"), BLOCKER_LABELS),
    "confidence": _amount(Said("Confidence"), "%", 100),
    "section": _text(Said("Section")),
    "tag": _text(Said("Tag"), several=True),
    "author": _text(Said("Author"), several=True),
    "path": Field(
        Said("URL path"),
        "path",
        _PATH,
        normal=_path,
        hint=Said("is no path; write what follows the host, like /sport/*, with * for any characters"),
    ),
    "article_age_h": _amount(
        Said("Article age"), Said("hours"), 100_000, Said("the page tells no date of publication")
    ),
    "article_language": _code(Said("Article language"), *_LANGUAGE, primary, _NO_LANGUAGE),
    "language": _code(Said("Reader's language"), *_LANGUAGE, primary, _NO_LANGUAGE),
    "device": _choice(Said("Device"), DEVICE_LABELS),
    "browser": Field(Said("Browser"), "text", _CHOICE, unknown=Said("the browser is not known")),
    "country": _code(
        Said("Country"),
        "[a-z]{2}",
        Said("is no country code; write two letters, like “UA”"),
        _folded,
        Said("the country is not known"),
    ),
    "channel": _choice(Said("Channel"), CHANNEL_LABELS),
    "referrer": Field(
        Said("Referrer"),
        "text",
        _TEXT,
        pattern=r"[^\s/:?#]+",
        hint=Said("is no host; write it alone, like example.org"),
        normal=_host,
    ),
    "views_today": _views(Said("Views today")),
    "views_week": _views(Said("Views this week")),
    "views_month": _views(Said("Views this month")),
    "returning": _choice(Said("Returning reader"), _YES_NO, NO_MEMORY),
    "outcome": _choice(Said("Earlier outcome"), OUTCOME_LABELS, NO_MEMORY),
    "engaged_s": _amount(Said("Engaged time"), Said("seconds"), 86_400),
    "scroll_pct": _amount(Said("Scroll depth"), "%", 100),
}
