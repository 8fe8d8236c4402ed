"""A week's numbers: against the week before, and not told where they are too few."""

import pytest

from dashboards.report.week import read_week
from tests.dashboards.fakes import NOTHING, TOTALS
from tests.dashboards.report.weeks import Weeks, names, week_ask


async def test_against_the_week_before() -> None:
    metrics = Weeks()
    week = await read_week(week_ask(metrics), await names("herald"))
    assert {(str(query.from_), str(query.to)) for query in metrics.asked} == {
        ("2025-11-10", "2025-11-16"),
        ("2025-11-03", "2025-11-09"),
    }
    assert [(line.card.term, line.card.value, line.before, line.card.change) for line in week.lines] == [
        ("views", "2,468", "1,234", "+100.0%"),
        ("readers", "1,974", "987", "+100.0%"),
        ("engaged time", "1 min 23 s", "41 s", "+100.0%"),
        ("read rate", "21.4%", "21.4%", "0.0 points"),
        ("block rate", "25.0%", "25.0%", "0.0 points"),
        ("revenue", "24,691\u00a0EUR", "12,346\u00a0EUR", "+100.0%"),
        ("at risk", "6,913\u00a0EUR", "3,457\u00a0EUR", "+100.0%"),
        ("recovered, gross", "19.74\u00a0EUR", "9.87\u00a0EUR", "+100.0%"),
    ]


async def test_days() -> None:
    week = await read_week(week_ask(Weeks()), {})
    assert [(str(day.day), day.views, day.views_before, day.block_rate) for day in week.days] == [
        *((f"2025-11-{day}", 2468, 1234, 0.25) for day in range(10, 15)),
        ("2025-11-15", 2468, 1234, None),
        ("2025-11-16", 0, 0, None),
    ]


@pytest.mark.parametrize(("concluded", "rate"), [(14, "too few"), (15, "25.0%")])
async def test_rate_of_too_few_views(concluded: int, rate: str) -> None:
    metrics = Weeks({**TOTALS, "concluded_views": concluded})
    week = await read_week(week_ask(metrics), {})
    assert week.lines[4].card.value == rate


async def test_articles_by_their_titles() -> None:
    week = await read_week(week_ask(Weeks()), {})
    assert [(story.path, story.views) for story in week.stories] == [("/a", "2,468"), ("/hostile", "2,468")]
    assert week.stories[0].title == "Титул"


async def test_appeals_by_rule() -> None:
    week = await read_week(week_ask(Weeks()), {1: "Desktops"})
    assert [(one.rule, one.shown, one.allowed, one.share) for one in week.appeals] == [
        ("Desktops", "800", "24", "3.0%"),
        ("Rule 2", "800", "24", "3.0%"),
    ]


async def test_a_week_without_views() -> None:
    week = await read_week(week_ask(Weeks(NOTHING)), {})
    assert (week.views, {day.views for day in week.days}, week.appeals) == (0, {0}, ())
