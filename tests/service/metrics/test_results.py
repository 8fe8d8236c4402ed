"""Results from views: against a plain recount, and for a rule without any."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from service.events import View
from service.metrics.metrics import Metrics
from service.metrics.query import QueryError
from service.metrics.results import Results
from service.metrics.survival import still_allowing
from tests.service.metrics.conftest import FIRST, LAST, TODAY
from tests.service.metrics.recount import earned, is_free, local

SPANS = [(FIRST, LAST), (TODAY - dt.timedelta(4), LAST), (TODAY - dt.timedelta(4), TODAY - dt.timedelta(2))]


async def found(asked: Metrics, rule: int, span: tuple[dt.date, dt.date]) -> Results:
    return await asked.results("demo", rule, *span)


def in_span(views: list[View], first: dt.date, last: dt.date) -> list[View]:
    return [one for one in views if one.origin.bot != "crawler" and first <= local(one).date() <= last]


def in_arm(views: list[View], rule: int, variant: int, first: dt.date) -> list[View]:
    """Views of readers whose arm began on `first` or later."""
    return [
        one
        for one in views
        if (one.asking.arm_rule, one.asking.arm_variant) == (rule, variant)
        and (one.stages & 2 or not one.asking.arm_first)
        and local(one).date() - dt.timedelta(one.asking.arm_day) >= first
    ]


def group(views: list[View]) -> dict[str, Any]:
    starts = [one for one in views if one.asking.arm_first]
    allowing = [one for one in views if one.stages & 256 or (is_free(one) and one.asking.allowed_days == 0)]
    asked = len(starts)
    return {
        "asked": asked,
        "seen": sum(one.stages & 8 > 0 for one in starts),
        "allowed": len({one.origin.reader for one in allowing} - {0}),
        "verified": sum(one.stages & 256 > 0 for one in views),
        "views_per_reader": sum(not one.origin.resumed for one in views) / asked,
        "engaged_s_per_reader": sum(one.engaged_ms for one in views) / 1000 / asked,
        "revenue_per_thousand": sum(map(earned, views)) / asked * 1000,
    }


@pytest.mark.parametrize("span", SPANS, ids=["all", "late", "middle"])
@pytest.mark.parametrize("rule", [1, 2])
async def test_groups_are_what_a_recount_says(
    asked: Metrics, views: list[View], rule: int, span: tuple[dt.date, dt.date]
) -> None:
    told = await found(asked, rule, span)
    inside = in_span(views, *span)
    for one in told.groups:
        arm = in_arm(inside, rule, one.variant, span[0])
        if rule == 2 and one.variant == 0:
            assert (arm, one.asked) == ([], 0)
            continue
        expected = group(arm)
        assert {name: getattr(one, name) for name in expected} == {
            name: pytest.approx(value) for name, value in expected.items()
        }
    assert [one.variant for one in told.groups] == ([0, 1, 2] if rule == 1 else [0, 1])


async def test_effects_are_differences_of_the_groups(asked: Metrics, views: list[View]) -> None:
    told = await found(asked, 1, SPANS[0])
    held, *others = told.groups
    for one, effect in zip(others, told.variants, strict=True):
        assert effect.variant == one.variant
        assert effect.net.value == pytest.approx(one.revenue_per_thousand - held.revenue_per_thousand)
        assert effect.recovered.value + effect.cost.value == pytest.approx(effect.net.value)
        assert effect.views is not None
        assert effect.views.value == pytest.approx(one.views_per_reader / held.views_per_reader - 1)
        arm = in_arm(in_span(views, *SPANS[0]), 1, one.variant, FIRST)
        gross = sum(earned(each) for each in arm if is_free(each) and each.asking.recovered_rule)
        assert effect.gross == pytest.approx(gross / one.asked * 1000)
    both = sum(one.revenue_per_thousand * one.asked for one in others) / sum(one.asked for one in others)
    assert told.overall.net.value == pytest.approx(both - held.revenue_per_thousand)


async def test_several_variants_are_judged_more_strictly(asked: Metrics) -> None:
    told = await found(asked, 1, SPANS[0])
    overall = told.overall.net.high - told.overall.net.value
    assert all(one.net.high - one.net.value > overall for one in told.variants)


@pytest.mark.parametrize("span", SPANS, ids=["all", "late", "middle"])
async def test_survival_is_that_of_those_who_allowed_in_these_days(
    asked: Metrics, views: list[View], span: tuple[dt.date, dt.date]
) -> None:
    readers: dict[int, set[int]] = {}
    relapsed = Counter[tuple[int, int]]()
    for one in in_span(views, *span):
        day, of_rule = local(one).date(), one.asking.recovered_rule == 1
        verified = one.stages & 256 and one.asking.rule == 1
        if verified or (is_free(one) and of_rule and one.asking.allowed_days == 0):
            readers.setdefault(day.toordinal(), set()).add(one.origin.reader)
        began = day - dt.timedelta(one.asking.allowed_days)
        if one.asking.relapsed and of_rule and began >= span[0]:
            relapsed[began.toordinal(), one.asking.allowed_days] += 1
    allowed = {day: len(those - {0}) for day, those in readers.items()}
    told = await found(asked, 1, span)
    assert list(told.still) == still_allowing(allowed, relapsed, span[1].toordinal())


async def test_days_are_counted_from_the_first_who_was_asked(asked: Metrics, views: list[View]) -> None:
    told = await found(asked, 1, SPANS[0])
    starts = [local(one).date() for one in views if one.asking.arm_first and one.stages & 2]
    assert told.days == (LAST - min(starts)).days + 1


async def test_without_the_curve_the_rest_is_the_same(asked: Metrics) -> None:
    whole = await found(asked, 1, SPANS[0])
    told = await asked.results("demo", 1, *SPANS[0], curve=False)
    assert (told.still, told.curve) == ((), ())
    assert [one.asked for one in told.groups] == [one.asked for one in whole.groups]
    assert told.overall.net.value == pytest.approx(whole.overall.net.value)


async def test_a_rule_that_asked_nobody(asked: Metrics) -> None:
    told = await found(asked, 77, SPANS[0])
    assert (told.days, told.variants, told.currency) == (0, (), "UAH")
    assert told.overall.verdict.kind == "nobody"
    assert [(one.variant, one.asked) for one in told.groups] == [(0, 0)]
    assert {one.share for one in told.still} == {None}


async def test_days_that_make_no_sense_are_refused(asked: Metrics) -> None:
    with pytest.raises(QueryError, match="reversed"):
        await asked.results("demo", 1, LAST, FIRST)
