"""The panels of what detection says: its states, and how sure it is."""

from collections.abc import Iterable

from dashboards.definitions import STATES
from dashboards.figures.confidence import STEPS, Step, confidence
from dashboards.interval import wilson
from dashboards.numbers import FEW
from dashboards.pages.ask import Ask, Panel, figure_panel, number
from dashboards.pages.ranking import Head, ranking
from dashboards.table import Column, Table, Value
from dashboards.words import row_words, value_words
from service.events import BLOCKED_STATES, UNKNOWN_STATES
from service.metrics.query import Row
from service.page.language import _


async def states(ask: Ask) -> Panel:
    """How many views are in each of the seven states, those without views too."""
    now, before = await ask.both("views", by=("blocker",))
    found, then = _by_state(now), _by_state(before)
    total, earlier = sum(found.values()), sum(then.values())
    columns = [
        Column(_("Blocker state"), "text"),
        Column(_("Share of views"), "share", of=4),
        Column(_("Likely at least"), "share", of=4),
        Column(_("Likely at most"), "share", of=4),
        Column(_("All views")),
        Column(_("Views")),
        Column(_("Counts as"), "text"),
    ]
    rows = [_state(state, found.get(state, 0), total) for state in STATES]
    if ask.shown.before is not None:
        columns.append(Column(_("Share of views, before"), "share"))
        rows = [
            (*row, then.get(state, 0) / earlier if earlier else None)
            for state, row in zip(STATES, rows, strict=True)
        ]
    table = Table(tuple(columns), tuple(rows) if total else (), "blocker", tuple(STATES))
    earlier_head = [Head(7, _("Before"))] if ask.shown.before is not None else []
    heads = [Head(5, _("Views"), "views"), Head(1, _("Share")), *earlier_head, Head(6, _("Counts as"))]
    return ranking(
        ask,
        table,
        heads,
        base=_("of %(views)s views", views=ask.numbers.count(total)),
        abouts=[_(words) for words in STATES.values()],
        tones=["blocked" if state in BLOCKED_STATES else "" for state in STATES],
        most=len(STATES),
        bar=5,
    )


def _by_state(rows: Iterable[Row]) -> dict[str, int]:
    return {str(row.dimensions[0]): int(number(row.metrics[0])) for row in rows}


def _state(state: str, views: int, total: int) -> tuple[Value, ...]:
    low, high = (wilson(views, total) if total >= FEW else None) or (None, None)
    share = views / total if total else None
    return (row_words("blocker", state), share, low, high, total, views, _counts_as(state))


def _counts_as(state: str) -> str:
    if state in UNKNOWN_STATES:
        return _("not known")
    return _("blocked") if state in BLOCKED_STATES else _("not blocked")


async def how_sure(ask: Ask) -> Panel:
    """How sure detection was of its answers, in steps of ten points."""
    steps = read_steps(await ask.rows("concluded_views", "blocked_views", by=("confidence",)))
    known = sum(step.concluded for step in steps)
    base = _(
        "%(sure)s of %(views)s views in which detection concluded have a confidence of 90 or more",
        sure=ask.numbers.percent(steps[-1].concluded / known if known else None),
        views=ask.numbers.count(known),
    )
    head = (
        Column(_("Confidence"), "text"),
        Column(_("Share"), "share"),
        Column(_("Detection concluded")),
        Column(_("Blocked")),
    )
    lines = tuple(
        (
            value_words("confidence", str(step.confidence)),
            step.concluded / known if known else None,
            step.concluded,
            step.blocked,
        )
        for step in steps
    )
    keys = tuple(str(step.confidence) for step in steps)
    legend = (("free", _("not blocked")), ("cosmetic", _("blocked")))
    figure = confidence(steps, ask.numbers) if known else None
    return figure_panel(figure, base, Table(head, lines, "confidence", keys), legend)


def read_steps(rows: Iterable[Row]) -> list[Step]:
    """All ten steps, those without views too; each row is of one."""
    found = {int(row.dimensions[0] or 0): row.metrics for row in rows}
    return [Step(step, *(int(number(value)) for value in found.get(step, (0, 0)))) for step in STEPS]
