"""The metrics once more, counted plainly in Python: shares no code with the service."""

import datetime as dt
import random
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from service.events import View
from tests.service.views import DAY_MS, view

Label = str | int | None
Rows = dict[tuple[Label, ...], dict[str, float | int | None]]

ZONE = ZoneInfo("Europe/Kyiv")
SECTIONS = ("", "Місто", "sport", "100%", "a_b", "O'Hara", 'the "quoted"', "a/b\\%")
AUTHORS = ("Олена Їжак", "Ann O'Hara", "100% Real", "A_B", "AxB", "Ann", "A\\B/%")
BLOCKERS = ("none", "requests", "cosmetic", "dns", "tracking_protection", "inconclusive", "not_run")


def newsroom(count: int, seed: int, days: Iterable[dt.date]) -> list[View]:
    """Views over these local days, of every kind the metrics tell apart."""
    draw = random.Random(seed)
    choices = list(days)
    return [_one(draw, choices) for _ in range(count)]


def _one(draw: random.Random, days: list[dt.date]) -> View:
    day = draw.choice(days)
    midnight = dt.datetime.combine(day, dt.time(), ZONE)
    started = int(midnight.timestamp() * 1000) + draw.randrange(DAY_MS - 1)
    engaged = draw.choice([0, 3_000, draw.randrange(600_000)])
    return view(
        started_at=started,
        article=f"/{draw.choice('abcdefgh')}",
        section=draw.choice(SECTIONS),
        authors=tuple(draw.sample(AUTHORS, draw.choice([0, 1, 1, 2, 3]))),
        words=draw.choice([0, 300, 900]),
        reader=draw.choice([0, day.toordinal() * 1_000 + draw.randrange(80)]),
        resumed=draw.random() < 0.1,
        bot=draw.choice(["", "", "", "crawler", "automation"]),
        blocker=draw.choice(BLOCKERS),
        device=draw.choice(["desktop", "phone"]),
        browser=draw.choice(["Firefox", "Chrome"]),
        os=draw.choice(["Linux", ""]),
        country=draw.choice(["UA", "NL", ""]),
        channel=draw.choice(["direct", "search"]),
        referrer=draw.choice(["", "search.example"]),
        language=draw.choice(["uk", "en"]),
        article_language=draw.choice(["uk", "en"]),
        utm_source=draw.choice(["", "letter"]),
        utm_medium=draw.choice(["", "email"]),
        utm_campaign=draw.choice(["", "spring"]),
        previous=draw.choice(["", "/front"]),
        engaged_ms=engaged,
        focus_ms=engaged * 2,
        active_10s=engaged // 10_000 + (engaged > 0),
        scroll_pct=draw.randrange(101),
        finished=draw.random() < 0.5,
    )


def local(one: View) -> dt.datetime:
    return dt.datetime.fromtimestamp(one.started_at / 1000, dt.UTC).astimezone(ZONE)


DIMENSIONS: dict[str, Callable[[View], list[str]]] = {
    "day": lambda one: [local(one).strftime("%Y-%m-%d")],
    "hour": lambda one: [local(one).strftime("%Y-%m-%d %H:00")],
    "author": lambda one: list(one.story.authors) or [""],
    "section": lambda one: [one.story.section],
    "article_language": lambda one: [one.story.language],
    "blocker": lambda one: [one.detection.blocker],
    **{
        name: lambda one, name=name: [getattr(one.origin, name)]  # type: ignore[misc]
        for name in (
            "article", "device", "browser", "os", "country", "channel", "referrer", "language", "utm_source",
            "utm_medium", "utm_campaign", "previous", "bot",
        )
    },
}  # fmt: skip


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def metrics(views: list[View]) -> dict[str, float | int | None]:
    """Every metric of these views."""
    begun = [one for one in views if not one.origin.resumed]
    blocked = [one for one in begun if one.detection.blocker in ("requests", "cosmetic", "dns")]
    concluded = [one for one in begun if one.detection.blocker not in ("inconclusive", "not_run")]
    finished = [one for one in begun if one.finished]
    read = [one for one in finished if one.engaged_ms >= one.story.words / 238 * 60_000 / 3]
    active = sum(10 * (one.active_10s - 1) + 5 for one in views if one.active_10s)
    return {
        "views": len(begun),
        "readers": len({one.origin.reader for one in views} - {0}),
        "engaged_s": _share(sum(one.engaged_ms for one in views) / 1000, len(begun)),
        "focus_s": _share(sum(one.focus_ms for one in views) / 1000, len(begun)),
        "active_s": _share(active, len(begun)),
        "scroll_pct": _share(sum(one.scroll_pct for one in begun), len(begun)),
        "finish_rate": _share(len(finished), len(begun)),
        "read_rate": _share(len(read), len(begun)),
        "block_rate": _share(len(blocked), len(concluded)),
        "blocked_views": len(blocked),
        "concluded_views": len(concluded),
    }


def recount(views: Iterable[View], dimensions: tuple[str, ...]) -> Rows:
    """The metrics of each group; a view of several authors is in each of theirs."""
    groups: dict[tuple[Label, ...], list[View]] = {} if dimensions else {(): []}
    for one in views:
        keys: list[tuple[Label, ...]] = [()]
        for name in dimensions:
            keys = [(*key, label) for key in keys for label in DIMENSIONS[name](one)]
        for key in keys:
            groups.setdefault(key, []).append(one)
    return {key: metrics(group) for key, group in groups.items()}


def meets(one: View, op: str, name: str, values: tuple[str, ...]) -> bool:
    """Whether a view meets a filter."""
    labels: list[Any] = DIMENSIONS[name](one)
    if op == "contains":
        whole = " | ".join(labels).lower()
        return any(value.lower() in whole for value in values)
    return (op == "is") is any(label in values for label in labels)
