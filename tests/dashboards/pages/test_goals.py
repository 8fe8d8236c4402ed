"""Goals: of the period the range ends in, of the whole site, with the pace that says how it will be."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
import pytest

from dashboards.dates import Range, preset
from dashboards.figures.trend import views_and_readers
from dashboards.pages.ask import Ask
from dashboards.pages.desk import panel_context
from dashboards.pages.goals import METRICS, elapsed, goals, period, with_goal
from dashboards.pages.place import Place
from dashboards.respond import render
from service.catalog.goals import METRICS as ALL
from service.catalog.goals import Goal, Per
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask

#: Noon in UTC is 14:00 in Kyiv.
KYIV = ZoneInfo("Europe/Kyiv")


def goal(metric: str, target: float, per: Per = "day") -> Goal:
    return Goal(id=1, site="herald", metric=metric, per=per, target=target, person="", created_at=0)


def asking(*found: Goal, values: dict[str, float | None] | None = None, name: str = "30d") -> Ask:
    async def kept(_site: str) -> Sequence[Goal]:
        return found

    return msgspec.structs.replace(ask(FakeMetrics(values), preset(name, TODAY)), goals=kept)


@pytest.mark.parametrize(
    ("one", "value", "target", "state", "reached"),
    [
        (goal("views", 1_000), "1,234", "1,000", "reached", True),
        (goal("views", 2_000), "1,234", "2,000", "on pace: an even one would be at 1,167 now", True),
        (goal("views", 9_000), "1,234", "9,000", "behind: an even pace would be at 5,250 now", False),
        (goal("engaged_s", 60), "41 s", "1 min 00 s", "below the goal so far", False),
        (goal("engaged_s", 30), "41 s", "30 s", "reached", True),
        (goal("block_rate", 0.2), "25.0%", "at most 20.0%", "above the goal", False),
        (goal("block_rate", 0.25), "25.0%", "at most 25.0%", "within the goal", True),
        (goal("revenue", 12_000, "month"), "12,346\u00a0EUR", "12,000\u00a0EUR", "reached", True),
    ],
)
async def test_how_far_a_goal_is(one: Goal, value: str, target: str, state: str, reached: bool) -> None:
    (line,) = (await goals(asking(one))).context["goals"]
    assert (line.value, line.target, line.state, line.reached) == (value, target, state, reached)


async def test_a_period_that_is_over_was_reached_or_missed() -> None:
    (line,) = (await goals(asking(goal("views", 9_000), name="yesterday"))).context["goals"]
    assert (line.state, line.period, line.mark) == ("missed", "Sat, 22 Nov 2025", None)


async def test_nothing_measured_is_no_zero() -> None:
    (line,) = (await goals(asking(goal("read_rate", 0.2), values=NOTHING))).context["goals"]
    assert (line.value, line.state, line.reached, line.bar) == ("–", "nothing measured yet", False, 0)


async def test_a_goal_is_of_the_whole_site_whatever_is_filtered() -> None:
    asked = asking(goal("views", 9), goal("revenue", 9, "month"))
    shown = asked.shown.having("is", "device", "phone")
    await goals(msgspec.structs.replace(asked, shown=shown))
    assert isinstance(asked.metrics, FakeMetrics)
    told = {(query.metrics, query.filters, query.from_, query.to) for query in asked.metrics.asked}
    month = dt.date(2025, 11, 1)
    assert told == {(("views",), (), TODAY, TODAY), (("revenue",), (), month, TODAY)}


async def test_without_goals_nothing_is_asked() -> None:
    asked = asking()
    panel = await goals(asked)
    assert panel.context["goals"] == []
    assert isinstance(asked.metrics, FakeMetrics)
    assert asked.metrics.asked == []


@pytest.mark.parametrize(
    ("per", "day", "first", "last"),
    [
        ("day", "2025-11-22", "2025-11-22", "2025-11-22"),
        ("month", "2025-11-22", "2025-11-01", "2025-11-30"),
        ("month", "2024-02-29", "2024-02-01", "2024-02-29"),
        ("month", "2025-12-31", "2025-12-01", "2025-12-31"),
    ],
)
def test_the_period_of_a_day(per: Per, day: str, first: str, last: str) -> None:
    found = period(per, dt.date.fromisoformat(day), TODAY)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("day", "hour", "share"),
    [("2025-11-23", 12, 14 / 24), ("2025-11-22", 12, 1), ("2025-11-24", 12, 0), ("2025-10-26", 0, 1)],
)
def test_how_much_of_a_day_is_over(day: str, hour: int, share: float) -> None:
    one = dt.date.fromisoformat(day)
    now = dt.datetime(2025, 11, 23, hour, tzinfo=dt.UTC).timestamp() * 1000
    assert elapsed(Range(one, one, "custom", TODAY), KYIV, round(now)) == pytest.approx(share)


def test_the_day_of_the_clocks_change_has_25_hours() -> None:
    day = dt.date(2025, 10, 26)
    now = dt.datetime(2025, 10, 26, 12, tzinfo=KYIV).timestamp() * 1000
    assert elapsed(Range(day, day, "custom", TODAY), KYIV, round(now)) == pytest.approx(13 / 25)


@pytest.mark.parametrize(
    ("per", "name", "filtered", "lines"),
    [
        ("day", "7d", False, 1),
        ("day", "7d", True, 0),
        ("month", "7d", False, 0),
        ("day", "today", False, 0),
        ("day", "12m", False, 0),
    ],
)
async def test_the_line_stands_where_points_are_what_the_goal_is_of(
    per: Per, name: str, filtered: bool, lines: int
) -> None:
    asked = asking(goal("views", 5_000, per), goal("readers", 9, per), name=name)
    if filtered:
        asked = msgspec.structs.replace(asked, shown=asked.shown.having("is", "device", "phone"))
    figure = views_and_readers(["2025-11-22"], [1], [1], grain="day", separators=".,")
    drawn = await with_goal(asked, figure)
    assert len(drawn["layout"]["shapes"]) == lines


@pytest.mark.parametrize("found", [(), (goal("views", 9_000), goal("block_rate", 0.2))], ids=["none", "two"])
async def test_the_panel_is_drawn(found: tuple[Goal, ...]) -> None:
    asked = asking(*found)
    place = Place("goals", "Goals", "", "goals", goals)
    panel = panel_context(place, asked, await goals(asked))
    page = bytes(render("panels/panel.html", {"panel": panel, "plain": False}).body).decode()
    assert "/s/herald/notes" in page
    assert page.count("<li") == len(found)


def test_every_metric_has_words() -> None:
    assert set(METRICS) == set(ALL)
