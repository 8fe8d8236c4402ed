import datetime as dt

import pytest

from dashboards.dates import Range, RangeError, read_range, today_in
from tests.dashboards.fakes import NOW, TODAY


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("query", "first", "name"),
    [
        ({}, "2025-10-25", "30d"),
        ({"range": ""}, "2025-10-25", "30d"),
        ({"from": "", "to": " "}, "2025-10-25", "30d"),
        ({"range": "today"}, "2025-11-23", "today"),
        ({"range": "7d"}, "2025-11-17", "7d"),
        ({"range": "yesterday"}, "2025-11-22", "yesterday"),
        ({"range": "90d"}, "2025-08-26", "90d"),
        ({"range": "month"}, "2025-11-01", "month"),
        ({"range": "last-month"}, "2025-10-01", "last-month"),
        ({"range": "12m"}, "2024-11-24", "12m"),
        ({"from": "2025-11-01", "to": "2025-11-23"}, "2025-11-01", "custom"),
        ({"from": "2000-01-01", "to": "2000-01-01", "range": "7d"}, "2000-01-01", "custom"),
    ],
)
def test_a_range_is_read(query: dict[str, str], first: str, name: str) -> None:
    span = read_range(query, TODAY)
    assert (span.first, span.name) == (day(first), name)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"range": "1y"}, "no range “1y”"),
        ({"from": "2025-11-05", "to": "2025-11-01"}, "comes after the last"),
        ({"from": "2025-11-05"}, "both"),
        ({"to": "2025-11-05"}, "both"),
        ({"from": "yesterday", "to": "2025-11-01"}, "“yesterday” is not a date"),
        ({"from": "2025-02-30", "to": "2025-11-01"}, "“2025-02-30” is not a date"),
        ({"from": "99999-01-01", "to": "99999-01-02"}, "is not a date"),
        ({"from": "2025-11-01\x00", "to": "2025-11-02"}, "is not a date"),
        ({"from": "0001-01-01", "to": "2025-11-01"}, "too long ago"),
        ({"from": "2025-11-01", "to": "2025-11-24"}, "has not come yet"),
        ({"from": "2020-01-01", "to": "2025-11-01"}, "Choose a shorter range"),
        ({"range": "x" * 5_000}, "no range “" + "x" * 40 + "”"),
    ],
)
def test_a_range_that_cannot_be_shown_says_why(query: dict[str, str], says: str) -> None:
    with pytest.raises(RangeError, match=says):
        read_range(query, TODAY)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-11-23", "2025-11-23", "23 Nov 2025"),
        ("2025-11-01", "2025-11-23", "1–23 Nov 2025"),
        ("2025-10-25", "2025-11-23", "25 Oct\u2009–\u200923 Nov 2025"),
        ("2024-11-25", "2025-11-23", "25 Nov 2024\u2009–\u200923 Nov 2025"),
    ],
)
def test_a_range_in_words(first: str, last: str, words: str) -> None:
    assert Range(day(first), day(last), "custom", TODAY).words == words


@pytest.mark.parametrize(
    ("timezone", "today"),
    [("UTC", "2025-11-23"), ("Pacific/Kiritimati", "2025-11-24"), ("Pacific/Midway", "2025-11-23")],
)
def test_today_is_the_sites(timezone: str, today: str) -> None:
    assert today_in(timezone, NOW) == day(today)


@pytest.mark.parametrize(
    ("first", "last", "running", "days"),
    [
        ("2025-11-23", "2025-11-23", True, 1),
        ("2025-11-22", "2025-11-22", False, 1),
        ("2025-11-17", "2025-11-23", True, 7),
    ],
)
def test_what_a_range_is_made_of(first: str, last: str, running: bool, days: int) -> None:
    span = Range(day(first), day(last), "custom", TODAY)
    assert (span.running, len(span.days())) == (running, days)
