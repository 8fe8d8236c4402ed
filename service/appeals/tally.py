"""A tally: what the appeals of a replay add up to, in the sample's own numbers."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from service.appeals.replay import Ask
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Form

#: How much a form is in the reader's way: its rank among the five. For comparing sets of rules, no more.
HARDNESS: dict[Form, int] = {form: rank for rank, form in enumerate(get_args(Form), 1)}
WALLS: tuple[Form, ...] = ("soft_wall", "hard_wall")
_WEEK = 7


class Tally:
    """Takes the appeals of one reader-day after the other; `own` is the rule that is told apart.

    `shown` are appeals, `held` those held out, `readers` reader-days with an appeal shown. `least_*` is what
    would be left of them if the same readers came back every day and each said no.
    """

    def __init__(self, rules: Ruleset, own: int) -> None:
        self._bodies = {rule.id: rule.body for rule in rules.rules}
        self._per_week = rules.policy.per_week
        self._own = own
        self.readers = self.shown = self.own = self.blocked = self.held = self.burden = 0
        self.walled = self.walled_ms = self.walled_slots = 0
        self.least_readers = self.least_shown = 0.0
        self.often = Counter[int]()
        self.devices = Counter[str]()
        self.sections = Counter[str]()

    def take(self, asks: Sequence[Ask]) -> None:
        """Count all appeals of one reader on one day."""
        shown = [ask for ask in asks if ask.variant]
        self.held += len(asks) - len(shown)
        if not shown:
            return
        for ask in shown:
            self._show(ask)
        least = self._least(shown)
        self.least_shown += least
        self.least_readers += min(1.0, least)
        self.readers += 1
        self.often[len(shown)] += 1

    def _show(self, ask: Ask) -> None:
        view, form = ask.view, self._bodies[ask.rule].form
        self.shown += 1
        self.own += ask.rule == self._own
        self.blocked += view.blocked
        self.burden += HARDNESS[form]
        self.devices[view.device] += 1
        self.sections[view.section] += 1
        if form in WALLS:
            self.walled += 1
            self.walled_ms += view.engaged_ms
            self.walled_slots += view.slots_viewable

    def _least(self, shown: Sequence[Ask]) -> float:
        """A day's share of what one reader's caps leave, over weeks, of so many appeals each day."""
        times = Counter(ask.rule for ask in shown)
        return max(self._rate(self._bodies[rule], count) for rule, count in times.items())

    def _rate(self, body: Body, times: int) -> float:
        """The site's caps are no way past a hard wall."""
        caps = body.caps
        dismissed = 1 / caps.after_dismissal_days if caps.after_dismissal_days else times
        site = 0 if body.form == "hard_wall" else self._per_week
        return min(times, dismissed, _weekly(caps.per_week), _weekly(site))


def _weekly(cap: int) -> float:
    return cap / _WEEK if cap else float("inf")
