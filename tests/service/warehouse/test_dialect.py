"""Statements become DuckDB's SQL, with values as parameters and never as text."""

from typing import Any

import duckdb
import pytest
import sqlalchemy as sa

from service.warehouse.dialect import compile_duckdb, each_part
from service.warehouse.port import NONE, Parameters
from service.warehouse.schema import views

HOSTILE = ["'; DROP TABLE t; --", '"', "%", "_", "/", "\\", "?", "їжак", "\u2028", ":name", "%(x)s"]


def run(statement: Any, parameters: Parameters = NONE) -> list[tuple[Any, ...]]:
    text, values = compile_duckdb(statement, parameters)
    return duckdb.connect(":memory:").execute(text, values).fetchall()


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


NAMED: Any = sa.bindparam("named", type_=sa.Text)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_named_parameter_is_bound_wherever_it_stands(value: str) -> None:
    statement = sa.select(NAMED, sa.literal(7), sa.literal("x") == NAMED)
    assert run(statement, {"named": value}) == [(value, 7, False)]


def test_one_statement_with_other_values_has_one_text() -> None:
    statement = sa.select(views.c.os).where(views.c.os == NAMED, views.c.bot != "crawler")
    texts, values = zip(*(compile_duckdb(statement, {"named": value}) for value in "ab"), strict=True)
    assert texts[0] is texts[1]
    assert values == (["a", "crawler"], ["b", "crawler"])


def test_a_parameter_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="named"):
        compile_duckdb(sa.select(NAMED))


def test_a_list_of_values_is_a_question_mark_each() -> None:
    text, values = compile_duckdb(sa.select(views.c.os).where(views.c.os.in_(["b", "c"])))
    assert (text.count("?"), values) == (2, ["b", "c"])
