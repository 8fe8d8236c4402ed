"""The row of money of the page of revenue."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.ask import Ask
from dashboards.pages.brought import revenue_totals, rules_of
from service.catalog.sites import Money
from service.metrics.query import Filter
from service.metrics.results import Results
from tests.dashboards.fakes import LABELS, NOTHING, TODAY, FakeMetrics, a_result, ask

FILTERED: tuple[Filter, ...] = (("is", "device", ("phone",)),)


class HoldsOutNobody(FakeMetrics):
    async def results(
        self,
        site: str,  # noqa: ARG002 (the room's own signature)
        rule: int,
        first: dt.date,
        last: dt.date,
        curve: bool = True,  # noqa: ARG002 (the same)
    ) -> Results:
        return a_result(rule, first, last, held_out=0 if rule == 2 else 100)


def question(metrics: FakeMetrics | None = None, filters: tuple[Filter, ...] = (), **site: Any) -> Ask:
    made = ask(metrics or FakeMetrics(), preset("7d", TODAY))
    shown = msgspec.structs.replace(made.shown, filters=filters)
    return msgspec.structs.replace(made, shown=shown, site=msgspec.structs.replace(made.site, **site))


async def cards(asked: Ask) -> dict[str, tuple[str, str]]:
    found = (await revenue_totals(asked)).context["cards"]
    return {
        card.term: (card.value.replace("\u00a0", " "), card.base.replace("\u00a0", " ")) for card in found
    }


async def test_the_rules_are_those_with_readers() -> None:
    assert await rules_of(question(filters=FILTERED)) == [1, 2]


async def test_what_two_rules_brought_is_told_with_its_range() -> None:
    value, base = (await cards(question()))["net"]
    assert value == "1.33 EUR"
    assert " EUR to " in base


@pytest.mark.parametrize(
    ("rules", "filters", "base"),
    [
        (["0"], (), "no rule asked anybody in these days"),
        (["0", "2"], (), "not known until 100 readers are held out"),
        (["1"], FILTERED, "told of all readers only: remove the filters"),
    ],
)
async def test_where_nothing_can_be_compared_words_say_why(
    rules: list[str], filters: tuple[Filter, ...], base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LABELS, ("arm_rule",), [(rule,) for rule in rules])
    found = await cards(question(HoldsOutNobody(), filters))
    assert found["recovered, incremental"] == ("–", base)
    assert found["net"] == ("–", base)


async def test_a_rule_that_cannot_be_compared_is_told_to_be_missing() -> None:
    value, base = (await cards(question(HoldsOutNobody())))["net"]
    assert value == "0.67 EUR"
    assert base.endswith(" · 1 of 2 rules")


@pytest.mark.parametrize(
    ("money", "usual"),
    [(Money(), "2.00 EUR"), (Money(cpm=3.0), ""), (Money(by_device={"phone": 2.0}), "")],
)
async def test_prices_that_nobody_set_are_told(money: Money, usual: str) -> None:
    context = (await revenue_totals(question(money=money))).context
    assert (context["usual"].replace("\u00a0", " "), context["settings"]) == (usual, "/s/herald/money")


async def test_the_curve_is_not_asked_for() -> None:
    metrics = FakeMetrics()
    await revenue_totals(question(metrics))
    assert metrics.curves == [False, False]


async def test_a_site_without_views_is_welcomed() -> None:
    assert (await revenue_totals(question(FakeMetrics(NOTHING)))).template == "panels/empty.html"


async def test_the_file_has_the_ends_of_each_range() -> None:
    table = (await revenue_totals(question())).table
    assert table is not None
    assert [column.name for column in table.head][-3:] == ["net", "from", "to"]
    value, low, high = table.rows[0][-3:]
    assert isinstance(value, float)
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low < value < high
