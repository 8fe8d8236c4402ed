"""One rule's results, ready to be shown: words, amounts, and intervals as places on a line."""

import math
from collections.abc import Sequence

import msgspec

from dashboards.numbers import NOT_KNOWN, Numbers
from service.metrics.results import Effect, Results
from service.metrics.sequential import Interval


class Line(msgspec.Struct, frozen=True):
    """An interval as per cents of the width of all that stand beside it; `zero` is where 0 is."""

    low: float
    value: float
    high: float
    zero: float


class Amount(msgspec.Struct, frozen=True):
    """A word, its value, the interval in words, and its line where the ends are known."""

    word: str
    value: str
    between: str
    line: Line | None = None
    tone: str = ""


class Step(msgspec.Struct, frozen=True):
    """A step of the funnel: how many views, and their share of those in which the appeal was seen."""

    word: str
    count: str
    share: str
    width: float


class Row(msgspec.Struct, frozen=True):
    """A variant, or the held out: its cells as text; the net's line and the verdict where there are any."""

    name: str
    cells: tuple[str, ...]
    net: Amount | None
    verdict: str


class Kept(msgspec.Struct, frozen=True):
    """How many still allow ads after some days."""

    word: str
    share: str
    between: str
    readers: str
    width: float


class Section(msgspec.Struct, frozen=True):
    """A rule. `kind` and `verdict` are those of all variants together."""

    name: str
    kind: str
    verdict: str
    base: str
    ledger: tuple[Amount, ...]
    reading: tuple[Amount, ...]
    funnel: tuple[Step, ...]
    variants: tuple[Row, ...]
    kept: tuple[Kept, ...]


HEAD = ("Asked", "Saw it", "Allowed ads", "Verified", "Pages a reader", "Revenue per 1,000")


def section(name: str, found: Results, steps: Sequence[tuple[str, int]], show: Numbers) -> Section:
    """What the page says of a rule; `steps` are the funnel's words and counts."""
    held, *asked = found.groups
    count = show.count
    readers = sum(group.asked for group in asked)
    return Section(
        name,
        found.overall.verdict.kind,
        found.overall.verdict.words,
        f"{_counted(readers, 'reader', show)} asked, {count(held.asked)} held out, "
        f"in {_counted(found.days, 'day', show)}",
        _ledger(found.overall, found.currency, show),
        _reading(found.overall, show),
        _funnel(steps, show),
        _variants(found, show),
        _kept(found, show),
    )


def _counted(number: int, noun: str, show: Numbers) -> str:
    return f"{show.count(number)} {noun}{'' if number == 1 else 's'}"


def _ledger(effect: Effect, currency: str, show: Numbers) -> tuple[Amount, ...]:
    parts = [("Recovered", effect.recovered), ("Cost in lost pages", effect.cost), ("Net", effect.net)]
    lines = _lines([interval for _, interval in parts])
    gross = Amount(
        "Recovered, gross", show.money(effect.gross, currency), "part of it would have come unasked"
    )
    return (
        gross,
        *(
            Amount(
                word,
                show.money(interval.value, currency),
                _between(interval, currency, show),
                line,
                "blocked" if interval.value < 0 else "",
            )
            for (word, interval), line in zip(parts, lines, strict=True)
        ),
    )


def _reading(effect: Effect, show: Numbers) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            word, show.change(interval.value), _span(show.change(interval.low), show.change(interval.high))
        )
        for word, interval in (("Pages read", effect.views), ("Engaged time", effect.engaged))
        if interval is not None
    )


def _between(interval: Interval, currency: str, show: Numbers) -> str:
    return _span(show.money(interval.low, currency), show.money(interval.high, currency))


def _span(low: str, high: str) -> str:
    return "how sure is not known yet" if NOT_KNOWN in (low, high) else f"{low} to {high}"


def _lines(intervals: Sequence[Interval]) -> list[Line | None]:
    """All on one scale, which holds 0 too."""
    known = [one for one in intervals if math.isfinite(one.low) and math.isfinite(one.high)]
    least = min((one.low for one in known), default=0.0)
    most = max((one.high for one in known), default=0.0)
    least, most = min(least, 0.0), max(most, 0.0)
    scale = 100 / (most - least) if most > least else 0.0

    def at(value: float) -> float:
        return round((value - least) * scale, 2)

    return [
        Line(at(one.low), at(one.value), at(one.high), at(0.0)) if one in known and scale else None
        for one in intervals
    ]


def _funnel(steps: Sequence[tuple[str, int]], show: Numbers) -> tuple[Step, ...]:
    most = max((count for _, count in steps), default=0)
    first = steps[0][1] if steps else 0
    return tuple(
        Step(
            word,
            show.count(count),
            show.percent(count / first if first else None),
            round(100 * count / most, 2) if most else 0.0,
        )
        for word, count in steps
    )


def _variants(found: Results, show: Numbers) -> tuple[Row, ...]:
    effects = {effect.variant: effect for effect in found.variants}
    lines = dict(zip(effects, _lines([effect.net for effect in effects.values()]), strict=True))
    rows = []
    for group in found.groups:
        effect = effects.get(group.variant)
        net = None
        if effect:
            value = show.money(effect.net.value, found.currency)
            between = _between(effect.net, found.currency, show)
            net = Amount("Net", value, between, lines[group.variant])
        rows.append(
            Row(
                f"Variant {group.variant}" if group.variant else "Held out",
                (
                    show.count(group.asked),
                    show.count(group.seen) if group.variant else NOT_KNOWN,
                    show.count(group.allowed),
                    show.count(group.verified) if group.variant else NOT_KNOWN,
                    show.decimals(group.views_per_reader, 1),
                    show.money(group.revenue_per_thousand, found.currency),
                ),
                net,
                effect.verdict.words if effect else "",
            )
        )
    return tuple(rows)


def _kept(found: Results, show: Numbers) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            "After 1 day" if still.day == 1 else f"After {still.day} days",
            show.percent(still.share, 0),
            f"{show.percent(still.low, 0)} to {show.percent(still.high, 0)}"
            if still.share is not None
            else "",
            f"of {show.count(still.readers)} readers" if still.readers else "nobody allowed ads so long ago",
            round(100 * (still.share or 0), 2),
        )
        for still in found.still
    )
