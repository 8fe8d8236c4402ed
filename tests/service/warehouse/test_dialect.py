"""Statements become DuckDB's SQL, with values as parameters and never as text."""

from typing import Any

import duckdb
import pytest
import sqlalchemy as sa

from service.warehouse.dialect import compile_duckdb, each_part
from service.warehouse.schema import views

HOSTILE = ["'; DROP TABLE t; --", '"', "%", "_", "/", "\\", "?", "їжак", "\u2028", ":name", "%(x)s"]


def run(statement: Any) -> list[tuple[Any, ...]]:
    text, parameters = compile_duckdb(statement)
    return duckdb.connect(":memory:").execute(text, parameters).fetchall()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_a_parameter(value: str) -> None:
    text, parameters = compile_duckdb(sa.select(views.c.article).where(views.c.article == value))
    assert value not in text.replace("?::VARCHAR", "") or value in {'"', "_"}
    assert parameters == [value]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_comes_back_as_it_went_in(value: str) -> None:
    assert run(sa.select(sa.literal(value), sa.literal(value).in_([value, "x"]))) == [(value, True)]


@pytest.mark.parametrize(
    ("joined", "parts"),
    [("a | b", ["a", "b"]), ("a", ["a"]), ("", [""]), ("a|b", ["a|b"]), ("Ї | é", ["Ї", "é"])],
)
def test_each_part_is_a_row(joined: str, parts: list[str]) -> None:
    statement = sa.select(each_part(sa.literal(joined), sa.literal_column("' | '")))
    assert [value for (value,) in run(statement)] == parts


def test_one_shape_with_other_values_keeps_them_apart() -> None:
    for values in (["a"], ["b", "c"], ["d"]):
        text, parameters = compile_duckdb(sa.select(views.c.os).where(views.c.os.in_(values)))
        assert parameters == values
        assert text.count("?") == len(values)
