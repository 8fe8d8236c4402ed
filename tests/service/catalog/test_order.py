"""The order of rules: what moving one does to all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.catalog.errors import CatalogError
from service.catalog.order import HIGHEST, moved, priorities


@pytest.mark.parametrize(
    ("one", "steps", "then"),
    [
        (2, -1, [2, 1, 3]),
        (2, 1, [1, 3, 2]),
        (1, -1, [1, 2, 3]),
        (3, 1, [1, 2, 3]),
        (3, -9, [3, 1, 2]),
        (1, 9, [2, 3, 1]),
        (2, 0, [1, 2, 3]),
    ],
)
def test_a_rule_moves_within_the_lists_ends(one: int, steps: int, then: list[int]) -> None:
    assert moved([1, 2, 3], one, steps) == then


def test_what_is_not_there_cannot_move() -> None:
    with pytest.raises(CatalogError, match="rule 9 is not"):
        moved([1, 2], 9, 1)


@pytest.mark.parametrize(
    ("ids", "now", "then"),
    [
        ([], [], []),
        ([1], [7], [7]),
        ([2, 1], [100, 50], [100, 50]),
        ([1, 2, 3], [100, 100, 100], [100, 100, 100]),
        ([1, 3, 2], [100, 100, 100], [101, 101, 100]),
        ([2, 1], [500, 100], [500, 100]),
        ([2, 1], [0, 0], [1, 0]),
        ([2, 1], [1000, 1000], [666, 333]),
    ],
)
def test_priorities(ids: list[int], now: list[int], then: list[int]) -> None:
    assert priorities(ids, now) == then


@given(st.data())
def test_priorities_always_make_the_order(data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.integers(1, 300), unique=True, max_size=200))
    now = [data.draw(st.integers(0, HIGHEST)) for _ in ids]
    found = dict(zip(ids, priorities(ids, now), strict=True))
    assert sorted(ids, key=lambda one: (-found[one], one)) == ids
    assert all(0 <= priority <= HIGHEST for priority in found.values())
