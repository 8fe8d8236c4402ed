"""What may be asked: metrics, dimensions, ops, comparisons and limits, each with its meaning."""

from typing import get_args

import msgspec

from service.api.quota import WINDOW_S
from service.catalog.tokens import Token
from service.metrics.compare import Kind
from service.metrics.dimensions import DIMENSIONS
from service.metrics.query import METRICS, MOST_DAYS, Op, Query

MOST_BYTES = 65_536

_OPS: dict[Op, str] = {
    "is": "The dimension has one of the values.",
    "is_not": "It has none of them.",
    "contains": "One of the values is part of it; capitals and small letters are the same.",
}
_COMPARISONS: dict[Kind, str] = {
    "previous": "As many days, just before.",
    "year": "The same dates a year ago; 28 February for the 29th.",
    "weekdays": "The latest earlier days of the same length that begin on the same weekday, without overlap.",
}


class Word(msgspec.Struct, frozen=True):
    """A name and what it means."""

    name: str
    definition: str


class MetricWords(msgspec.Struct, frozen=True):
    """A metric; the unit `money` is the site's currency, which an answer's `meta` names."""

    name: str
    unit: str
    definition: str


class Limits(msgspec.Struct, frozen=True):
    """The most that one question may have, and requests a token may make in a window (0: no limit)."""

    metrics: int
    dimensions: int
    filters: int
    values: int
    order_by: int
    rows: int
    offset: int
    days: int
    bytes: int
    requests: int
    window_s: int


class Description(msgspec.Struct, frozen=True):
    """What the token opens, and what may be asked of it."""

    site: str
    scope: str
    metrics: tuple[MetricWords, ...]
    dimensions: tuple[Word, ...]
    ops: tuple[Word, ...]
    compare: tuple[Word, ...]
    limits: Limits


def describe(token: Token, requests: int) -> Description:
    """The answer of `GET /api/v1/meta`; `requests` a token may make in a window."""
    return Description(
        site=token.site,
        scope=token.scope,
        metrics=tuple(MetricWords(one.name, one.unit, one.definition) for one in METRICS.values()),
        dimensions=tuple(Word(one.name, one.words) for one in DIMENSIONS.values()),
        ops=tuple(Word(name, _OPS[name]) for name in get_args(Op)),
        compare=tuple(Word(name, _COMPARISONS[name]) for name in get_args(Kind)),
        limits=limits(requests),
    )


def limits(requests: int) -> Limits:
    """Read from the question's own schema, so that they are those which are kept."""
    fields = msgspec.json.schema_components([Query])[1]["Query"]["properties"]
    return Limits(
        metrics=fields["metrics"]["maxItems"],
        dimensions=fields["dimensions"]["maxItems"],
        filters=fields["filters"]["maxItems"],
        values=fields["filters"]["items"]["prefixItems"][2]["maxItems"],
        order_by=fields["order_by"]["maxItems"],
        rows=fields["limit"]["maximum"],
        offset=fields["offset"]["maximum"],
        days=MOST_DAYS,
        bytes=MOST_BYTES,
        requests=requests,
        window_s=WINDOW_S,
    )
