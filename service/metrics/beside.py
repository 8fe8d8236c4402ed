"""What stands beside an answer's rows: the metrics of all views together, and those of earlier days."""

from collections.abc import Iterable

import msgspec

from service.metrics.compare import Days, before, counterpart
from service.metrics.dimensions import Label
from service.metrics.parts import Number
from service.metrics.query import METRICS, Query, QueryError, Row, check_days


def earlier_days(query: Query) -> Days | None:
    """The days with which a checked query's are compared; QueryError where they make no sense."""
    if query.compare is None:
        return None
    if isinstance(query.compare, Days):
        try:
            check_days(query.compare.from_, query.compare.to)
        except QueryError as error:
            raise QueryError(f"in compare, {error}", error.kind, ["/compare/from", "/compare/to"]) from None
        return query.compare
    try:
        first, last = before(query.compare, query.from_, query.to)
    except ValueError as error:
        raise QueryError(str(error), places=["/compare"]) from None
    return Days(from_=first, to=last)


def without_dimensions(query: Query) -> Query:
    """The same question of all its views together: a view of two authors counts once."""
    filters = query.filters
    if "bot" in query.dimensions:
        # Rows by `bot` have the crawlers, and a filter by it keeps them; '' is part of every text.
        filters = (*filters, ("contains", "bot", ("",)))
    return msgspec.structs.replace(query, dimensions=(), filters=filters, order_by=(), offset=0, limit=1)


def beside(query: Query, rows: Iterable[Row], earlier: Iterable[Row], days: Days) -> list[Row]:
    """Rows with the earlier metrics of the same dimensions; those without a view then are of no views."""
    then = {row.dimensions: row.metrics for row in earlier}
    nothing = tuple(METRICS[name].value(*(0 for _ in METRICS[name].sums)) for name in query.metrics)
    return [msgspec.structs.replace(row, compared=_found(query, row, then, days, nothing)) for row in rows]


def _found(
    query: Query,
    row: Row,
    then: dict[tuple[Label, ...], tuple[Number, ...]],
    days: Days,
    nothing: tuple[Number, ...],
) -> tuple[Number, ...] | None:
    labels: list[Label] = []
    for name, label in zip(query.dimensions, row.dimensions, strict=True):
        other = counterpart(name, label, query.from_, days) if isinstance(label, str) else label
        if other is None:
            return None
        labels.append(other)
    return then.get(tuple(labels), nothing)
