"""Cases of `wheels`."""

import duckdb
import pytest

from service.sample.wheels import bounds, load, load_wheel


@pytest.mark.parametrize(
    ("weights", "size", "expected"),
    [
        ([1], 8, [(0, 8)]),
        ([1, 1], 8, [(0, 4), (4, 8)]),
        ([3, 1], 8, [(0, 6), (6, 8)]),
        ([1, 0, 1], 8, [(0, 4), (4, 4), (4, 8)]),
        ([0.1, 0.1, 0.1], 4, [(0, 1), (1, 3), (3, 4)]),
        ([1e-9, 1], 8, [(0, 0), (0, 8)]),
    ],
)
def test_bounds(weights: list[float], size: int, expected: list[tuple[int, int]]) -> None:
    assert bounds(weights, size) == expected


def test_load_keeps_values_and_types() -> None:
    with duckdb.connect() as connection:
        load(connection, "t", {"a": "INTEGER", "b": "VARCHAR"}, [(1, "it's"), (2, "")])
        assert connection.execute("SELECT a, b, typeof(a) FROM t ORDER BY a").fetchall() == [
            (1, "it's", "INTEGER"),
            (2, "", "INTEGER"),
        ]


def test_a_wheel_has_every_slot_once() -> None:
    with duckdb.connect() as connection:
        load_wheel(connection, "w", {"a": "VARCHAR"}, 4, [[(3, ("x",)), (1, ("y",))], [(1, ("z",))]])
        rows = connection.execute("SELECT slot, a FROM w ORDER BY slot").fetchall()
    assert rows == list(enumerate("xxxyzzzz"))
