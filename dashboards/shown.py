"""What a page shows, as its URL says it: which days, compared with which, at what grain, of which views.

Every address of the dashboards is made here, so that a page that is linked to, shared or gone back to is
the same.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Literal, cast, get_args
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams

from dashboards.dates import DEFAULT, Range, RangeError, read_range
from service.metrics.compare import before
from service.metrics.dimensions import DIMENSIONS
from service.metrics.query import Filter, Op
from service.page.language import _

Grain = Literal["hour", "day", "week", "month"]
Compared = Literal["previous", "year", "weekdays"]
#: By which definition engaged time is shown: the metric of each (docs/metrics.md has their sources).
TIMES = {"engaged": "engaged_s", "focus": "focus_s", "active": "active_s"}

#: Hours of at most so many days: 24 points a day fill a figure of 700 px.
_MOST_HOURS = 14
#: What a page may have of its own in its address: how its list is sorted, searched, narrowed to a tag, paged;
#: money by which dimension, and of how many per cent of blockers.
OWN = ("sort", "search", "tag", "page", "by", "part")
_LONGEST_OWN = 200
_MOST_FILTERS = 20
_LONGEST_VALUE = 2_048


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """`before` are the days compared with, None without; `grain` is how fine time is cut.

    `own` is what only this page understands, of `OWN`.
    """

    range: Range
    compare: Compared | None = None
    grain: Grain
    filters: tuple[Filter, ...] = ()
    time: str = "engaged"
    own: tuple[tuple[str, str], ...] = ()

    @property
    def before(self) -> Range | None:
        """The days compared with."""
        if not self.compare:
            return None
        first, last = before(self.compare, self.range.first, self.range.last)
        return Range(first, last, "before", self.range.today)

    @property
    def time_metric(self) -> str:
        """The metric of mean engaged time per view, s, by the definition chosen."""
        return TIMES[self.time]

    @property
    def bare(self) -> "Shown":
        """The same without what only this page understands: for links to others."""
        return msgspec.structs.replace(self, own=())

    def only(self, dimension: str) -> str | None:
        """The one value that a dimension is filtered to, or None."""
        found = [values for op, name, values in self.filters if (op, name) == ("is", dimension)]
        return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None

    def having(self, op: Op, dimension: str, *values: str) -> "Shown":
        """The same of fewer views: with this filter, in place of one of the same op and dimension.

        A list starts at its first page again. `narrow` in static/kindly.js does the same.
        """
        kept = (one for one in self.filters if one[:2] != (op, dimension))
        rest = tuple(one for one in self.own if one[0] != "page")
        return msgspec.structs.replace(self, filters=(*kept, (op, dimension, values)), own=rest)

    def without(self, place: int) -> "Shown":
        """The same without the filter at that place."""
        return msgspec.structs.replace(self, filters=self.filters[:place] + self.filters[place + 1 :])

    def query(self, **changes: Any) -> str:
        """The part of a URL behind the `?` that shows this; `changes` are fields of this struct."""
        return _written(msgspec.structs.replace(self, **changes) if changes else self)


def _written(shown: Shown) -> str:
    """Only what is not usual, in a fixed order: one page has one address."""
    span, found = shown.range, []
    if span.name == "custom":
        found += [("from", str(span.first)), ("to", str(span.last))]
    elif span.name != DEFAULT:
        found.append(("range", span.name))
    found += [("compare", shown.compare)] if shown.compare else []
    found += [("grain", shown.grain)] if shown.grain != usual_grain(span) else []
    found += [("time", shown.time)] if shown.time != "engaged" else []
    found += [("f", f"{op}:{name}:{value}") for op, name, values in shown.filters for value in values]
    found += shown.own
    return urlencode(found, errors="replace")


def usual_grain(span: Range) -> Grain:
    """One day by hour, up to a quarter by day, up to a year by week, more by month."""
    days = (span.last - span.first).days + 1
    return "hour" if days == 1 else "day" if days <= 92 else "week" if days <= 366 else "month"


def grains(span: Range) -> list[Grain]:
    """The grains that make sense for these days."""
    days = (span.last - span.first).days + 1
    least: dict[Grain, range] = {
        "hour": range(1, _MOST_HOURS + 1),
        "day": range(2, 367),
        "week": range(14, 10_000),
        "month": range(59, 10_000),
    }
    return [grain for grain, lengths in least.items() if days in lengths]


def read_shown(query: QueryParams, today: dt.date) -> Shown:
    """What a URL asks for. Raises RangeError with a sentence for what makes no sense."""
    span = read_range(query, today)
    compare = _one_of(query.get("compare", ""), ("", *get_args(Compared)), _("comparison"))
    grain = _one_of(query.get("grain", "") or usual_grain(span), get_args(Grain), _("grain"))
    time = _one_of(query.get("time", "engaged"), TIMES, _("definition of engaged time"))
    return Shown(
        range=span,
        compare=cast("Compared", compare) if compare else None,
        grain=grain if grain in grains(span) else usual_grain(span),
        filters=read_filters([*query.getlist("f"), *_from_form(query)]),
        time=time,
        own=tuple((name, text[:_LONGEST_OWN]) for name in OWN if (text := query.get(name, "").strip())),
    )


def read_filters(texts: Sequence[str]) -> tuple[Filter, ...]:
    """Filters written as `op:dimension:value`; those of one op and dimension are one, of several values."""
    found: dict[tuple[Op, str], list[str]] = {}
    for text in texts:
        op, dimension, value = _read_filter(text)
        values = found.setdefault((op, dimension), [])
        if value not in values:
            values.append(value)
    if sum(map(len, found.values())) > _MOST_FILTERS:
        raise RangeError(_("At most %(most)s filters can be combined.", most=_MOST_FILTERS))
    return tuple((op, dimension, tuple(values)) for (op, dimension), values in found.items())


def _from_form(query: QueryParams) -> list[str]:
    """The filter that the form for one more was filled with."""
    value = query.get("value", "").strip()
    return [f"{query.get('op', 'is')}:{query.get('dimension', '')}:{value}"] if value else []


def _read_filter(text: str) -> tuple[Op, str, str]:
    op, _first, rest = text.partition(":")
    dimension, colon, value = rest.partition(":")
    if not colon or len(value) > _LONGEST_VALUE:
        raise RangeError(_("“%(text)s” is no filter. Write it as is:device:phone.", text=text[:60]))
    _one_of(op, get_args(Op), _("way to filter"))
    _one_of(dimension, DIMENSIONS, _("dimension"))
    return cast("Op", op), dimension, value


def _one_of(value: str, known: Iterable[str], what: str) -> str:
    if value not in known:
        names = ", ".join(sorted(filter(None, known)))
        raise RangeError(
            _(
                "There is no %(what)s “%(value)s”. Use one of %(names)s.",
                what=what,
                value=value[:40],
                names=names,
            )
        )
    return value
