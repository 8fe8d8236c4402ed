"""Whether a rule's appeals helped: those who were asked against those who were held out.

Readers are followed by their arm: the rule and variant by which they were first asked, or would have been but
for the holdout, and the 90 days after. Arms begin alike in both groups, when the appeal's trigger is met, and
all that their readers do counts, whether they saw the appeal or not. Later appeals by other rules are part of
the effect of having been asked, for the held out are held out of all rules.

Revenue per reader asked less revenue per reader held out is the net result: page views that the appeal cost
are missing in it already. It is told as two parts: what was recovered, and what the lost views would have
brought (`arms.Comparison`). Engaged time is not money; it is told beside it.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from typing import Any

import msgspec
import sqlalchemy as sa

from service.metrics.appeals import reached
from service.metrics.arms import ENGAGED, READERS, REVENUE, VIEWS, Arm, Comparison
from service.metrics.money import recovered
from service.metrics.parts import count, page_view, revenue
from service.metrics.prices import MICROS, Prices
from service.metrics.sequential import ALPHA, Estimate, Interval, effective, interval
from service.metrics.survival import CURVE, DAYS, Still, still_allowing
from service.metrics.verdict import Size, Verdict, judge
from service.warehouse.port import Statement, Sums, Warehouse
from service.warehouse.schema import views as v

HELD_OUT = 0
THOUSAND = 1_000
#: Also of those who were never asked: the first day on which ads that were blocked are not.
freed = v.c.blocked.is_(False) & (v.c.allowed_days == 0)


class Group(msgspec.Struct, frozen=True):
    """What one arm's readers did; `variant` 0 are the held out. Money in units of the currency.

    `asked` counts readers, `seen` those who saw their first appeal, `allowed` those who allowed ads
    (each once a day), `verified` those of whom a test on the page said so.
    """

    variant: int
    asked: int
    seen: int
    allowed: int
    verified: int
    views_per_reader: float
    engaged_s_per_reader: float
    revenue_per_thousand: float


class Effect(msgspec.Struct, frozen=True):
    """A variant (None: all of them) against the held out: money and views per 1,000 readers asked.

    `net` is `recovered` plus `cost`. `views` and `engaged` are shares, per reader: -0.02 is 2 % less than the
    held out; None where those did nothing. `gross` is the revenue of recovered views, some of which would
    have come anyway.
    """

    variant: int | None
    gross: float
    recovered: Interval
    cost: Interval
    net: Interval
    views: Interval | None
    engaged: Interval | None
    verdict: Verdict


class Results(msgspec.Struct, frozen=True):
    """A rule's results for readers first asked from `first` on, until `last`.

    `still` and `curve` tell the same of some days and of each: how many still allow ads. Both are empty where
    they were not asked for.
    """

    rule: int
    first: dt.date
    last: dt.date
    currency: str
    days: int
    groups: tuple[Group, ...]
    overall: Effect
    variants: tuple[Effect, ...]
    still: tuple[Still, ...]
    curve: tuple[Still, ...] = ()


_RULE = sa.bindparam("rule", type_=sa.Integer)
_SINCE = sa.bindparam("since", type_=sa.Date)
_PEOPLE = v.c.bot != "crawler"
#: Views of readers whose arm began in the days asked about.
_IN_ARM = (v.c.arm_rule == _RULE, v.c.day - sa.cast(v.c.arm_day, sa.Integer) >= _SINCE, _PEOPLE)
_ASKED = count("asked", v.c.arm_first).expression
_reader = sa.func.nullif(v.c.reader, 0)


def _select(keys: int, *columns: Any, where: Sequence[Any]) -> Statement:
    """The columns, of which the first so many are grouped by."""
    statement: sa.Select[Any] = sa.select(*columns).select_from(v).where(*where)
    return statement.group_by(*(sa.literal_column(str(n + 1)) for n in range(keys)))


@lru_cache(32)
def _by_bucket(prices: Prices) -> Statement:
    sums = (
        _ASKED,
        revenue("revenue").with_prices(prices),
        count("views", page_view).expression,
        sa.func.sum(v.c.engaged_ms),
        revenue("recovered", recovered).with_prices(prices),
    )
    return _select(2, v.c.arm_variant, v.c.bucket, *sums, where=_IN_ARM)


_BY_DAY = _select(1, v.c.day, _ASKED, where=_IN_ARM)
_BY_VARIANT = _select(
    1,
    v.c.arm_variant,
    count("seen", v.c.arm_first & reached("viewable")).expression,
    sa.func.count(sa.distinct(sa.case((reached("verified") | freed, _reader)))),
    count("verified", reached("verified")).expression,
    where=_IN_ARM,
)
_of_rule = sa.or_(
    reached("verified") & (v.c.rule == _RULE),
    recovered & (v.c.allowed_days == 0) & (v.c.recovered_rule == _RULE),
)
_ALLOWED = _select(
    1, v.c.day, sa.func.count(sa.distinct(_reader)), where=(_of_rule, v.c.day >= _SINCE, _PEOPLE)
)
_RELAPSED = _select(
    2,
    v.c.day,
    v.c.allowed_days,
    sa.func.count(),
    where=(
        v.c.relapsed,
        v.c.recovered_rule == _RULE,
        v.c.day - sa.cast(v.c.allowed_days, sa.Integer) >= _SINCE,
        _PEOPLE,
    ),
)


async def results(
    warehouse: Warehouse,
    site: str,
    rule: int,
    first: dt.date,
    last: dt.date,
    prices: Prices,
    currency: str,
    curve: bool = True,
) -> Results:
    """What a rule brought between two local days, both included; how many still allow ads where `curve`."""
    parameters = {"rule": rule, "since": first}

    async def ask(statement: Statement, keys: int) -> list[Sums]:
        return await warehouse.ask(statement, keys, site, first, last, parameters)

    arms, gross = _arms(await ask(_by_bucket(prices), 2))
    days = [day for day, asked in await ask(_BY_DAY, 1) if asked]
    running = (last - min(days)).days + 1 if days else 1
    told = {variant: sums for variant, *sums in await ask(_BY_VARIANT, 1)}
    held_out = arms.pop(HELD_OUT, Arm())
    variants = tuple(
        _effect(variant, arm, held_out, gross[variant], running, ALPHA / len(arms))
        for variant, arm in sorted(arms.items())
    )
    stills = _curve(await ask(_ALLOWED, 1), await ask(_RELAPSED, 2), last) if curve else ()
    everybody = reduce(Arm.together, arms.values(), Arm())
    return Results(
        rule,
        first,
        last,
        currency,
        running if days else 0,
        tuple(
            _group(variant, arm, *told.get(variant, (0, 0, 0)))
            for variant, arm in [(HELD_OUT, held_out), *sorted(arms.items())]
        ),
        _effect(None, everybody, held_out, sum(gross[variant] for variant in arms), running, ALPHA),
        variants,
        tuple(still for still in stills if still.day in DAYS),
        stills,
    )


def _arms(rows: Iterable[Sums]) -> tuple[dict[int, Arm], dict[int, float]]:
    """By variant: its arm, and the gross recovered revenue; both in units of the currency."""
    arms: dict[int, Arm] = defaultdict(Arm)
    gross: dict[int, float] = defaultdict(float)
    for variant, bucket, readers, micros, views, engaged_ms, again in rows:
        arms[variant].add(bucket, (readers, micros / MICROS, views, engaged_ms / 1000))
        gross[variant] += again / MICROS
    return arms, gross


def _group(variant: int, arm: Arm, seen: int, allowed: int, verified: int) -> Group:
    return Group(
        variant,
        round(arm.totals[READERS]),
        seen,
        allowed,
        verified,
        arm.per_reader(VIEWS),
        arm.per_reader(ENGAGED),
        arm.per_reader(REVENUE) * THOUSAND,
    )


def _effect(variant: int | None, arm: Arm, held_out: Arm, gross: float, days: int, alpha: float) -> Effect:
    """Of several variants each has a share of alpha, so that all their claims together hold (Bonferroni)."""
    comparison = Comparison(arm, held_out)
    asked, held = arm.totals[READERS], held_out.totals[READERS]
    readers = effective(asked, held)

    def sure(estimate: Estimate) -> Interval:
        return interval(estimate, readers, alpha)

    def share(estimate: Estimate | None) -> Interval | None:
        return sure(estimate) if estimate else None

    net = sure(comparison.difference(REVENUE)).times(THOUSAND)
    return Effect(
        variant,
        gross / asked * THOUSAND if asked else 0.0,
        sure(comparison.recovered()).times(THOUSAND),
        sure(comparison.cost()).times(THOUSAND),
        net,
        share(comparison.change(VIEWS)),
        share(comparison.change(ENGAGED)),
        judge(net, Size(round(asked), arm.buckets), Size(round(held), held_out.buckets), days),
    )


def _curve(allowed: Iterable[Sums], relapsed: Iterable[Sums], last: dt.date) -> tuple[Still, ...]:
    began = {_number(day): int(readers) for day, readers in allowed}
    again = Counter[tuple[int, int]]()
    for day, days, views in relapsed:
        again[_number(day) - days, days] += views
    return tuple(still_allowing(began, again, _number(last), CURVE))


def _number(day: dt.date | str) -> int:
    return dt.date.fromisoformat(str(day)[:10]).toordinal()
