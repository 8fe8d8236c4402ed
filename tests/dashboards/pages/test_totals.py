from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from starlette.datastructures import QueryParams

from dashboards.dates import preset
from dashboards.pages.totals import totals
from dashboards.shown import read_shown
from service.metrics.metrics import Answer
from service.metrics.query import Query
from tests.dashboards.fakes import NOTHING, TODAY, TOTALS, FakeMetrics, ask


async def cards(**changes: Any) -> dict[str, str]:
    panel = await totals(ask(FakeMetrics(TOTALS | changes), preset("7d", TODAY)))
    return {card.term: card.value for card in panel.context["cards"]}


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("views", "1,234"),
        ("readers", "987"),
        ("engaged time", "41 s"),
        ("scroll depth", "63%"),
        ("read rate", "21.4%"),
        ("block rate", "25.0%"),
    ],
)
async def test_each_total(term: str, value: str) -> None:
    assert (await cards())[term] == value


@pytest.mark.parametrize("concluded", [0, 29, None])
async def test_a_rate_of_too_few_views_is_not_shown(concluded: int | None) -> None:
    assert (await cards(concluded_views=concluded, block_rate=None))["block rate"] == "too few"


async def test_without_any_view_the_tag_is_shown() -> None:
    panel = await totals(ask(FakeMetrics(NOTHING), preset("7d", TODAY)))
    assert (panel.template, panel.context["never"]) == ("panels/empty.html", True)


async def test_the_year_is_asked_only_when_the_range_is_empty() -> None:
    full, empty = FakeMetrics(), FakeMetrics(NOTHING)
    await totals(ask(full, preset("7d", TODAY)))
    await totals(ask(empty, preset("7d", TODAY)))
    assert [len(full.asked), len(empty.asked)] == [1, 2]


@pytest.mark.parametrize(
    ("term", "change"), [("views", "+23.4%"), ("block rate", "+5.0 points"), ("readers", "−1.3%")]
)
async def test_each_change(term: str, change: str) -> None:
    then = {"views": 1_000, "block_rate": 0.2, "readers": 1_000}
    shown = read_shown(QueryParams("range=7d&compare=previous"), TODAY)
    question = msgspec.structs.replace(ask(Twice(TOTALS, TOTALS | then), shown.range), shown=shown)
    cards = (await totals(question)).context["cards"]
    assert {card.term: card.change for card in cards}[term] == change


class Twice(FakeMetrics):
    """Other values for the days compared with."""

    def __init__(self, now: Mapping[str, float | None], then: Mapping[str, float | None]) -> None:
        super().__init__(dict(now))
        self.then = dict(then)

    async def answer(self, query: Query) -> Answer:
        if query.to == TODAY:
            return await super().answer(query)
        return await FakeMetrics(self.then).answer(query)
