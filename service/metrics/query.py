"""One question to the warehouse: which metrics, by which dimensions, of which views.

The answer to `POST /api/v1/query` and the only way in which dashboards ask.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, reduce
from typing import Annotated, Any, Literal

import msgspec
import sqlalchemy as sa

from service.metrics import appeals, audience, blocking, engagement, money, risk
from service.metrics.compare import Days, Kind
from service.metrics.dimensions import DIMENSIONS, TIMES, Label
from service.metrics.parts import Metric, Number, Sum
from service.metrics.prices import NO_PRICES, Prices
from service.warehouse.port import ROLLED_UP, Statement, Sums
from service.warehouse.rows import AUTHOR_SEPARATOR
from service.warehouse.schema import views

METRICS: dict[str, Metric] = {
    metric.name: metric
    for room in (audience, engagement, blocking, money, risk, appeals)
    for metric in room.METRICS
}
#: An absurd range is refused; three years and a day compare the longest month-by-month story.
MOST_DAYS = 1_096
#: Statements kept, and how many values of filters one of them may have: 18 kB usually, 270 at most.
STATEMENTS = 128
STATEMENT_VALUES = 100

_TIMES = frozenset(dimension.name for dimension in TIMES)
_ESCAPE = "/"
_PLAIN = str.maketrans({special: _ESCAPE + special for special in f"%_{_ESCAPE}"})

Text = Annotated[str, msgspec.Meta(max_length=2_048)]
Op = Literal["is", "is_not", "contains"]
Filter = tuple[Op, Text, Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=100)]]


class QueryError(ValueError):
    """The question cannot be answered as asked; the message says why, for a person.

    `kind` is `impossible-days` or `unknown-name`; `places` are JSON pointers into the question (RFC 6901).
    """

    def __init__(self, words: str, kind: str = "impossible-days", places: Sequence[str] = ()) -> None:
        super().__init__(words)
        self.kind = kind
        self.places = tuple(places)


class Query(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """What is asked. `from` and `to` are days of the site's time zone, both included.

    `offset` rows are left out before the first. `compare` names earlier days, whose metrics stand beside each
    row's; `totals` asks for the metrics of all views together.
    """

    site: Text
    metrics: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=30)]
    dimensions: Annotated[tuple[str, ...], msgspec.Meta(max_length=6)] = ()
    filters: Annotated[tuple[Filter, ...], msgspec.Meta(max_length=30)] = ()
    from_: dt.date
    to: dt.date
    order_by: Annotated[tuple[tuple[str, Literal["asc", "desc"]], ...], msgspec.Meta(max_length=10)] = ()
    limit: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 1_000
    offset: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)] = 0
    compare: Kind | Days | None = None
    totals: bool = False


class Row(msgspec.Struct, frozen=True):
    """Values in the order they were asked for; a metric is None where there is nothing to divide by.

    `compared`, where asked for: the metrics of the earlier days; None where none of them stands beside.
    """

    dimensions: tuple[Label, ...]
    metrics: tuple[Number, ...]
    compared: tuple[Number, ...] | msgspec.UnsetType | None = msgspec.UNSET


def check(query: Query) -> None:
    """Raise QueryError for names that are not known and days that make no sense."""
    _known(query.metrics, METRICS, "metric", "/metrics/{}")
    _known(query.dimensions, DIMENSIONS, "dimension", "/dimensions/{}")
    _known([name for _, name, _ in query.filters], DIMENSIONS, "dimension in a filter", "/filters/{}/1")
    _known(
        [name for name, _ in query.order_by],
        [*query.metrics, *query.dimensions],
        "name in order_by (it must be among the metrics and dimensions asked for)",
        "/order_by/{}/0",
    )
    check_days(query.from_, query.to)


def check_days(first: dt.date, last: dt.date) -> None:
    """Raise QueryError for days that make no sense."""
    if last < first:
        raise QueryError(f"the range is reversed: from {first} to {last}", places=("/from", "/to"))
    if (last - first).days >= MOST_DAYS:
        raise QueryError(f"the range is longer than {MOST_DAYS} days", places=("/from", "/to"))


def _known(names: Sequence[str], known: Iterable[str], what: str, place: str) -> None:
    wrong = sorted(set(names).difference(known))
    if wrong:
        raise QueryError(
            f"unknown {what}: {', '.join(wrong)[:200]}; known are {', '.join(sorted(known))}",
            "unknown-name",
            [place.format(at) for at, name in enumerate(names) if name in wrong],
        )


def build(query: Query, prices: Prices = NO_PRICES) -> tuple[Statement, int, dict[str, str]]:
    """The statement of a checked query, how many of its columns are keys, and its parameters.

    A statement is made once for each shape: metrics, dimensions, and of each filter its op, its dimension and
    how many values it has; with metrics of money, also the prices. Order and limit wait until the parts of an
    answer are added up, so it has neither.
    """
    return _built(query, _sums(query.metrics), (), prices)


def build_at_risk(query: Query) -> tuple[Statement, int, dict[str, str]] | None:
    """The same for the blocked views by cell, `keys` still those of the query's; None when not asked for."""
    if not any(risk.AT_RISK in METRICS[name].sums for name in query.metrics):
        return None
    return _built(query, (risk.AT_RISK,), risk.CELL, NO_PRICES)


def _built(
    query: Query, sums: tuple[Sum, ...], further: tuple[sa.ColumnElement[Any], ...], prices: Prices
) -> tuple[Statement, int, dict[str, str]]:
    shapes = tuple((op, name, len(values)) for op, name, values in query.filters)
    parameters = {
        _parameter(place, at): _bound(op, name, value)
        for place, (op, name, values) in enumerate(query.filters)
        for at, value in enumerate(values)
    }
    make = _statement if len(parameters) <= STATEMENT_VALUES else _statement.__wrapped__
    priced = prices if any(part.of_money for part in sums) else None
    return *make(sums, query.dimensions, shapes, further, priced), parameters


