"""Confidence sequences: their width, and what they say of a value."""

import math

import pytest

from service.metrics.sequential import BEST, Estimate, Interval, effective, interval, width


@pytest.mark.parametrize(
    ("readers", "expected"), [(100, 3.763), (1_000, 3.035), (10_000, 3.255), (100_000, 3.576)]
)
def test_width_in_standard_errors(readers: float, expected: float) -> None:
    assert width(readers) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("alpha", [0.05, 0.01, 0.005])
def test_it_is_narrowest_about_where_it_should_be(alpha: float) -> None:
    widths = {readers: width(readers, alpha) for readers in range(100, 20_000, 100)}
    assert min(widths, key=lambda readers: widths[readers]) == pytest.approx(BEST, rel=0.2)


def test_it_is_wider_than_an_interval_for_one_look_and_the_surer_the_wider() -> None:
    for readers in (1, 50, 1_000, 10**6):
        assert 1.96 < width(readers, 0.05) < width(readers, 0.01) < width(readers, 0.005)


@pytest.mark.parametrize("readers", [10, 500, 1_000, 30_000])
def test_the_mixture_over_all_effects_is_one_in_twenty_at_its_end(readers: float) -> None:
    """Robbins: N(0, r) over the effects; the ratio of likelihoods is 1 / alpha where the interval ends."""
    doubt = 2 * math.log(20)
    prior = (doubt + math.log(doubt) + 1) / BEST
    z = width(readers)
    scaled = readers * prior
    ratio = math.exp(z**2 / 2 * scaled / (1 + scaled)) / math.sqrt(1 + scaled)
    assert ratio == pytest.approx(20)


@pytest.mark.parametrize(
    ("asked", "held_out", "readers"),
    [(100, 100, 50), (900, 100, 90), (10**9, 100, 100), (0, 5, 0), (5, 0, 0)],
)
def test_effective_readers(asked: float, held_out: float, readers: float) -> None:
    assert effective(asked, held_out) == pytest.approx(readers, rel=1e-6)


@pytest.mark.parametrize(
    ("estimate", "readers"), [(Estimate(1, 0), 1_000), (Estimate(1, math.inf), 1_000), (Estimate(1, 1), 0)]
)
def test_without_any_spread_or_reader_nothing_is_excluded(estimate: Estimate, readers: float) -> None:
    assert interval(estimate, readers) == Interval(1, -math.inf, math.inf)


@pytest.mark.parametrize(
    ("low", "high", "sure"), [(0.1, 2, 1), (-2, -0.1, -1), (-1, 1, 0), (0, 1, 0), (-1, 0, 0)]
)
def test_sure_of_the_sign(low: float, high: float, sure: int) -> None:
    assert Interval((low + high) / 2, low, high).sure == sure
