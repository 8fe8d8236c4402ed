from collections.abc import Awaitable, Callable

import pytest

from dashboards.dates import Range, preset
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.trends import block_rate, engaged, views
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask

Answerer = Callable[[Ask], Awaitable[Panel]]
WEEK = preset("7d", TODAY)


@pytest.mark.parametrize(
    ("panel", "base"),
    [
        (views, "2,468 views by 1,974 daily readers · ○ today so far"),
        (engaged, "41 s a view, mean of 2,468 views · ○ today so far"),
        (block_rate, "25.0% of 2,000 views in which detection concluded · 468 not known"),
    ],
)
async def test_a_panel_says_what_its_numbers_are_of(panel: Answerer, base: str) -> None:
    assert (await panel(ask(FakeMetrics(), WEEK))).context["base"] == base


async def test_by_hour_readers_do_not_add_up_and_are_not_added() -> None:
    panel = await views(ask(FakeMetrics(), preset("today", TODAY)))
    assert panel.context["base"] == "2,468 views · ○ this hour so far"


async def test_a_range_that_is_over_has_no_open_circle() -> None:
    over = Range(WEEK.first, WEEK.days()[-2], "custom", TODAY)
    assert "so far" not in (await views(ask(FakeMetrics(), over))).context["base"]


async def test_the_table_has_every_day() -> None:
    table = (await block_rate(ask(FakeMetrics(), WEEK))).table
    assert table
    assert table.rows[-1] == ("Sun, 23 Nov 2025", 0.25, 250, 1_000, 234)
    assert table.rows[0] == ("Mon, 17 Nov 2025", None, 0, 0, 0)


@pytest.mark.parametrize("panel", [views, engaged, block_rate])
async def test_without_views_there_is_no_figure(panel: Answerer) -> None:
    answer: Panel = await panel(ask(FakeMetrics(NOTHING), WEEK))
    assert answer.context["figure"] is None


@pytest.mark.parametrize(("name", "dimension"), [("today", "hour"), ("7d", "day")])
async def test_one_day_is_asked_by_hour(name: str, dimension: str) -> None:
    metrics = FakeMetrics()
    question: Ask = ask(metrics, preset(name, TODAY))
    await views(question)
    assert metrics.asked[0].dimensions == (dimension,)
