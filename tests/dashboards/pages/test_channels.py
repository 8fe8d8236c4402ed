import datetime as dt

import msgspec
import pytest

from dashboards.dates import Range, preset
from dashboards.pages.ask import Ask
from dashboards.pages.channels import channels, entering
from dashboards.words import CHANNELS
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask
from tests.dashboards.shelf import Rows, asking


def question(days: str = "7d", metrics: FakeMetrics | None = None) -> Ask:
    return ask(metrics or FakeMetrics(), preset(days, TODAY))


def compared(asking: Ask) -> Ask:
    return msgspec.structs.replace(asking, shown=msgspec.structs.replace(asking.shown, compare="previous"))


async def test_every_channel_is_told_those_without_views_last() -> None:
    panel = await channels(question())
    assert panel.table
    assert panel.table.keys[:2] == ("search", "ai")
    assert set(panel.table.keys) == set(CHANNELS)
    assert [rank.cells[0] for rank in panel.context["ranks"]] == ["1,234"] * 2 + ["0"] * 6


async def test_of_one_channel_the_others_are_not_told() -> None:
    asking = question()
    one = msgspec.structs.replace(asking, shown=asking.shown.having("is", "channel", "ai"))
    panel = await channels(one)
    assert panel.table
    assert panel.table.keys == ("search", "ai")


async def test_without_views_no_channel_is_told() -> None:
    assert (await channels(question(metrics=FakeMetrics(NOTHING)))).context["ranks"] == []


async def test_each_channel_has_a_line() -> None:
    panel = await entering(question())
    assert panel.table
    assert [column.name for column in panel.table.head] == ["Day", "Search", "AI assistants"]
    assert [row[1:] for row in panel.table.rows] == [(0, 0)] * 4 + [(1_234, 1_234), (0, 0), (1_234, 0)]


async def test_by_hour_every_channel_ends_with_the_last_hour_of_any() -> None:
    panel = await entering(question("today"))
    assert panel.table
    assert (len(panel.table.rows), panel.table.rows[-1]) == (10, ("09:00", 0, 1_234))


async def test_compared_days_are_a_line_and_a_column_more() -> None:
    panel = await entering(compared(question()))
    assert panel.table
    assert [column.name for column in panel.table.head][1:3] == ["Search", "Search, before"]
    assert len(panel.context["figure"]["data"]) == 4


@pytest.mark.parametrize("days", ["today", "7d"])
async def test_without_views_there_is_no_figure(days: str) -> None:
    assert (await entering(question(days, FakeMetrics(NOTHING)))).context["figure"] is None


async def test_earlier_days_are_added_up_by_the_weeks_shown() -> None:
    days = Range(dt.date(2025, 11, 5), dt.date(2025, 11, 18), "custom", TODAY)
    earlier = [("2025-10-22", 1), ("2025-10-26", 3), ("2025-10-27", 7), ("2025-11-04", 5)]
    rows = Rows(
        {
            ("week", "channel"): [(("2025-11-10", "search"), {"views": 9})],
            ("day", "channel"): [((day, "search"), {"views": views}) for day, views in earlier],
        }
    )
    panel = await entering(asking(rows, range=days, compare="previous", grain="week"))
    assert panel.table
    assert [row[1:] for row in panel.table.rows] == [(0, 4), (9, 7), (0, 5)]
    assert panel.context["base"].endswith(" · the first and the last week are not whole")
