from typing import Any

import pytest

from dashboards.dates import preset
from dashboards.pages.totals import totals
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
