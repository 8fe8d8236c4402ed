"""What arms did, and by how much they differ: against plain sums over the buckets."""

import math
import random
import statistics
from collections.abc import Callable

import pytest

from service.metrics.arms import ENGAGED, READERS, REVENUE, VIEWS, Arm, Comparison, ledger
from service.metrics.sequential import Estimate

Rows = dict[int, list[float]]


def rows(draw: random.Random, buckets: range, shift: float) -> Rows:
    """Buckets whose every measure is not 0, so that only their own spread counts much."""
    return {
        bucket: [
            draw.randrange(1, 6),
            draw.lognormvariate(shift, 1),
            draw.randrange(1, 30),
            draw.randrange(1, 900),
        ]
        for bucket in buckets
    }


def arm(found: Rows) -> Arm:
    made = Arm()
    for bucket, amounts in found.items():
        made.add(bucket, amounts)
    return made


ASKED = rows(random.Random(1), range(100, 1_000), 0.3)
HELD = rows(random.Random(2), range(100), 0.0)
COMPARISON = Comparison(arm(ASKED), arm(HELD))


def total(found: Rows, measure: int) -> float:
    return sum(amounts[measure] for amounts in found.values())


def per_reader(found: Rows, measure: int) -> float:
    return total(found, measure) / total(found, READERS)


def jackknife(value: Callable[[Rows, Rows], float]) -> float:
    """The standard error by leaving each bucket out, arm by arm: no formula of the delta method's."""
    variance = 0.0
    for own, other, first in ((ASKED, HELD, True), (HELD, ASKED, False)):
        left = [
            value(rest, other) if first else value(other, rest)
            for bucket in own
            for rest in [{key: amounts for key, amounts in own.items() if key != bucket}]
        ]
        variance += (len(left) - 1) ** 2 / len(left) * statistics.variance(left)
    return math.sqrt(variance)


def net(asked: Rows, held: Rows) -> float:
    return per_reader(asked, REVENUE) - per_reader(held, REVENUE)


def cost(asked: Rows, held: Rows) -> float:
    per_view = total(held, REVENUE) / total(held, VIEWS)
    return (per_reader(asked, VIEWS) - per_reader(held, VIEWS)) * per_view


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (COMPARISON.difference(REVENUE), net),
        (COMPARISON.cost(), cost),
        (COMPARISON.recovered(), lambda asked, held: net(asked, held) - cost(asked, held)),
        (COMPARISON.change(VIEWS), lambda a, h: per_reader(a, VIEWS) / per_reader(h, VIEWS) - 1),
        (COMPARISON.change(ENGAGED), lambda a, h: per_reader(a, ENGAGED) / per_reader(h, ENGAGED) - 1),
    ],
    ids=["net", "cost", "recovered", "views", "engaged"],
)
def test_values_and_their_errors(found: Estimate, value: Callable[[Rows, Rows], float]) -> None:
    assert found.value == pytest.approx(value(ASKED, HELD))
    assert found.error == pytest.approx(jackknife(value), rel=0.05)


def test_recovered_and_cost_are_the_net() -> None:
    parts = ledger(COMPARISON)
    assert parts.recovered.value + parts.cost.value == pytest.approx(parts.net.value)


def test_amounts_add_up_in_their_bucket() -> None:
    once, piecemeal = Arm(), Arm()
    once.add(5, (2, 0.5, 3, 40))
    for amounts in ((1, 0.0, 1, 40), (0, 0.5, 1, 0), (1, 0.0, 1, 0)):
        piecemeal.add(5, amounts)
    assert piecemeal.totals == once.totals
    assert piecemeal.products == once.products
    assert (piecemeal.telling, piecemeal.buckets) == (once.telling, 1)


def test_arms_together_have_the_buckets_of_both() -> None:
    both = arm(ASKED).together(arm(HELD))
    assert both.buckets == 1_000
    assert both.totals == pytest.approx(arm(ASKED | HELD).totals)


def test_an_arm_that_brought_nothing_yet_is_not_taken_for_sure() -> None:
    held = arm({bucket: [5, 0.0, 9, 9] for bucket in range(100)})
    asked = arm({bucket: [5, float(bucket % 300 == 0), 9, 9] for bucket in range(100, 1_000)})
    difference = Comparison(asked, held).difference(REVENUE)
    assert difference.value > 0
    assert difference.error > math.sqrt(2) / 500  # two of the 100 buckets might as well have brought 1


@pytest.mark.parametrize("found", [{}, {1: [3, 1.0, 2, 2]}])
def test_of_no_or_one_bucket_the_error_is_not_known(found: Rows) -> None:
    assert Comparison(arm(ASKED), arm(found)).difference(REVENUE).error == math.inf


def test_where_the_held_out_did_nothing_there_is_no_share() -> None:
    idle = arm({bucket: [1, 0.0, 0, 0] for bucket in range(50)})
    comparison = Comparison(arm(ASKED), idle)
    assert comparison.change(VIEWS) is None
    assert comparison.cost() == Estimate(0.0, 0.0)
    assert comparison.recovered() == comparison.difference(REVENUE)
