"""By what the list of articles is sorted: `sort=views` rising, `sort=-views` falling."""

from collections.abc import Sequence

import msgspec

from dashboards.numbers import FEW
from dashboards.pages.articles import title_of
from dashboards.pages.ask import Ask, number
from dashboards.pages.own import own
from dashboards.shown import Shown
from dashboards.table import Kind, Value
from service.metrics.query import QueryError, Row
from service.page.language import N_, _

_USUAL = "-views"


class Sorting(msgspec.Struct, frozen=True):
    """A column of the list: its name in the address, its words, the word whose definition it has, its kind.

    `of` is the column that a rate is of: of too few views it is not told, and sorts as not known.
    """

    name: str
    words: str
    term: str = ""
    kind: Kind = "count"
    of: int | None = None

    def ways(self) -> list[tuple[str, str]]:
        """As the address writes it, and in words: both ways, the usual one first."""
        if self.kind == "text":
            return [(self.name, _("A first")), (f"-{self.name}", _("A last"))]
        return [(f"-{self.name}", _("most first")), (self.name, _("least first"))]


#: In the order of the table; from the second on, in that of the metrics asked for.
ORDERS = (
    Sorting("title", N_("Article"), kind="text"),
    Sorting("views", N_("Views"), "views"),
    Sorting("readers", N_("Readers"), "readers"),
    Sorting("engaged", N_("Engaged"), "engaged time", "seconds"),
    Sorting("scroll", N_("Scroll"), "scroll depth", "depth"),
    Sorting("read", N_("Read rate"), "read rate", "share", of=1),
    Sorting("blocked", N_("Block rate"), "block rate", "share", of=7),
    Sorting("known", N_("Detection concluded"), "detection concluded"),
    Sorting("rpm", N_("RPM"), "revenue per 1,000 views", "money", of=1),
    Sorting("risk", N_("At risk"), "at risk", "money"),
)
_PLACES = {one.name: place for place, one in enumerate(ORDERS)}


def cell_of(row: Row, one: Sorting) -> Value:
    """A row's value of a column that is a metric."""
    return row.metrics[_PLACES[one.name] - 1]


class Order(msgspec.Struct, frozen=True):
    """One column, rising or falling."""

    name: str
    falling: bool

    @property
    def written(self) -> str:
        """As the address says it."""
        return f"-{self.name}" if self.falling else self.name

    @property
    def aria(self) -> str:
        """As `aria-sort` says it."""
        return "descending" if self.falling else "ascending"

    def turned(self, name: str) -> str:
        """What a click on a column asks for: numbers fall first, and a second click turns them round."""
        if name == self.name:
            return name if self.falling else f"-{name}"
        return name if name == "title" else f"-{name}"

    async def sorted(self, ask: Ask, rows: Sequence[Row]) -> list[Row]:
        """The rows in this order; what is not known, or of too few views, last both ways."""
        if self.name == "title":
            paths = [str(row.dimensions[0]) for row in rows]
            titles = await ask.titles(ask.site.key, paths)
            names = {path: title_of(path, titles).casefold() for path in paths}
            return sorted(rows, key=lambda row: names[str(row.dimensions[0])], reverse=self.falling)
        known = [row for row in rows if self._value(row) is not None]
        known.sort(key=lambda row: number(self._value(row)), reverse=self.falling)
        return known + [row for row in rows if self._value(row) is None]

    def _value(self, row: Row) -> Value:
        one = ORDERS[_PLACES[self.name]]
        few = one.of is not None and number(cell_of(row, ORDERS[one.of])) < FEW
        return None if few else cell_of(row, one)


def read_order(shown: Shown) -> Order:
    """The order that the address asks for, most views first where it asks for none. Raises QueryError."""
    text = own(shown, "sort") or _USUAL
    name = text.removeprefix("-")
    if name not in _PLACES:
        known = ", ".join(_PLACES)
        words = _(
            "There is no column “%(name)s” to sort by. Use one of %(known)s.", name=name[:40], known=known
        )
        raise QueryError(words)
    return Order(name, text.startswith("-"))
