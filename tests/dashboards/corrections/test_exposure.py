import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from dashboards.corrections.exposure import MOST_NAMED, last_hours, views_of_day
from tests.dashboards.corrections.desks import Views
from tests.dashboards.fakes import NOW, SITE


@pytest.mark.parametrize(
    ("zone", "at", "first", "last", "count"),
    [
        ("UTC", "2025-11-23 12:30", "2025-11-22 13:00", "2025-11-23 12:00", 24),
        ("Asia/Kolkata", "2025-11-23 10:10", "2025-11-22 11:00", "2025-11-23 10:00", 24),
        # The clocks went back at 03:00 summer time: one name stands for two hours.
        ("Europe/Kyiv", "2025-10-26 12:00", "2025-10-25 14:00", "2025-10-26 12:00", 23),
        ("Europe/Kyiv", "2025-03-30 12:00", "2025-03-29 12:00", "2025-03-30 12:00", 24),
    ],
)
def test_the_last_24_hours_are_those_of_the_site(
    zone: str, at: str, first: str, last: str, count: int
) -> None:
    now = dt.datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)).timestamp()
    hours = last_hours(zone, round(now * 1000))
    assert (hours[0], hours[-1], len(hours)) == (first, last, count)


async def test_only_the_articles_asked_about_are_asked_for() -> None:
    metrics = Views(
        {("article",): [(("/a",), {"views": 7}), (("/none",), {"views": 0}), (("/c",), {"views": 1})]}
    )
    assert await views_of_day(metrics, SITE, {"/a", "/none"}, round(NOW * 1000)) == {"/a": 7}
    (query,) = metrics.asked
    assert query.filters[1] == ("is", "article", ("/a", "/none"))
    assert (query.from_, query.to) == (dt.date(2025, 11, 22), dt.date(2025, 11, 23))


async def test_very_many_articles_are_one_question_without_their_names() -> None:
    metrics = Views({})
    many = {f"/{number}" for number in range(MOST_NAMED + 1)}
    await views_of_day(metrics, SITE, many, round(NOW * 1000))
    assert [name for _op, name, _values in metrics.asked[0].filters] == ["hour"]


async def test_no_article_asks_nothing() -> None:
    metrics = Views({})
    assert await views_of_day(metrics, SITE, set(), round(NOW * 1000)) == {}
    assert metrics.asked == []
