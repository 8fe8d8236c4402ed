"""When people read: by hour and by weekday, a little more every day, and once because of breaking news."""

import random
from collections.abc import Sequence

import msgspec

from service.sample.days import Day, Hour

_HOUR_MS = 3_600_000
#: How much is read in each local hour, as shares of the day in thousandths: up by eight, most in the evening.
_WORKDAY = (14, 8, 5, 4, 5, 10, 26, 52, 66, 62, 56, 54, 58, 56, 50, 49, 51, 56, 62, 68, 74, 72, 56, 32)
_WEEKEND = (20, 12, 7, 5, 4, 7, 14, 28, 46, 60, 66, 64, 60, 56, 53, 52, 53, 56, 61, 67, 73, 72, 56, 34)
_WEEK = (1.04, 1.06, 1.05, 1.03, 0.98, 0.84, 0.90)
_GROWTH = 0.12
#: How many times an ordinary hour's views the hours of a breaking story have.
_BREAKING = (5.6, 5.0, 4.3)
_BREAKS_AT = (9, 17)


class Spike(msgspec.Struct, frozen=True):
    """Breaking news: hours from `begins` (UTC ms) on, each so many times what it would be."""

    day: int
    begins: int
    factors: tuple[float, ...]

    def factor(self, hour: Hour) -> float:
        """How many times the usual views this hour has."""
        late = (hour.begins - self.begins) // _HOUR_MS
        return self.factors[late] if 0 <= late < len(self.factors) else 1.0


def break_news(days: Sequence[Day], rng: random.Random) -> Spike | None:
    """One spike, in the middle of the last whole days; None in a period that has too few hours for it."""
    whole = [number for number, day in enumerate(days) if len(day.hours) > _BREAKS_AT[1] + len(_BREAKING)]
    at = rng.randint(*_BREAKS_AT)
    share = rng.uniform(0.4, 0.9)
    if not whole:
        return None
    number = whole[int(share * len(whole))]
    begins = next(hour.begins for hour in days[number].hours if hour.hour == at)
    return Spike(number, begins, _BREAKING)


def hour_weights(day: Day, spike: Spike | None) -> list[float]:
    """How much each of the day's hours is read, in views of an average hour."""
    usual = _WEEKEND if day.date.weekday() >= 5 else _WORKDAY
    scale = 24 / sum(usual)
    return [
        usual[hour.hour] * scale * hour.lasts / _HOUR_MS * (spike.factor(hour) if spike else 1.0)
        for hour in day.hours
    ]


def day_views(days: Sequence[Day], views: int, spike: Spike | None, rng: random.Random) -> list[int]:
    """How many views each day has; they add up to `views` exactly."""
    weights = [
        sum(hour_weights(day, spike))
        * _WEEK[day.date.weekday()]
        * (1 + _GROWTH * number / len(days))
        * rng.uniform(0.96, 1.04)
        for number, day in enumerate(days)
    ]
    return _share(views, weights)


def _share(whole: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers by weight that add up to `whole`: the largest remainders are rounded up."""
    exact = [whole * weight / sum(weights) for weight in weights]
    shares = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda number: (shares[number] - exact[number], number))
    for number in by_remainder[: whole - sum(shares)]:
        shares[number] += 1
    return shares
