"""How a statement of the metrics becomes DuckDB's SQL.

DuckDB speaks PostgreSQL's dialect; the few constructs it spells its own way are written here, once.
Making and compiling a statement takes 0.2 to 0.7 ms, binding other values to its text under 10 µs.
"""

from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from service.warehouse.port import NONE, Parameters, Statement

_DIALECT = postgresql.dialect(paramstyle="qmark")  # type: ignore[no-untyped-call]

#: Text, the name of each question mark, and the values that are part of the statement.
_Compiled = tuple[str, tuple[str, ...], dict[str, Any]]
#: A text lives as long as its statement, so whoever keeps statements bounds them both.
_known: WeakKeyDictionary[Statement, _Compiled] = WeakKeyDictionary()


class each_part(GenericFunction[str]):  # noqa: N801  named as it is called in statements
    """One row for each part of a text that is joined by a separator."""

    type = sa.Text()
    inherit_cache = True


@compiles(each_part, "postgresql")
def _each_part(element: each_part, compiler: SQLCompiler, **options: Any) -> str:
    return f"unnest(string_split({compiler.process(element.clauses, **options)}))"


def compile_duckdb(statement: Statement, parameters: Parameters = NONE) -> tuple[str, list[Any]]:
    """SQL text, and the values of its question marks in order. KeyError: a parameter has no value."""
    text, names, constants = _compiled(statement)
    values = {**constants, **parameters}
    return text, [values[name] for name in names]


def _compiled(statement: Statement) -> _Compiled:
    if statement not in _known:
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        _known[statement] = str(compiled), tuple(compiled.positiontup or ()), constants
    return _known[statement]
