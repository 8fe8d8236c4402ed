"""The fields that a rule may ask about: how they are called, what they are compared with, and how."""

import re
from collections.abc import Callable, Mapping
from typing import Literal
from urllib.parse import quote

import msgspec

from service.appeals.languages import primary
from service.appeals.memory import OUTCOMES
from service.catalog.rule import Op

Kind = Literal["choice", "text", "number", "path"]

OP_LABELS: dict[Op, str] = {
    "is": "is",
    "is_not": "is not",
    "contains": "contains",
    "matches": "matches",
    "at_least": "is at least",
    "at_most": "is at most",
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


NO_MEMORY = "nothing is kept on this reader's device"
_NO_LANGUAGE = "the language is not known"
_LANGUAGE = ("[a-z]{2,3}", "is no language code; write one like “en” or “uk”")

BLOCKER_LABELS = {
    "none": "no blocking",
    "requests": "requests blocked",
    "cosmetic": "ads hidden",
    "dns": "ad hosts unreachable",
    "tracking_protection": "tracking protection",
    "inconclusive": "inconclusive",
    "not_run": "not run",
}
DEVICE_LABELS = {"desktop": "desktop", "phone": "phone", "tablet": "tablet", "tv": "TV", "other": "other"}
CHANNEL_LABELS = {
    "direct": "direct",
    "search": "search",
    "social": "social",
    "news": "news",
    "email": "email",
    "internal": "this site",
    "ai": "AI assistants",
    "other": "other",
}
OUTCOME_LABELS: dict[str, str] = {outcome: outcome.replace("_", " ") for outcome in OUTCOMES}


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
    "blocker": _choice("Blocker state", BLOCKER_LABELS),
    "confidence": _amount("Confidence", "%", 100),
    "section": _text("Section"),
    "tag": _text("Tag", several=True),
    "author": _text("Author", several=True),
    "path": Field(
        "URL path",
        "path",
        _PATH,
        normal=_path,
        hint="is no path; write what follows the host, like /sport/*, with * for any characters",
    ),
    "article_age_h": _amount("Article age", "hours", 100_000, "the page tells no date of publication"),
    "article_language": _code("Article language", *_LANGUAGE, primary, _NO_LANGUAGE),
    "language": _code("Reader's language", *_LANGUAGE, primary, _NO_LANGUAGE),
    "device": _choice("Device", DEVICE_LABELS),
    "browser": Field("Browser", "text", _CHOICE, unknown="the browser is not known"),
    "country": _code(
        "Country",
        "[a-z]{2}",
        "is no country code; write two letters, like “UA”",
        _folded,
        "the country is not known",
    ),
    "channel": _choice("Channel", CHANNEL_LABELS),
    "referrer": Field(
        "Referrer",
        "text",
        _TEXT,
        pattern=r"[^\s/:?#]+",
        hint="is no host; write it alone, like example.org",
        normal=_host,
    ),
    "views_today": _views("Views today"),
    "views_week": _views("Views this week"),
    "views_month": _views("Views this month"),
    "returning": _choice("Returning reader", {"yes": "yes", "no": "no"}, NO_MEMORY),
    "outcome": _choice("Earlier outcome", OUTCOME_LABELS, NO_MEMORY),
    "engaged_s": _amount("Engaged time", "seconds", 86_400),
    "scroll_pct": _amount("Scroll depth", "%", 100),
}
