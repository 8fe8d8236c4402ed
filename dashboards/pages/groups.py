"""What several values of a dimension come to together: made of sums, as the metrics are."""

from collections.abc import Iterable

import msgspec

from dashboards.pages.ask import Ask, number
from dashboards.pages.earlier import Earlier
from dashboards.pages.listed import Head
from dashboards.table import Column, Value
from service.metrics.query import Row
from service.page.language import _


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Views and what they add up to: seconds engaged, views that were read, revenue in the site's currency.

    `readers` is None where they cannot be added up: who read two of its members would count twice.
    `at_risk` is None where it is not known. `before` are views of the days compared with.
    """

    views: float = 0
    readers: float | None = None
    engaged: float = 0
    read: float = 0
    blocked: float = 0
    concluded: float = 0
    revenue: float = 0
    at_risk: float | None = 0
    before: float = 0

    def __add__(self, other: "Group") -> "Group":
        unknown = self.at_risk is None or other.at_risk is None
        return Group(
            views=self.views + other.views,
            engaged=self.engaged + other.engaged,
            read=self.read + other.read,
            blocked=self.blocked + other.blocked,
            concluded=self.concluded + other.concluded,
            revenue=self.revenue + other.revenue,
            at_risk=None if unknown else number(self.at_risk) + number(other.at_risk),
            before=self.before + other.before,
        )

    def values(self, compared: bool = False) -> tuple[Value, ...]:
        """The cells of `columns`."""
        views, known = self.views, self.concluded
        return (
            views,
            self.readers,
            self.engaged / views if views else None,
            self.read / views if views else None,
            self.blocked / known if known else None,
            known,
            self.revenue / views * 1000 if views else None,
            self.at_risk,
            *([self.before] if compared else []),
        )


def metrics(ask: Ask) -> tuple[str, ...]:
    """What is asked of each value; `group` reads it."""
    time = ask.shown.time_metric
    return (
        "views",
        "readers",
        time,
        "read_rate",
        "blocked_views",
        "concluded_views",
        "revenue",
        "revenue_at_risk",
    )


def group(row: Row, then: Earlier = None) -> Group:
    """A row of `metrics`; means become the sums that they are of."""
    views, readers, time, read, blocked, concluded, revenue, at_risk = row.metrics
    return Group(
        views=number(views),
        readers=number(readers),
        engaged=number(time) * number(views),
        read=number(read) * number(views),
        blocked=number(blocked),
        concluded=number(concluded),
        revenue=number(revenue),
        at_risk=at_risk,
        before=(then or {}).get(str(row.dimensions[0] or ""), 0),
    )


def together(groups: Iterable[Group]) -> Group:
    """All of them as one."""
    return sum(groups, Group())


def columns(first: str, compared: bool = False) -> tuple[Column, ...]:
    """The columns of a table of groups, the first of which is what they are of."""
    return (
        Column(first, "text"),
        Column(_("Views")),
        Column(_("Readers")),
        Column(_("Engaged"), "seconds"),
        Column(_("Read rate"), "share", of=1),
        Column(_("Block rate"), "share", of=6),
        Column(_("Detection concluded")),
        Column(_("RPM"), "money", of=1),
        Column(_("At risk"), "money"),
        *([Column(_("Views, before"))] if compared else []),
    )


def heads(first: str, readers: bool = True, compared: bool = False) -> list[Head]:
    """Those that are shown."""
    found = [
        Head(0, first),
        Head(1, _("Views"), "views"),
        Head(2, _("Readers"), "readers"),
        Head(3, _("Engaged"), "engaged time"),
        Head(4, _("Read rate"), "read rate"),
        Head(5, _("Block rate"), "block rate", "blocked"),
        Head(7, _("RPM"), "revenue per 1,000 views"),
        Head(8, _("At risk"), "at risk", "blocked"),
        *([Head(9, _("Before"))] if compared else []),
    ]
    return [head for head in found if readers or head.at != 2]
