"""One rule's results, ready to be shown: words, amounts, and intervals as places on a line."""

import math
from collections.abc import Sequence

import msgspec

from dashboards.numbers import NOT_KNOWN, Numbers
from dashboards.pages.verdicts import verdict_words
from service.metrics.results import Effect, Results
from service.metrics.sequential import Interval
from service.page.language import _, ngettext


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
    variants: tuple[Row, ...]
    kept: tuple[Kept, ...]


def section(name: str, found: Results, show: Numbers) -> Section:
    """What the page says of a rule."""
    held, *asked = found.groups
    readers = sum(group.asked for group in asked)
    return Section(
        name,
        found.overall.verdict.kind,
        verdict_words(found.overall.verdict),
        _base(readers, held.asked, found.days, show),
        _ledger(found.overall, found.currency, show),
        _reading(found.overall, show),
        _variants(found, show),
        _kept(found, show),
    )


def _base(asked: int, held_out: int, days: int, show: Numbers) -> str:
    return _(
        "%(readers)s asked, %(held)s held out, in %(days)s",
        readers=ngettext("%(num)s reader", "%(num)s readers", asked, num=show.count(asked)),
        held=show.count(held_out),
        days=ngettext("%(num)s day", "%(num)s days", days, num=show.count(days)),
    )


def variants_head() -> tuple[str, ...]:
    """The heads of a variant's cells."""
    return (
        _("Asked"),
        _("Saw it"),
        _("Allowed ads"),
        _("Verified"),
        _("Pages a reader"),
        _("Revenue per 1,000"),
    )


def _ledger(effect: Effect, currency: str, show: Numbers) -> tuple[Amount, ...]:
    parts = money_parts(effect)
    lines = _lines([interval for _word, interval in parts])
    gross = Amount(
        _("Recovered, gross"), show.money(effect.gross, currency), _("part of it would have come unasked")
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


def money_parts(effect: Effect) -> list[tuple[str, Interval]]:
    """What was won and lost, per 1,000 readers asked; the last is the sum of the others."""
    return [
        (_("Recovered"), effect.recovered),
        (_("Cost in lost pages"), effect.cost),
        (_("Net"), effect.net),
    ]


def read_parts(effect: Effect) -> list[tuple[str, Interval]]:
    """What was read more, or less, where it is known."""
    both = ((_("Pages read"), effect.views), (_("Engaged time"), effect.engaged))
    return [(word, interval) for word, interval in both if interval is not None]


def _reading(effect: Effect, show: Numbers) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            word, show.change(interval.value), _span(show.change(interval.low), show.change(interval.high))
        )
        for word, interval in read_parts(effect)
    )


def _between(interval: Interval, currency: str, show: Numbers) -> str:
    return _span(show.money(interval.low, currency), show.money(interval.high, currency))


def _span(low: str, high: str) -> str:
    if NOT_KNOWN in (low, high):
        return _("how sure is not known yet")
    return _("%(low)s to %(high)s", low=low, high=high)


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
            net = Amount(_("Net"), value, between, lines[group.variant])
        rows.append(
            Row(
                variant_words(group.variant),
                (
                    show.count(group.asked),
                    show.count(group.seen) if group.variant else NOT_KNOWN,
                    show.count(group.allowed),
                    show.count(group.verified) if group.variant else NOT_KNOWN,
                    show.decimals(group.views_per_reader, 1),
                    show.money(group.revenue_per_thousand, found.currency),
                ),
                net,
                verdict_words(effect.verdict) if effect else "",
            )
        )
    return tuple(rows)


def variant_words(variant: int) -> str:
    """A variant's name; 0 are the held out."""
    return _("Variant %(number)s", number=variant) if variant else _("Held out")


def _kept(found: Results, show: Numbers) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            ngettext("After %(num)s day", "After %(num)s days", still.day),
            show.percent(still.share, 0),
            _span(show.percent(still.low, 0), show.percent(still.high, 0)) if still.share is not None else "",
            ngettext("of %(num)s reader", "of %(num)s readers", still.readers, num=show.count(still.readers))
            if still.readers
            else _("nobody allowed ads so long ago"),
            round(100 * (still.share or 0), 2),
        )
        for still in found.still
    )
