"""Shares are exact, and nobody changes arms by coming back."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals.arms import BUCKETS, bucket, table, variant
from service.catalog.rule import Rule, Variant
from tests.service.appeals.readers import rule


def weighted(id: int, holdout: int, *weights: int) -> Rule:  # noqa: A002
    return rule(id, holdout=holdout, variants=tuple(Variant(n, w) for n, w in enumerate(weights, 1)))


def cut(rule_id: int, holdout: int, cuts: list[int]) -> Rule:
    return weighted(rule_id, holdout, *(b - a for a, b in pairwise([0, *sorted(cuts), 100])))


rules = st.builds(cut, st.integers(1, 10_000), st.integers(0, 100), st.lists(st.integers(0, 100), max_size=9))


@given(rules)
def test_the_holdout_has_exactly_its_share(one: Rule) -> None:
    assert table(one).count(0) == one.body.holdout * 10


@given(rules)
def test_the_holdout_is_the_same_buckets_for_every_rule(one: Rule) -> None:
    held = one.body.holdout * 10
    assert [number for number, each in enumerate(table(one)) if each == 0] == list(range(held))


@given(rules)
def test_without_a_holdout_every_variant_has_exactly_its_weight(one: Rule) -> None:
    weights = {each.id: each.weight * 10 for each in one.body.variants if each.weight}
    assert Counter(table(weighted(one.id, 0, *(each.weight for each in one.body.variants)))) == weights


@pytest.mark.parametrize("holdout", [0, 10, 20, 50, 90])
def test_a_holdout_of_tens_leaves_the_others_exact(holdout: int) -> None:
    counts = Counter(table(weighted(7, holdout, 50, 30, 20)))
    asked = BUCKETS - holdout * 10
    assert (counts[1], counts[2], counts[3]) == (asked // 2, asked * 3 // 10, asked // 5)


@given(rules, st.integers(0, 100))
def test_another_holdout_gives_nobody_another_variant(one: Rule, holdout: int) -> None:
    other = weighted(one.id, holdout, *(each.weight for each in one.body.variants))
    pairs = zip(table(one), table(other), strict=True)
    assert all(a == b for a, b in pairs if a and b)


@given(rules)
def test_a_variant_without_weight_gets_nobody(one: Rule) -> None:
    assert not {each.id for each in one.body.variants if not each.weight} & set(table(one))


def test_without_any_weight_there_is_no_variant() -> None:
    assert set(table(weighted(1, 10, 0, 0))) == {0}


def test_weights_that_do_not_sum_up_are_taken_as_shares() -> None:
    assert Counter(table(weighted(1, 0, 30, 30))) == {1: 500, 2: 500}


def test_the_order_of_variants_on_the_page_does_not_matter() -> None:
    one, two = Variant(1, 40), Variant(2, 60)
    assert table(rule(variants=(one, two))) == table(rule(variants=(two, one)))


def test_rules_are_dealt_independently_of_each_other() -> None:
    """Of 500 in each variant of one rule, 250 are in the same of the other: 3 standard deviations are 36."""
    one, other = table(weighted(1, 0, 50, 50)), table(weighted(2, 0, 50, 50))
    both = sum(a == b == 1 for a, b in zip(one, other, strict=True))
    assert abs(both - 250) < 36


def test_the_deal_is_the_same_for_good() -> None:
    """Another order would give readers of live rules another variant."""
    assert table(weighted(7, 10, 50, 50))[100:120] == (
        1,
        1,
        2,
        1,
        2,
        1,
        2,
        1,
        2,
        2,
        2,
        2,
        1,
        1,
        2,
        1,
        2,
        1,
        1,
        2,
    )


def test_a_variant_is_that_of_the_bucket() -> None:
    one = weighted(3, 10, 50, 50)
    assert [variant(one, number) for number in range(BUCKETS)] == list(table(one))


def test_buckets_are_uniform() -> None:
    """Chi-squared of 1,000 cells: its mean is 999, its standard deviation 45."""
    counts = Counter(bucket(f"{number:022}") for number in range(50_000))
    assert sum((counts[one] - 50) ** 2 / 50 for one in range(BUCKETS)) < 999 + 5 * 45


@pytest.mark.parametrize("view", ["", "é" * 22, "\ud800" * 22, "A" * 10_000])
def test_any_id_has_a_bucket(view: str) -> None:
    assert bucket(view) in range(BUCKETS)


def test_the_bucket_of_an_id_is_the_same_for_good() -> None:
    assert bucket("AAAAAAAAAAAAAAAAAAAAAA") == 279
