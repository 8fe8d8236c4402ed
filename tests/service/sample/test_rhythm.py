"""Cases of `rhythm`."""

import datetime as dt
import random
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from service.sample.days import Day, period
from service.sample.rhythm import Spike, break_news, day_views, hour_weights

ZONE = ZoneInfo("Europe/Kyiv")
NOW = dt.datetime(2026, 10, 30, 15, 20, tzinfo=ZONE)


def days(number: int, today: bool = False) -> list[Day]:
    return period(NOW, ZONE, number, today=today)


@pytest.mark.parametrize("views", [1, 2, 29, 30, 31, 1_000, 999_999])
@pytest.mark.parametrize("number", [1, 7, 30])
def test_days_add_up(views: int, number: int) -> None:
    assert sum(day_views(days(number), views, None, random.Random(1))) == views


def test_weekends_are_quieter() -> None:
    four_weeks = days(28)
    views = day_views(four_weeks, 1_000_000, None, random.Random(1))
    by_weekend: dict[bool, list[int]] = {False: [], True: []}
    for day, number in zip(four_weeks, views, strict=True):
        by_weekend[day.date.weekday() >= 5].append(number)
    assert mean(by_weekend[True]) < 0.92 * mean(by_weekend[False])


def test_a_day_that_is_not_over_has_its_share() -> None:
    *_, yesterday, today = day_views(days(2, today=True), 1_000_000, None, random.Random(1))
    assert 0.4 < today / yesterday < 0.65


def test_the_day_has_two_peaks_and_a_night() -> None:
    weights = hour_weights(days(1)[0], None)
    assert weights[8] > weights[14] < weights[20]
    assert max(weights[2:5]) < 0.1 * max(weights)


def test_an_hour_that_comes_twice_is_read_twice() -> None:
    (day,) = period(dt.datetime(2026, 10, 26, 12, tzinfo=ZONE), ZONE, 1, today=False)
    weights = hour_weights(day, None)
    assert weights[3] == weights[4]


@pytest.mark.parametrize("seed", range(20))
def test_news_breaks_by_day_in_the_period(seed: int) -> None:
    period_days = days(10, today=True)
    spike = break_news(period_days, random.Random(seed))
    assert spike is not None
    day = period_days[spike.day]
    hour = next(hour.hour for hour in day.hours if hour.begins == spike.begins)
    assert (len(day.hours) >= 24, 9 <= hour <= 17) == (True, True)


def test_no_news_in_a_morning() -> None:
    morning = period(dt.datetime(2026, 10, 30, 8, tzinfo=ZONE), ZONE, 1, today=True)
    assert break_news(morning, random.Random(1)) is None


def test_the_spike_lasts_three_hours() -> None:
    (day,) = days(1)
    spike = Spike(0, day.hours[10].begins, (5.6, 5.0, 4.3))
    usual, spiked = hour_weights(day, None), hour_weights(day, spike)
    factors = [round(b / a, 3) for a, b in zip(usual, spiked, strict=True)]
    assert factors == [1] * 10 + [5.6, 5, 4.3] + [1] * 11
