"""How far a rule's appeals came, of all blockers and of each."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from dashboards.numbers import Numbers
from dashboards.pages.ask import Ask, number
from dashboards.table import Column, Table, Value
from dashboards.words import value_words
from service.events import BLOCKED_STATES
from service.metrics.query import Row
from service.page.language import N_, _

#: The way of an appeal, in its order: metric and words.
FUNNEL = (
    ("appeals_eligible", N_("A rule decided to ask")),
    ("appeals_attempted", N_("Its trigger was met")),
    ("appeals_rendered", N_("On the page")),
    ("appeals_shown", N_("Seen for a second")),
    ("dismissed", N_("Said no")),
    ("how_opened", N_("Opened the steps")),
    ("claimed", N_("Said “I’ve allowed ads”")),
    ("verified", N_("Tested: allowed")),
    ("verify_failed", N_("Tested: still blocked")),
    ("way_clicked", N_("Took another way on")),
    ("render_failed", N_("Could not be shown")),
)
_METRICS = tuple(metric for metric, _words in FUNNEL)
_OTHER = ""


class Cell(msgspec.Struct, frozen=True):
    """Views of one blocker state that came to a step, and their share of those of its first step."""

    head: str
    count: str
    share: str


class Step(msgspec.Struct, frozen=True):
    """A step: its views as a bar of `width` per cent, before, and by blocker state."""

    word: str
    count: str
    share: str
    width: float
    before: str
    ways: tuple[Cell, ...]


class Funnel(msgspec.Struct, frozen=True):
    """Counts by step, of each blocker state; `before` are those of the days compared with."""

    states: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    before: tuple[int, ...] = ()

    @property
    def totals(self) -> tuple[int, ...]:
        """Counts by step, of all states."""
        return tuple(map(sum, zip(*self.counts, strict=True))) if self.counts else (0,) * len(FUNNEL)


async def ask_funnel(ask: Ask, rule: int) -> Funnel:
    """How far the appeals of a rule came: on views that pass the page's filters, without those held out."""
    also = (("is", "rule", (str(rule),)), ("is_not", "variant", ("0",)))
    now, before = await ask.both(*_METRICS, by=("blocker",), also=also)
    found = _by_state(now)
    states = (*BLOCKED_STATES, *([_OTHER] if any(found[_OTHER]) else []))
    counts = tuple(tuple(found[state]) for state in states)
    earlier = tuple(map(sum, zip(*_by_state(before).values(), strict=True))) if before else ()
    return Funnel(states, counts, earlier)


def _by_state(rows: Sequence[Row]) -> defaultdict[str, list[int]]:
    """By blocker state; those that block nothing (ads were allowed meanwhile) are one."""
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(FUNNEL))
    for row in rows:
        state = str(row.dimensions[0])
        key = state if state in BLOCKED_STATES else _OTHER
        found[key] = [one + int(number(more)) for one, more in zip(found[key], row.metrics, strict=True)]
    return found


def state_words(state: str) -> str:
    """A column's head."""
    words = value_words("blocker", state) if state else _("other")
    return words[:1].upper() + words[1:]


def steps(found: Funnel, show: Numbers) -> tuple[Step, ...]:
    """The steps as a person reads them; shares are of the first step."""
    totals = found.totals
    most = max(totals)
    before = found.before or (None,) * len(FUNNEL)
    return tuple(
        Step(
            _(words),
            show.count(total),
            show.percent(_share(total, totals[0])),
            round(100 * total / most, 2) if most else 0.0,
            show.count(earlier) if earlier is not None else "",
            tuple(
                Cell(
                    state_words(state),
                    show.count(counts[place]),
                    show.percent(_share(counts[place], counts[0])),
                )
                for state, counts in zip(found.states, found.counts, strict=True)
            ),
        )
        for place, ((_metric, words), total, earlier) in enumerate(zip(FUNNEL, totals, before, strict=True))
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def funnel_table(found: Funnel) -> Table:
    """The same as numbers: each step's views, their share of the first step, and views by state."""
    head = [
        Column(_("Step"), "text"),
        Column(_("Views")),
        Column(_("Of the first step"), "share", of=1),
        *(Column(state_words(state)) for state in found.states),
    ]
    if found.before:
        head.append(Column(_("Views, before")))
    totals = found.totals
    rows: list[tuple[Value, ...]] = []
    for place, (_metric, words) in enumerate(FUNNEL):
        by_state = [counts[place] for counts in found.counts]
        earlier = found.before[place : place + 1]
        rows.append((_(words), totals[place], _share(totals[place], totals[0]), *by_state, *earlier))
    return Table(tuple(head), tuple(rows))
