"""Readers, rules and moments for the tests: ordinary unless told otherwise."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from service.appeals import memory
from service.appeals.arms import bucket
from service.appeals.memory import Memory
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Caps, Condition, Group, Join, Message, Policy, Rule, Variant

KYIV = "Europe/Kyiv"
#: Monday 2 November 2026, 14:00 in Kyiv.
NOW = dt.datetime(2026, 11, 2, 14, tzinfo=ZoneInfo(KYIV))
NOW_MS = int(NOW.timestamp() * 1000)
TODAY = NOW.date()
HOUR_MS = 3_600_000
VIEW = "AAAAAAAAAAAAAAAAAAAAAA"
#: Nobody stands in the way: neither caps nor a holdout.
OPEN = Policy(per_day=0, per_week=0)
UNCAPPED = Caps(per_day=0, per_week=0, after_dismissal_days=0, after_allowing_days=0)
ONE = (Variant(1, 100, messages={"en": Message("A kind request", "Please allow ads.")}),)


def when(field: str, op: Any, *values: str) -> Condition:
    return Condition(field, op, values)


def every(*conditions: Condition) -> Group:
    return Group("all", conditions)


def some(*conditions: Condition) -> Group:
    return Group("any", conditions)


def body(*groups: Group, join: Join = "all", **fields: Any) -> Body:
    known: dict[str, Any] = {"name": "Ask", "holdout": 0, "variants": ONE, "caps": UNCAPPED}
    return Body(groups=groups, join=join, **(known | fields))


def rule(id: int = 1, *groups: Group, **fields: Any) -> Rule:  # noqa: A002
    return Rule(id, 1, body(*groups, **fields))


def ruleset(*rules: Rule, policy: Policy = OPEN, zone: str = KYIV) -> Ruleset:
    return Ruleset(rules, policy, zone)


def kept(today: dt.date = TODAY, blocked: bool | None = True, **fields: Any) -> Memory:
    """A device's memory of this view, the first unless `fields` say otherwise."""
    fresh = memory.seen(memory.begin(VIEW, today), today, blocked)
    return msgspec.structs.replace(fresh, **fields)


def reader(**fields: Any) -> Reader:
    known: dict[str, Any] = {
        "blocker": "requests",
        "confidence": 90,
        "path": "/sport/the-cup",
        "section": "Sport",
        "authors": ("Olena Kovalenko",),
        "tags": ("Football", "Cup"),
        "published_at": NOW_MS - 5 * HOUR_MS,
        "article_language": "uk",
        "language": "uk",
        "device": "desktop",
        "browser": "Firefox",
        "country": "UA",
        "channel": "search",
        "referrer": "google.com",
        "engaged_ms": 12_000,
        "scroll_pct": 40,
        "view": VIEW,
        "memory": kept(),
    }
    return Reader(**(known | fields))


def view_in(wanted: int) -> str:
    """A view id whose bucket is the wanted one."""
    return next(view for view in (f"{n:022}" for n in range(100_000)) if bucket(view) == wanted)
