import datetime as dt
from collections.abc import Awaitable, Callable

import pytest

from dashboards.dates import Range, preset
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.trends import block_rate, engaged, views
from dashboards.shown import Grain
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask
from tests.dashboards.shelf import Rows, asking

Answerer = Callable[[Ask], Awaitable[Panel]]
WEEK = preset("7d", TODAY)


@pytest.mark.parametrize(
    ("panel", "base"),
    [
        (views, "2,468 views by 1,974 daily readers · ○ today so far"),
        (engaged, "41 s a view, mean of 2,468 views · ○ today so far"),
        (
            block_rate,
            "25.0% of 2,000 views in which detection concluded · 468 not known · ○ today so far",
        ),
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


def by_week(metrics: Rows, first: str, last: str, grain: Grain = "week") -> Ask:
    days = Range(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "custom", TODAY)
    return asking(metrics, range=days, compare="previous", grain=grain)


#: Compared with 22 October to 4 November: 27 October begins a week, but not one of those compared.
EARLIER = Rows(
    {
        ("week",): [(("2025-11-03",), {})],
        ("day",): [
            (
                ("2025-10-22",),
                {"views": 1, "engaged_s": 90.0, "block_rate": 1.0, "concluded_views": 1, "blocked_views": 1},
            ),
            (
                ("2025-10-26",),
                {"views": 3, "engaged_s": 10.0, "block_rate": 0.0, "concluded_views": 3, "blocked_views": 0},
            ),
            (
                ("2025-10-27",),
                {"views": 7, "engaged_s": 20.0, "block_rate": 0.5, "concluded_views": 2, "blocked_views": 1},
            ),
            (("2025-11-04",), {"views": 5, "engaged_s": None, "block_rate": None, "concluded_views": 0}),
        ],
    }
)


@pytest.mark.parametrize(
    ("panel", "before"),
    [(views, [4, 7, 5]), (engaged, [30.0, 20.0, 0.0]), (block_rate, [0.25, 0.5, None])],
)
async def test_earlier_days_are_added_up_by_the_weeks_shown(
    panel: Answerer, before: list[float | None]
) -> None:
    table = (await panel(by_week(EARLIER, "2025-11-05", "2025-11-18"))).table
    assert table
    assert [row[-1] for row in table.rows] == before


@pytest.mark.parametrize("panel", [views, engaged, block_rate])
@pytest.mark.parametrize(
    ("first", "last", "grain", "said"),
    [
        ("2025-11-03", "2025-11-16", "week", ""),
        ("2025-11-04", "2025-11-18", "week", " · the first and the last week are not whole"),
        ("2025-11-04", "2025-11-16", "week", " · the first week is not whole"),
        ("2025-11-04", str(TODAY - dt.timedelta(1)), "day", ""),
        ("2025-11-03", "2025-11-18", "week", " · the last week is not whole"),
        ("2025-09-02", "2025-10-31", "month", " · the first month is not whole"),
        ("2025-09-01", "2025-11-18", "month", " · the last month is not whole"),
        ("2025-09-02", "2025-11-18", "month", " · the first and the last month are not whole"),
        # What goes on today is told once, by its circle.
        ("2025-09-01", str(TODAY), "month", " · ○ this month so far"),
        ("2025-09-02", str(TODAY), "month", " · the first month is not whole · ○ this month so far"),
    ],
)
async def test_part_weeks_and_months_are_told(
    panel: Answerer, first: str, last: str, grain: Grain, said: str
) -> None:
    base = (await panel(by_week(EARLIER, first, last, grain))).context["base"]
    found = [f" · {part}" for part in base.split(" · ") if part.startswith(("the first", "the last", "○"))]
    assert "".join(found) == said
