"""Which rollup can answer a statement, and by which of its columns readers are counted."""

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
import sqlalchemy as sa
from sqlalchemy.sql import operators, visitors

from service.warehouse.dialect import distinct_readers
from service.warehouse.port import ROLLED_UP, Statement
from service.warehouse.rollups import ROLLUPS, STEADY, SUMS, Keys, Rollup, first_of
from service.warehouse.schema import views

_Clause = sa.ColumnElement[Any]


class Plan(msgspec.Struct, frozen=True):
    """A rollup, and where readers are asked for the column that counts them."""

    rollup: Rollup
    first: str | None


_known: WeakKeyDictionary[Statement, Plan | None] = WeakKeyDictionary()


def plan(statement: Statement, keys: int) -> Plan | None:
    """How to answer from rollups a statement that groups by its first `keys` columns; None where none can.

    Only of a statement that says by the option ROLLED_UP that it adds up nothing but weights and sums.
    """
    if statement not in _known:
        _known[statement] = _plan(statement, keys)
    return _known[statement]


def _plan(statement: Statement, keys: int) -> Plan | None:
    if not statement.get_execution_options().get(ROLLED_UP):
        return None
    asked = _columns([statement])
    if not _columns([*_grouped(statement, keys), *_conditions(statement)]).isdisjoint(SUMS):
        return None  # Cut by what a row adds up: by scroll depth, by engaged time.
    fitting = [rollup for rollup in ROLLUPS if asked <= rollup.columns]
    if not counts_readers(statement):
        return Plan(fitting[0], None) if fitting else None
    held = _held(statement, keys)
    found = (rollup for rollup in fitting if held in rollup.apart)
    return next((Plan(rollup, first_of(held)) for rollup in found if held is not None), None)


def counts_readers(statement: Statement) -> bool:
    """Whether a statement asks how many readers there were; takes 50 µs."""
    return any(isinstance(part, distinct_readers) for part in visitors.iterate(statement))


def one_row_a_day(statement: Statement, keys: int) -> bool:
    """Whether an answer has one row for each day at most."""
    return _columns(list(statement.selected_columns)[:keys]) <= {"day"}


def _held(statement: Statement, keys: int) -> Keys | None:
    """The columns that are at one value in each row of the answer, and on which it depends who is counted.

    None where it depends on others too: then a reader may be counted twice. What is the same for all views of
    a reader's day needs no holding.
    """
    grouped = _grouped(statement, keys)
    filtered = _conditions(statement)
    one = {column.name for column in grouped if isinstance(column, sa.Column)}
    one |= {name for name in map(_only_value, filtered) if name}
    telling = _columns([*grouped, *filtered]).difference(STEADY, ["day"])
    return telling if telling <= one else None


def _grouped(statement: Statement, keys: int) -> list[Any]:
    return [_bare(column) for column in list(statement.selected_columns)[:keys]]


def _bare(column: Any) -> Any:
    return column.element if isinstance(column, sa.Label) else column


def _conditions(statement: Statement) -> list[_Clause]:
    """What is filtered by, all of which must hold."""
    where = statement.whereclause
    if isinstance(where, sa.BooleanClauseList) and where.operator is operators.and_:
        return list(where.clauses)
    return [] if where is None else [where]


def _only_value(condition: _Clause) -> str | None:
    """The column of a condition that lets exactly one value of it pass."""
    if not isinstance(condition, sa.BinaryExpression) or not isinstance(condition.left, sa.Column):
        return None
    if condition.operator not in (operators.in_op, operators.eq):
        return None
    values = [part for part in visitors.iterate(condition.right) if isinstance(part, sa.BindParameter)]
    return condition.left.name if len(values) == 1 and not values[0].expanding else None


def _columns(clauses: Iterable[Any]) -> Keys:
    found = (part for clause in clauses for part in visitors.iterate(clause))
    return frozenset(part.name for part in found if isinstance(part, sa.Column) and part.table is views)
