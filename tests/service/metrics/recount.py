"""The metrics once more, counted plainly in Python: shares no code with the service."""

import datetime as dt
import random
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from service.catalog.sites import Money
from service.events import View
from tests.service.views import DAY_MS, view

Label = str | int | None
Rows = dict[tuple[Label, ...], dict[str, float | int | None]]

ZONE = ZoneInfo("Europe/Kyiv")
SECTIONS = ("", "Місто", "sport", "100%", "a_b", "O'Hara", 'the "quoted"', "a/b\\%")
AUTHORS = ("Олена Їжак", "Ann O'Hara", "100% Real", "A_B", "AxB", "Ann", "A\\B/%")
#: Most views are of one cell, so that revenue at risk finds cells of every size.
SECTION_WEIGHTS = (1, 12, 1, 1, 1, 1, 1, 1)
MONEY = Money(
    currency="UAH",
    cpm=2.5,
    by_device={"phone": 1.25, "none such": 9},
    by_country={"NL": 4.0},
    by_section={"sport": 10.0, "O'Hara": 0.0, "100%": 3.333},
)
BLOCKERS = ("none", "requests", "cosmetic", "dns", "tracking_protection", "inconclusive", "not_run")


def newsroom(count: int, seed: int, days: Iterable[dt.date]) -> list[View]:
    """Views over these local days, of every kind the metrics tell apart."""
    draw = random.Random(seed)
    choices = list(days)
    return [_steady(_one(draw, choices)) for _ in range(count)]


def _steady(one: View) -> View:
    """Every other reader reads on one device from one country, as all should, on whichever day."""
    if one.origin.reader % 2 == 0:
        return one
    draw = random.Random(one.origin.reader)
    origin = msgspec.structs.replace(
        one.origin,
        device=draw.choice(["desktop", "phone"]),
        browser=draw.choice(["Firefox", "Chrome"]),
        os=draw.choice(["Linux", ""]),
        country=draw.choice(["UA", "UA", "NL"]),
        bot=draw.choice(["", "", "crawler"]),
    )
    return msgspec.structs.replace(one, origin=origin)


def _one(draw: random.Random, days: list[dt.date]) -> View:
    day = draw.choice(days)
    midnight = dt.datetime.combine(day, dt.time(), ZONE)
    started = int(midnight.timestamp() * 1000) + draw.randrange(DAY_MS - 1)
    engaged = draw.choice([0, 3_000, draw.randrange(600_000)])
    return view(
        started_at=started,
        article=f"/{draw.choice('abcdefgh')}",
        section=draw.choices(SECTIONS, SECTION_WEIGHTS)[0],
        authors=tuple(draw.sample(AUTHORS, draw.choice([0, 1, 1, 2, 3]))),
        words=draw.choice([0, 300, 900]),
        reader=draw.choice([0, day.toordinal() * 1_000 + draw.randrange(80)]),
        resumed=draw.random() < 0.1,
        bot=draw.choice(["", "", "", "crawler", "automation"]),
        blocker=draw.choice(BLOCKERS),
        confidence=engaged % 101,
        device=draw.choices(["desktop", "phone", "tv"], [10, 10, 1])[0],
        browser=draw.choice(["Firefox", "Chrome"]),
        os=draw.choice(["Linux", ""]),
        country=draw.choices(["UA", "NL", ""], [8, 1, 1])[0],
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
        slots_viewable=draw.choice([0, 0, 1, 3]),
        revenue_micros=draw.choice([0, 0, 0, draw.randrange(20_000)]),
        **_asked(draw),
    )


def _asked(draw: random.Random) -> dict[str, Any]:
    """Any appeal with any outcome, likely or not: the metrics count what is told."""
    appeals: list[tuple[int, int]] = [(0, 0), (0, 0), (1, 0), (1, 1), (1, 2), (2, 1)]
    (rule, variant), (arm_rule, arm_variant), (found, found_variant) = (draw.choice(appeals) for _ in "abc")
    first = bool(arm_rule) and draw.random() < 0.5
    return {
        "rule": rule,
        "variant": variant,
        "stages": draw.randrange(4_096) if rule else 0,
        "bucket": draw.randrange(1_000),
        "arm_rule": arm_rule,
        "arm_variant": arm_variant,
        "arm_first": first,
        "arm_day": 0 if first or not arm_rule else draw.choice([0, 2, 40]),
        "recovered_rule": found,
        "recovered_variant": found_variant,
        "allowed_days": draw.choice([0, 1, 30]) if found else -1,
        "relapsed": draw.random() < 0.2,
    }


def local(one: View) -> dt.datetime:
    return dt.datetime.fromtimestamp(one.started_at / 1000, dt.UTC).astimezone(ZONE)


def _in_arm(one: View) -> bool:
    """An arm begins only on a view in which the appeal's trigger was met."""
    return not one.asking.arm_first or bool(one.stages & 2)


