"""What several rules brought together."""

import datetime as dt
import math

import pytest

from service.metrics.brought import Brought, brought
from service.metrics.results import Effect, Group, Results
from service.metrics.sequential import Estimate, Interval, effective, interval
from service.metrics.verdict import Verdict

DAY = dt.date(2025, 11, 1)
UNSURE = Interval(5.0, -math.inf, math.inf)


def rule(asked: int, held_out: int, net: Interval) -> Results:
    """A rule whose recovered and net result are the same, per 1,000 readers asked."""
    effect = Effect(None, 0.0, net, net, net, None, None, Verdict("helped", ""))
    groups = tuple(Group(n, readers, 0, 0, 0, 0.0, 0.0, 0.0) for n, readers in enumerate((held_out, asked)))
    return Results(1, DAY, DAY, "EUR", 9, groups, effect, (), ())


def sized(asked: int, held_out: int, value: float, error: float) -> Results:
    """The same from a value and its error."""
    return rule(asked, held_out, interval(Estimate(value, error), effective(asked, held_out)))


@pytest.mark.parametrize(
    ("found", "rules", "compared"),
    [
        ([], 0, 0),
        ([sized(0, 500, 1.0, 0.1)], 0, 0),
        ([sized(900, 99, 1.0, 0.1)], 1, 0),
        ([rule(900, 0, UNSURE)], 1, 0),
        ([rule(900, 200, UNSURE)], 1, 0),
        ([sized(900, 100, 1.0, 0.1), sized(900, 0, 1.0, 0.1)], 2, 1),
    ],
)
def test_only_what_can_be_compared_is_told(found: list[Results], rules: int, compared: int) -> None:
    told = brought(found)
    assert (told.rules, told.compared) == (rules, compared)
    assert (told.net is None) is (compared == 0)


def test_of_one_rule_it_is_its_own_result() -> None:
    told = brought([sized(2_000, 400, 3.0, 0.5)]).net
    alone = interval(Estimate(6.0, 1.0), effective(2_000, 400))
    assert told is not None
    assert (told.value, told.low, told.high) == pytest.approx((alone.value, alone.low, alone.high))


def test_of_two_the_values_add_up_and_so_do_the_squares_of_the_errors() -> None:
    told = brought([sized(1_000, 1_000, 3.0, 0.3), sized(2_000, 2_000, -1.0, 0.2)])
    readers = effective(1_000, 1_000) + effective(2_000, 2_000)
    expected = interval(Estimate(1.0, 0.5), readers)
    assert told == Brought(2, 2, told.recovered, told.net)
    for one in (told.recovered, told.net):
        assert one is not None
        assert (one.value, one.low) == pytest.approx((expected.value, expected.low))