@lru_cache(STATEMENTS)
def _statement(
    sums: tuple[Sum, ...],
    dimensions: tuple[str, ...],
    filters: tuple[tuple[Op, str, int], ...],
    further: tuple[sa.ColumnElement[Any], ...],
    prices: Prices | None,
) -> tuple[Statement, int]:
    """`further` columns are grouped by too, after the keys."""
    keys = [column for name in dimensions for column in DIMENSIONS[name].columns]
    asked = [part.with_prices(prices or NO_PRICES).label(f"s_{part.name}") for part in sums]
    labelled = [column.label(f"k_{place}") for place, column in enumerate([*keys, *further])]
    conditions = [
        _condition(op, name, [sa.bindparam(_parameter(place, at), type_=sa.Text) for at in range(count)])
        for place, (op, name, count) in enumerate(filters)
    ]
    if not any(name == "bot" for _, name, _ in filters) and "bot" not in dimensions:
        conditions.append(views.c.bot != "crawler")
    statement = sa.select(*labelled, *asked).select_from(views).where(*conditions)
    grouped = statement.group_by(*(sa.literal_column(str(n + 1)) for n in range(len(labelled))))
    return grouped.execution_options(**{ROLLED_UP: True}), len(keys)


def with_risk(
    query: Query, answer: Iterable[Sums], keys: int, found: Mapping[Sums, float | None]
) -> list[Sums]:
    """The answer's rows with the money at risk, where so far its place was held."""
    at = keys + _sums(query.metrics).index(risk.AT_RISK)
    return [(*row[:at], found.get(row[:keys], 0.0), *row[at + 1 :]) for row in answer]


def _sums(metrics: Iterable[str]) -> tuple[Sum, ...]:
    """The sums these metrics need, each once, in a fixed order."""
    return tuple({part.name: part for name in metrics for part in METRICS[name].sums}.values())


def _parameter(place: int, at: int) -> str:
    """The name of a filter's value."""
    return f"filter_{place}_{at}"


def _condition(op: Op, name: str, texts: Sequence[sa.BindParameter[str]]) -> sa.ColumnElement[bool]:
    """A filter, of values that `_bound` has made ready."""
    dimension = DIMENSIONS[name]
    column = dimension.filter_on
    if op == "contains":
        return sa.or_(*(column.icontains(text, escape=_ESCAPE) for text in texts))
    if dimension.several:
        padded = sa.literal(AUTHOR_SEPARATOR) + column + sa.literal(AUTHOR_SEPARATOR)
        found = sa.or_(*(padded.contains(text, escape=_ESCAPE) for text in texts))
    else:
        found = column.in_(texts)
    return found if op == "is" else sa.not_(found)


def _bound(op: Op, name: str, value: str) -> str:
    """A filter's value as its condition compares it: where that is a pattern, with nothing special in it."""
    if op == "contains":
        return value.translate(_PLAIN)
    if DIMENSIONS[name].several:
        return f"{AUTHOR_SEPARATOR}{value}{AUTHOR_SEPARATOR}".translate(_PLAIN)
    return value


def rows(query: Query, answer: Iterable[Sums], keys: int) -> list[Row]:
    """Sums as metrics, in the order asked for: at most `limit`, after the first `offset`.

    Without `order_by`: by time where there is one, else the largest first metric first.
    """
    found = reduce(_sorted_by(query), reversed(_order(query)), every_row(query, answer, keys))
    return found[query.offset : query.offset + query.limit]


def every_row(query: Query, answer: Iterable[Sums], keys: int) -> list[Row]:
    """Sums as metrics, all of them, in any order."""
    places = {part.name: keys + place for place, part in enumerate(_sums(query.metrics))}
    metrics = [
        (METRICS[name].value, tuple(places[part.name] for part in METRICS[name].sums))
        for name in query.metrics
    ]
    return [
        Row(
            _labels(query.dimensions, sums),
            tuple(value(*(sums[at] for at in places)) for value, places in metrics),
        )
        for sums in answer
    ]


def _labels(dimensions: tuple[str, ...], sums: Sums) -> tuple[Label, ...]:
    labels, at = [], 0
    for name in dimensions:
        dimension = DIMENSIONS[name]
        labels.append(dimension.label(*sums[at : at + len(dimension.columns)]))
        at += len(dimension.columns)
    return tuple(labels)


def _order(query: Query) -> list[tuple[str, str]]:
    """What was asked for; then, so that equal rows have an order too, each dimension."""
    first = query.order_by or ((query.metrics[0], "desc"),)
    if not query.order_by and not _TIMES.isdisjoint(query.dimensions):
        first = ()
    return [*first, *((name, "asc") for name in query.dimensions)]


def _sorted_by(query: Query) -> Callable[[list[Row], tuple[str, str]], list[Row]]:
    def sort(found: list[Row], by: tuple[str, str]) -> list[Row]:
        name, direction = by
        if name in query.metrics:
            place = query.metrics.index(name)
            return _sort(found, lambda row: row.metrics[place], direction)
        at = query.dimensions.index(name)
        return _sort(found, lambda row: row.dimensions[at], direction)

    return sort


def _sort(found: list[Row], value: Callable[[Row], Any], direction: str) -> list[Row]:
    """Stable, and unknown values last in both directions."""
    known = sorted((row for row in found if value(row) is not None), key=value, reverse=direction == "desc")
    return known + [row for row in found if value(row) is None]