DIMENSIONS: dict[str, Callable[[View], list[Any]]] = {
    "day": lambda one: [local(one).strftime("%Y-%m-%d")],
    "hour": lambda one: [local(one).strftime("%Y-%m-%d %H:00")],
    "week": lambda one: [str(local(one).date() - dt.timedelta(local(one).weekday()))],
    "month": lambda one: [local(one).strftime("%Y-%m")],
    "weekday": lambda one: [local(one).isoweekday()],
    "hour_of_day": lambda one: [local(one).hour],
    "author": lambda one: list(one.story.authors) or [""],
    "section": lambda one: [one.story.section],
    "article_language": lambda one: [one.story.language],
    "rule": lambda one: [one.asking.rule or one.asking.recovered_rule],
    "variant": lambda one: [one.asking.variant if one.asking.rule else one.asking.recovered_variant],
    "arm_rule": lambda one: [one.asking.arm_rule if _in_arm(one) else 0],
    "arm_variant": lambda one: [one.asking.arm_variant if _in_arm(one) else 0],
    "depth": lambda one: [one.scroll_pct // 5 * 5],
    "engaged_bin": lambda one: [_time_bin(one.engaged_ms / 1000)],
    "focus_bin": lambda one: [_time_bin(one.focus_ms / 1000)],
    "active_bin": lambda one: [_time_bin(10 * (one.active_10s - 1) + 5)],
    "blocker": lambda one: [one.detection.blocker],
    "confidence": lambda one: [min(one.detection.confidence // 10, 9) * 10],
    **{
        name: lambda one, name=name: [getattr(one.origin, name)]  # type: ignore[misc]
        for name in (
            "article", "device", "browser", "os", "country", "channel", "referrer", "language", "utm_source",
            "utm_medium", "utm_campaign", "previous", "bot",
        )
    },
}  # fmt: skip


def _time_bin(seconds: float) -> int:
    return max(start for start in (0, 5, 15, 30, 60, 120, 300) if start == 0 or start <= seconds)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def is_blocked(one: View) -> bool:
    return one.detection.blocker in ("requests", "cosmetic", "dns")


def is_free(one: View) -> bool:
    return one.detection.blocker in ("none", "tracking_protection")


def earned(one: View) -> float:
    """Revenue of a view, in the currency's units."""
    if one.revenue_micros:
        return one.revenue_micros / 1_000_000
    section, country, device = one.story.section, one.origin.country, one.origin.device
    if section in MONEY.by_section:
        cpm = MONEY.by_section[section]
    elif country in MONEY.by_country:
        cpm = MONEY.by_country[country]
    else:
        cpm = MONEY.by_device.get(device, MONEY.cpm)
    return one.slots_viewable * cpm / 1_000


def per_view(like: View, site: list[View]) -> float | None:
    """What a view brings without blocking, in the smallest cell that has at least 100 such views."""
    free = [one for one in site if is_free(one)]
    cells: list[Callable[[View], Any]] = [
        lambda one: (one.origin.device, one.origin.country, one.story.section),
        lambda one: (one.origin.device, one.story.section),
        lambda one: one.origin.device,
        lambda _: "all",
    ]
    for cell in cells:
        inside = [one for one in free if cell(one) == cell(like)]
        begun = [one for one in inside if not one.origin.resumed]
        if len(begun) >= 100 or cell is cells[-1]:
            return _share(sum(map(earned, inside)), len(begun))
    raise AssertionError


def risk_of(site: list[View]) -> Callable[[View], float]:
    """Money at risk in each view, of a site whose views are these."""
    known: dict[tuple[str, str, str], float] = {}

    def risk(one: View) -> float:
        cell = (one.origin.device, one.origin.country, one.story.section)
        if cell not in known:
            known[cell] = per_view(one, site) or 0.0
        return known[cell]

    return risk


def _appeals(views: list[View]) -> dict[str, float | int | None]:
    stages = (
        "appeals_eligible appeals_attempted appeals_rendered appeals_shown dismissed how_opened claimed "
        "way_clicked verified verify_failed render_failed waited_out"
    )
    again = [one for one in views if is_free(one) and one.asking.recovered_rule]
    allowing = [one for one in views if one.stages & 256]
    allowing += [one for one in again if one.asking.allowed_days == 0]
    return {
        **{name: sum(one.stages >> bit & 1 for one in views) for bit, name in enumerate(stages.split())},
        "allowed": len({one.origin.reader for one in allowing} - {0}),
        "relapsed": sum(one.asking.relapsed and one.asking.recovered_rule > 0 for one in views),
        "recovered_gross": sum(map(earned, again)),
    }


def metrics(views: list[View], risk: Callable[[View], float]) -> dict[str, float | int | None]:
    """Every metric of these views; `risk` says what each has lost if it is blocked."""
    begun = [one for one in views if not one.origin.resumed]
    blocked = [one for one in begun if is_blocked(one)]
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
        "revenue": sum(map(earned, views)),
        "rpm": _share(sum(map(earned, views)) * 1_000, len(begun)),
        "revenue_at_risk": sum(map(risk, blocked)),
        **_appeals(views),
    }


def recount(views: Iterable[View], dimensions: tuple[str, ...], site: Iterable[View] | None = None) -> Rows:
    """The metrics of each group; a view of several authors is in each of theirs.

    `site` are all views of the days asked about, where `views` are only some of them.
    """
    views = list(views)
    risk = risk_of([one for one in (views if site is None else site) if one.origin.bot != "crawler"])
    groups: dict[tuple[Label, ...], list[View]] = {} if dimensions else {(): []}
    for one in views:
        keys: list[tuple[Label, ...]] = [()]
        for name in dimensions:
            keys = [(*key, label) for key in keys for label in DIMENSIONS[name](one)]
        for key in keys:
            groups.setdefault(key, []).append(one)
    return {key: metrics(group, risk) for key, group in groups.items()}


def meets(one: View, op: str, name: str, values: tuple[str, ...]) -> bool:
    """Whether a view meets a filter."""
    labels = [str(label) for label in DIMENSIONS[name](one)]
    if op == "contains":
        whole = " | ".join(labels).lower()
        return any(value.lower() in whole for value in values)
    return (op == "is") is any(label in values for label in labels)
