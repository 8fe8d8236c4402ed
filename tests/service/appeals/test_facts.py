"""Facts: folded, counted, and None for what is not known."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from service.appeals.facts import facts, moment
from service.appeals.memory import day_number
from tests.service.appeals.readers import HOUR_MS, NOW_MS, kept, reader


def test_texts_are_folded() -> None:
    found = facts(reader(tags=("Straße", "CUP"), country="UA", browser="Firefox"), NOW_MS)
    assert (found.section, found.tag, found.country, found.browser) == (
        "sport",
        ("strasse", "cup"),
        "ua",
        "firefox",
    )


@pytest.mark.parametrize(
    ("published", "hours"), [(None, None), (NOW_MS, 0), (NOW_MS + HOUR_MS, 0), (NOW_MS - 90 * 60_000, 1.5)]
)
def test_an_articles_age_is_in_hours(published: int | None, hours: float | None) -> None:
    assert facts(reader(published_at=published), NOW_MS).article_age_h == hours


def test_without_a_memory_nothing_of_it_is_known() -> None:
    found = facts(reader(memory=None), NOW_MS)
    assert {found.views_today, found.views_week, found.views_month, found.returning, found.outcome} == {None}


def test_a_memory_tells_of_views_returning_and_outcome() -> None:
    found = facts(reader(memory=kept(views_week=4, views_month=9, first=3)), NOW_MS)
    assert (found.views_today, found.views_week, found.views_month) == (1, 4, 9)
    assert (found.returning, found.outcome) == ("yes", "never_asked")


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Kyiv", 2), ("Pacific/Kiritimati", 3), ("Pacific/Pago_Pago", 2)]
)
def test_a_moments_day_is_the_sites(zone: str, day: int) -> None:
    now = moment(int(dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC).timestamp() * 1000), ZoneInfo(zone))
    assert now.today == day_number(dt.date(2026, 11, day))
