"""Weighted choice as a table: each choice owns a range of slots, and a hash picks a slot."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import duckdb
import msgspec

#: Weights, each with the row that it is for.
Choices = list[tuple[float, tuple[Any, ...]]]


def bounds(weights: Sequence[float], size: int) -> list[tuple[int, int]]:
    """Ranges [first, end) that share `size` slots by weight, in order and without gaps; all 0 to `size`."""
    total = sum(weights)
    ends = [round(size * upto / total) for upto in accumulate(weights)]
    return list(pairwise([0, *ends]))


def load(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """A table of these rows. Goes by JSON, which DuckDB reads far faster than single inserts."""
    objects = [dict(zip(types, row, strict=True)) for row in rows]
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT unnest(from_json(?, ?), recursive := true)",
        [msgspec.json.encode(objects).decode(), msgspec.json.encode([dict(types)]).decode()],
    )


def load_wheel(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    size: int,
    groups: Sequence[Choices],
) -> None:
    """A table with `size` rows a group, each choice as often as its weight says.

    The column `slot` numbers them: those of group g begin at g x `size`. `size` must be a power of two,
    because the place in a group is a hash's lower bits.
    """
    rows = [
        (*row, number * size + first, number * size + end)
        for number, choices in enumerate(groups)
        for (_, row), (first, end) in zip(choices, bounds([w for w, _ in choices], size), strict=True)
    ]
    load(connection, f"{name}_ranges", {**types, "first_slot": "INTEGER", "end_slot": "INTEGER"}, rows)
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * EXCLUDE (first_slot, end_slot), "  # noqa: S608
        f"unnest(range(first_slot, end_slot))::INTEGER AS slot FROM {name}_ranges"
    )
