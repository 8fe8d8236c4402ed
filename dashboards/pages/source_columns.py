"""How the readers of each source read: the columns that every table of sources has."""

from collections.abc import Sequence

from dashboards.interval import wilson
from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, number
from dashboards.pages.ranking import Head
from dashboards.table import Column, Value
from service.metrics.parts import Number
from service.metrics.query import Filter, Row
from service.page.language import _


def metrics(ask: Ask) -> tuple[str, ...]:
    """What is asked of a source; `columns` and `values` tell it in this order."""
    time = ask.shown.time_metric
    return ("views", "readers", time, "read_rate", "block_rate", "blocked_views", "concluded_views")


def columns(ask: Ask, first: int) -> list[Column]:
    """Columns that follow `first` others; with the days compared with, views before in the last one."""
    counted, known = first, first + 8
    found = [
        Column(_("Views")),
        Column(_("Readers")),
        Column(_("Engaged time, mean"), "seconds"),
        Column(_("Read rate"), "share", of=counted),
        Column(_("Block rate"), "share", of=known),
        Column(_("Likely at least"), "share", of=known),
        Column(_("Likely at most"), "share", of=known),
        Column(_("Blocked")),
        Column(_("Detection concluded")),
    ]
    return [*found, Column(_("Views, before"))] if ask.shown.before is not None else found


def values(row: Row | None, before: Row | None, ask: Ask) -> tuple[Value, ...]:
    """A source's cells; None: it has no views."""
    count, readers, time, read, rate, blocked, known = row.metrics if row else _NOTHING
    enough = number(known) >= FEW
    low, high = (wilson(number(blocked), number(known)) if enough else None) or (None, None)
    found = (count, readers, time, read, rate, low, high, blocked, known)
    return (*found, before.metrics[0] if before else 0) if ask.shown.before is not None else found


def heads(ask: Ask, first: int, readers: bool = True) -> list[Head]:
    """The columns that are shown."""
    found = [
        Head(first, _("Views"), "views"),
        Head(first + 1, _("Readers"), "readers"),
        Head(first + 2, _("Engaged"), "engaged time"),
        Head(first + 3, _("Read rate"), "read rate"),
        Head(first + 4, _("Block rate"), "block rate"),
    ]
    if ask.shown.before is not None:
        found.insert(1, Head(first + 9, _("Before")))
    return [head for head in found if readers or head.place != first + 1]


_NOTHING: tuple[Number, ...] = (0, 0, None, None, None, 0, 0)


async def views(ask: Ask, *also: Filter) -> float:
    """How many views there are, of those that also pass `also`."""
    rows = await ask.rows("views", also=also)
    return number(rows[0].metrics[0]) if rows else 0


def by_labels(rows: Sequence[Row]) -> dict[tuple[str, ...], Row]:
    """Rows by what they are of."""
    return {tuple(str(label or "") for label in row.dimensions): row for row in rows}
