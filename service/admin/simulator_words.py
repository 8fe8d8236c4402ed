"""A simulation as its page tells it: numbers with units, and a bar for each."""

import math
from collections.abc import Iterable, Sequence

import msgspec

from service.admin.tell import tell
from service.appeals.fields import DEVICE_LABELS
from service.appeals.simulate import Asks, Bounds, Cell, Simulation
from service.page.language import _, decimal, ngettext

MOST_SECTIONS = 12
#: On one day; so often or more is one line.
_OFTEN = 4


class Shown(msgspec.Struct, frozen=True):
    """A number with its unit, the length of its bar in %, and what it may be otherwise, or ''."""

    text: str
    bar: float
    note: str = ""


class Figure(msgspec.Struct, frozen=True):
    """A line of a table: what it is, in a few words more, with the draft and as it is live."""

    label: str
    more: str
    draft: Shown
    live: Shown


def main_figures(result: Simulation) -> list[Figure]:
    """Who is asked, and of how many."""
    draft, live = result.draft, result.live
    views, blocked = (_("%(count)s a day", count=number(one)) for one in (result.views, result.blocked))
    return [
        _bounded(_("Readers asked"), _("a day, at least once"), draft.readers, live.readers),
        _bounded(_("Appeals shown"), _("a day"), draft.shown, live.shown),
        _plain(_("Of them by this rule"), _("a day"), draft.own, live.own),
        _share(_("Of all page views"), views, _both(result, "all")),
        _share(_("Of blocked page views"), blocked, _both(result, "blocked")),
        _plain(_("Held out"), _("appeals a day that nobody sees"), draft.held, live.held),
    ]


def how_often(result: Simulation) -> list[Figure]:
    """Readers a day by the number of appeals they saw; nothing where nobody is asked."""
    draft, live = (_by_times(asks) for asks in (result.draft, result.live))
    more = ngettext("%(num)s time or more", "%(num)s times or more", _OFTEN)
    names = [_("Once"), _("Twice"), *(_times(times) for times in range(3, _OFTEN)), more]
    lines = list(zip(names, draft, live, strict=True))
    while lines and not any(lines[-1][1:]):
        lines.pop()
    most = max(draft + live)
    return [
        Figure(name, _("readers a day"), Shown(number(a), _bar(a, most)), Shown(number(b), _bar(b, most)))
        for name, a, b in lines
    ]


def costs(result: Simulation) -> list[Figure]:
    """What appeals take from readers, and at which views' expense."""
    draft, live = result.draft, result.live
    burden = [1_000 * asks.burden / result.views for asks in (draft, live)]
    found = [
        _plain(_("Burden"), _("appeals x hardness, per 1,000 page views"), burden[0], burden[1]),
        _plain(_("Behind a wall"), _("page views a day"), draft.walled, live.walled),
    ]
    if draft.walled or live.walled:
        found += [
            _plain(_("Read there"), _("hours engaged a day"), draft.walled_s / 3_600, live.walled_s / 3_600),
            _plain(_("Ads there"), _("viewable slots a day"), draft.walled_slots, live.walled_slots),
        ]
    return found


def devices(result: Simulation) -> list[Figure]:
    """Appeals by device."""
    cells = [cell._replace(name=tell(DEVICE_LABELS.get(cell.name, cell.name))) for cell in result.devices]
    return _cells(cells)


def sections(result: Simulation) -> list[Figure]:
    """Appeals by section: the twelve with the most views, and all others together."""
    named = [cell._replace(name=cell.name or _("Without a section")) for cell in result.sections]
    first, rest = named[:MOST_SECTIONS], named[MOST_SECTIONS:]
    if rest:
        sums = [math.fsum(column) for column in zip(*(cell[1:] for cell in rest), strict=True)]
        first.append(Cell(ngettext("%(num)s other section", "%(num)s other sections", len(rest)), *sums))
    return _cells(first)


def margin(result: Simulation) -> str:
    """How far chance may move the count of readers asked, as `± 4 %`; '' where nothing was drawn.

    Twice the standard error of a count, which is its own root (Poisson).
    """
    counted = result.draft.readers.counted * result.days / result.one_in
    if result.one_in == 1 or not counted:
        return ""
    return f"± {number(100 * 1.96 / math.sqrt(counted))} %"


def number(value: float) -> str:
    """A number as people read it: whole from 10 on, with one decimal below."""
    if value and value < 0.05:
        return f"< {decimal(0.1)}"
    return decimal(round(value, 0 if value >= 9.95 else 1))


def _percent(share: float) -> str:
    return f"{number(100 * share)} %"


def _both(result: Simulation, of: str) -> list[float]:
    if of == "all":
        return [asks.shown.counted / result.views for asks in (result.draft, result.live)]
    return [asks.blocked / result.blocked if result.blocked else 0 for asks in (result.draft, result.live)]


def _bar(value: float, most: float) -> float:
    return round(100 * value / most, 2) if most else 0.0


def _plain(label: str, more: str, draft: float, live: float) -> Figure:
    most = max(draft, live)
    return Figure(label, more, Shown(number(draft), _bar(draft, most)), Shown(number(live), _bar(live, most)))


def _share(label: str, more: str, shares: Sequence[float]) -> Figure:
    draft, live = (Shown(_percent(share), min(100.0, round(100 * share, 2))) for share in shares)
    return Figure(label, more, draft, live)


def _bounded(label: str, more: str, draft: Bounds, live: Bounds) -> Figure:
    most = max(draft.counted, live.counted)
    first, second = (
        Shown(number(one.counted), _bar(one.counted, most), _between(one)) for one in (draft, live)
    )
    return Figure(label, more, first, second)


def _between(bounds: Bounds) -> str:
    """The bounds, where they say more than the count does."""
    least, counted, most = map(number, bounds)
    return "" if least == counted == most else _("%(low)s to %(high)s", low=least, high=most)


def _times(times: int) -> str:
    return ngettext("%(num)s time", "%(num)s times", times)


def _by_times(asks: Asks) -> list[float]:
    found = [0.0] * _OFTEN
    for times, readers in asks.often:
        found[min(times, _OFTEN) - 1] += readers
    return found


def _cells(cells: Iterable[Cell]) -> list[Figure]:
    listed = list(cells)
    most = max((max(cell.draft, cell.live) for cell in listed), default=0.0)
    return [
        Figure(cell.name, _told(cell), _cell(cell, cell.draft, most), _cell(cell, cell.live, most))
        for cell in listed
    ]


def _told(cell: Cell) -> str:
    return _(
        "%(views)s page views a day, %(share)s blocked",
        views=number(cell.views),
        share=_percent(cell.blocked / cell.views),
    )


def _cell(cell: Cell, shown: float, most: float) -> Shown:
    share = _("%(share)s of its views", share=_percent(shown / cell.views))
    return Shown(number(shown), _bar(shown, most), share)
