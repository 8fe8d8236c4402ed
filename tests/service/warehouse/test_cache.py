"""Answers are kept while there is room, and parts of an answer add up."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.warehouse.cache import AnswerCache, add_up


def rows(count: int) -> list[tuple[Any, ...]]:
    return [(n,) for n in range(count)]


def test_what_was_put_is_found() -> None:
    cache = AnswerCache()
    cache.put("a", rows(2))
    assert cache.get("a") == rows(2)
    assert cache.get("b") is None


def test_an_answer_without_rows_is_an_answer() -> None:
    cache = AnswerCache()
    cache.put("a", [])
    assert cache.get("a") == []


def test_the_one_not_asked_for_longest_goes_first() -> None:
    cache = AnswerCache(most_rows=12)
    for key in "abc":
        cache.put(key, rows(3))
    cache.get("a")
    cache.put("d", rows(3))
    assert [key for key in "abcd" if cache.get(key) is not None] == ["a", "c", "d"]


def test_a_huge_answer_does_not_push_out_the_others() -> None:
    cache = AnswerCache(most_rows=12)
    cache.put("a", rows(3))
    cache.put("huge", rows(4))
    assert cache.get("huge") is None
    assert cache.get("a") == rows(3)


def test_the_same_answer_put_twice_takes_its_room_once() -> None:
    cache = AnswerCache(most_rows=12)
    for _ in range(50):
        cache.put("a", rows(3))
    cache.put("b", rows(3))
    assert cache.get("a") == rows(3)
    assert cache.get("b") == rows(3)


def test_threads_may_share_it() -> None:
    cache = AnswerCache(most_rows=40)

    def work(seed: int) -> None:
        draw = random.Random(seed)
        for _ in range(3_000):
            key = draw.randint(0, 30)
            found = cache.get(key)
            assert found is None or len(found) == key % 5
            cache.put(key, rows(key % 5))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))


@pytest.mark.parametrize(
    ("parts", "keys", "total"),
    [
        ([[("a", 1)]], 1, [("a", 1)]),
        ([[("a", None)]], 1, [("a", None)]),
        ([[("a", 1, 2)], [("a", 3, 4)]], 1, [("a", 4, 6)]),
        ([[("a", 1)], [("b", 3)]], 1, [("a", 1), ("b", 3)]),
        ([[("a", None)], [("a", 3)]], 1, [("a", 3)]),
        ([[("a", None)], [("a", None)]], 1, [("a", 0)]),
        ([[(None, 1)], [(None, 2)]], 1, [(None, 3)]),
        ([[("a", "x", 1)], [("a", "y", 2)], [("a", "x", 4)]], 2, [("a", "x", 5), ("a", "y", 2)]),
        ([[(1, 2)], [(3, 4)]], 0, [(4, 6)]),
        ([[], []], 1, []),
        ([[], [("a", 1)]], 1, [("a", 1)]),
    ],
)
def test_parts_add_up(parts: list[list[tuple[Any, ...]]], keys: int, total: list[tuple[Any, ...]]) -> None:
    assert add_up(parts, keys) == total


def test_adding_up_leaves_the_parts_alone() -> None:
    kept = [("a", 1)]
    add_up([kept, [("a", 1)]], 1)
    add_up([kept], 1).append(("b", 1))
    assert kept == [("a", 1)]
