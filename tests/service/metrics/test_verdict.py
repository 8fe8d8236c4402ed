"""Verdicts, in words."""

import pytest

from service.metrics.sequential import Interval
from service.metrics.verdict import Size, Verdict, judge

ENOUGH, MANY = Size(500, 100), Size(5_000, 900)


def verdict(
    net: tuple[float, float, float], asked: Size = MANY, held: Size = ENOUGH, days: int = 14
) -> Verdict:
    return judge(Interval(*net), asked, held, days)


@pytest.mark.parametrize(
    ("net", "kind"),
    [
        ((0.5, 0.1, 0.9), "helped"),
        ((-0.5, -0.9, -0.1), "cost"),
        ((0.5, -0.1, 1.1), "too_early"),
        ((0.0, -1.0, 1.0), "no_difference"),
    ],
)
def test_the_interval_decides(net: tuple[float, float, float], kind: str) -> None:
    assert verdict(net).kind == kind


@pytest.mark.parametrize(
    ("asked", "held", "days", "kind", "more"),
    [
        (Size(0, 0), ENOUGH, 14, "nobody", None),
        (MANY, Size(0, 0), 14, "no_holdout", None),
        (MANY, Size(50, 40), 10, "too_early", 10),
        (MANY, Size(99, 40), 10, "too_early", 1),
        (Size(20, 20), ENOUGH, 1, "too_early", 4),
        (MANY, Size(500, 10), 14, "too_small", None),
        (Size(500, 19), ENOUGH, 14, "too_small", None),
        (MANY, Size(100, 20), 14, "helped", None),
    ],
)
def test_small_groups_say_nothing(asked: Size, held: Size, days: int, kind: str, more: int | None) -> None:
    found = verdict((0.5, 0.1, 0.9), asked, held, days)
    assert (found.kind, found.days) == (kind, more)


@pytest.mark.parametrize(
    ("net", "days", "kind", "more"),
    [
        ((1.0, -0.1, 2.1), 14, "too_early", 3),  # 14 x 1.1^2 = 17 days
        ((1.0, -0.01, 2.01), 3, "too_early", 1),
        ((0.1, -0.9, 1.1), 4, "too_early", 10),  # 400 days: nobody waits for them
        ((0.1, -0.9, 1.1), 13, "too_early", 1),
        ((0.1, -0.9, 1.1), 14, "no_difference", None),
        ((0.0, -1.0, 1.0), 60, "no_difference", None),
        ((-1.0, -2.5, 0.5), 60, "too_early", 75),
        ((-1.0, -2.6, 0.6), 60, "no_difference", None),
    ],
)
def test_how_many_more_days(net: tuple[float, float, float], days: int, kind: str, more: int | None) -> None:
    found = verdict(net, days=days)
    assert (found.kind, found.days) == (kind, more)


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Too early: about 1 more day."), (4, "Too early: about 4 more days.")]
)
def test_words(days: int, words: str) -> None:
    found = verdict((0.1, -0.9, 1.1), days=14 - days)
    assert found.words == words
