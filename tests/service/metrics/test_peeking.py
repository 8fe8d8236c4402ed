"""Who looks at the results every day is wrong in at most one of twenty tests, and finds what is there.

Skewed revenue (log-normal, of the few who allow ads), a holdout of 10 %, buckets with few readers, 60 looks.
"""

import math
import random
from collections.abc import Iterator

import msgspec
import pytest

from service.metrics.arms import REVENUE, VIEWS, Arm, Comparison
from service.metrics.sequential import Interval, effective, interval
from service.metrics.verdict import FEWEST_READERS, Size, judge

LOOKS = 60
VIEWS_OF_A_READER = (1, 1, 1, 2, 3, 6)
_SPREAD = 1.3
#: Of those who allow ads, a first view brings so much on average.
_MEAN = 0.01 * math.exp(_SPREAD**2 / 2)


class World(msgspec.Struct, frozen=True, kw_only=True):
    """`readers` a day, of whom a share allows ads; with `stay` they come again with that chance each day.

    The views of those asked are `less` fewer.
    """

    readers: int
    asked: float
    held_out: float
    holdout: int = 10
    stay: float = 0.0
    less: float = 0.0


class Look(msgspec.Struct, frozen=True):
    """What is told on a day, and what is true: of net revenue and of views, per reader."""

    comparison: Comparison
    days: int
    net: Interval
    true_net: float
    views: Interval
    true_views: float


def looks(world: World, seed: int) -> Iterator[Look]:
    """The 60 days of one test, from the day on which both arms have enough readers."""
    draw = random.Random(seed)
    arms = asked, held_out = Arm(), Arm()
    going: list[tuple[Arm, int]] = []
    for day in range(1, LOOKS + 1):
        for arm, bucket in going:
            if draw.random() < world.stay:
                arm.add(bucket, (0, _revenue(draw), 1, 0))
        for _ in range(world.readers):
            bucket = draw.randrange(1_000)
            held = bucket < world.holdout * 10
            arm = arms[held]
            allows = draw.random() < (world.held_out if held else world.asked)
            arm.add(
                bucket, (1, _revenue(draw) if allows else 0.0, _views(draw, 0.0 if held else world.less), 0)
            )
            if allows and world.stay:
                going.append((arm, bucket))
        readers = effective(asked.totals[0], held_out.totals[0])
        if min(asked.totals[0], held_out.totals[0]) < FEWEST_READERS:
            continue
        comparison = Comparison(asked, held_out)
        yield Look(
            comparison,
            day,
            interval(comparison.difference(REVENUE), readers),
            (world.asked - world.held_out) * _MEAN,
            interval(comparison.difference(VIEWS), readers),
            -world.less * sum(VIEWS_OF_A_READER) / len(VIEWS_OF_A_READER),
        )


def _revenue(draw: random.Random) -> float:
    return 0.01 * draw.lognormvariate(0.0, _SPREAD)


def _views(draw: random.Random, less: float) -> int:
    views = draw.choice(VIEWS_OF_A_READER)
    return sum(draw.random() >= less for _ in range(views)) if less else views


def verdicts(world: World, seed: int) -> set[str]:
    """Every verdict that was given on any day of a test."""
    return {judge(look.net, *_sizes(look.comparison), look.days).kind for look in looks(world, seed)}


def _sizes(comparison: Comparison) -> tuple[Size, Size]:
    arms = comparison.asked, comparison.held_out
    asked, held_out = (Size(round(arm.totals[0]), arm.buckets) for arm in arms)
    return asked, held_out


@pytest.mark.parametrize(
    ("world", "tests"),
    [
        (World(readers=40, asked=0.02, held_out=0.02, holdout=30), 1_000),
        (World(readers=40, asked=0.02, held_out=0.02, holdout=50, stay=0.3), 200),
        (World(readers=120, asked=0.003, held_out=0.003, stay=0.3), 100),
    ],
    ids=["some allow", "half held out", "hardly anybody allows"],
)
def test_without_an_effect_hardly_any_test_ever_claims_one(world: World, tests: int) -> None:
    claimed = sum(bool({"helped", "cost"} & verdicts(world, seed)) for seed in range(tests))
    assert claimed <= 0.05 * tests


def test_an_ordinary_interval_would_claim_one_too_often() -> None:
    """So the tests above could fail: 1.96 standard errors, looked at every day."""
    world, tests = World(readers=40, asked=0.02, held_out=0.02, holdout=50), 200
    claimed = 0
    for seed in range(tests):
        estimates = [look.comparison.difference(REVENUE) for look in looks(world, seed)]
        claimed += any(abs(one.value) > 1.96 * one.error for one in estimates)
    assert claimed > 0.05 * tests


def test_an_effect_is_covered_at_every_look_and_found() -> None:
    world, tests = World(readers=250, asked=0.025, held_out=0.003), 40
    runs = [list(looks(world, seed)) for seed in range(tests)]
    covered = sum(all(look.net.low <= look.true_net <= look.net.high for look in run) for run in runs)
    found = sum(run[-1].net.sure > 0 for run in runs)
    assert covered >= 0.95 * tests
    assert found >= 0.9 * tests


def test_lost_views_are_covered_at_every_look_and_found() -> None:
    world, tests = World(readers=120, asked=0.02, held_out=0.003, less=0.25), 60
    runs = [list(looks(world, seed)) for seed in range(tests)]
    covered = sum(all(look.views.low <= look.true_views <= look.views.high for look in run) for run in runs)
    found = sum(run[-1].views.sure < 0 for run in runs)
    assert covered >= 0.95 * tests
    assert found >= 0.9 * tests
