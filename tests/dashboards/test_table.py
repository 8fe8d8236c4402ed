"""Cells as a person reads them."""

import pytest

from dashboards.numbers import Numbers
from dashboards.table import Column, Kind, Table, Value, cell, cells, unit


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("a title", "text", "a title"),
        (12_345, "count", "12,345"),
        (0.2345, "share", "23.4%"),
        (65.2, "seconds", "1 min 05 s"),
        (63.4, "depth", "63%"),
        (1.5, "money", "1.50\u00a0EUR"),
        (2.345, "decimal", "2.3"),
        (None, "count", "–"),
        (None, "money", "–"),
    ],
)
def test_a_cell(value: Value, kind: Kind, text: str) -> None:
    assert cell(value, kind, Numbers(), "EUR") == text


@pytest.mark.parametrize(("base", "text"), [(29, "too few"), (30, "50.0%"), (None, "50.0%")])
def test_a_share_of_too_few_is_not_shown(base: int | None, text: str) -> None:
    table = Table((Column("Rate", "share", of=1), Column("Views")), ())
    assert cells(table, (0.5, base), Numbers(), "EUR")[0] == text


@pytest.mark.parametrize(
    ("kind", "expected"), [("money", "EUR"), ("share", "share of 1"), ("seconds", "s"), ("count", "")]
)
def test_a_unit(kind: Kind, expected: str) -> None:
    assert unit(kind, "EUR") == expected
