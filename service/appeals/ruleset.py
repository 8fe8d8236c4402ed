"""A site's live rules, made ready once so that every reader can be decided on in microseconds."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from service.appeals import arms
from service.appeals.conditions import problems
from service.appeals.schedule import Closed, fits
from service.appeals.sieve import Sieve
from service.catalog.rule import Body, Condition, Group, Policy, Rule

#: Bits of a sieve, of which one entry has to be held in full.
Clause = tuple[int, ...]
#: A day (its ordinal) and an hour of it.
Hour = tuple[int, int]


class Ready(msgspec.Struct, frozen=True, gc=False):
    """A rule made ready.

    `concluded`: detection has to have concluded; `never`: why it never asks, be it that a condition is none
    of ours or that no variant has a weight; `every` and `clauses`: the conditions, as bits of the sieve;
    `free`: views of a month before its hard wall; `variants`: of each bucket.
    """

    rule: Rule
    concluded: bool
    never: Literal["broken", "no_variant"] | None
    every: int
    clauses: tuple[Clause, ...]
    free: int
    per_day: int
    per_week: int
    after_dismissal: int
    after_allowing: int
    variants: tuple[int, ...]


class Ruleset:
    """The live rules of a site with its policy and time zone; never changed once made.

    `rules` are those that are live, in any order; the set has them in the order in which they are asked: the
    highest priority first, then the lowest id. `waits` says whether one asks how far this view is read, so
    that a later beacon may find what the first did not. Takes about 1 ms a rule.
    """

    def __init__(self, rules: Sequence[Rule], policy: Policy, zone: str) -> None:
        self.rules = tuple(sorted(rules, key=rank))
        self.policy = policy
        self.zone = ZoneInfo(zone)
        sound = [rule.body for rule in self.rules if not _is_broken(rule.body)]
        self.sieve = Sieve(condition for body in sound for condition in _told(body))
        self.ready = tuple(_ready(rule, self.sieve) for rule in self.rules)
        self.waits = any(map(_waits, self.rules))
        self._by_id = {rule.id: rule for rule in self.rules}
        self._closed: tuple[Hour, tuple[Closed | None, ...]] = ((0, 0), ())

    def closed(self, local: dt.datetime) -> tuple[Closed | None, ...]:
        """For each of `rules` why its schedule is closed at this local time, or None.

        Schedules change at full hours of the site's clock, so the answer is kept for the hour.
        """
        hour = local.toordinal(), local.hour
        kept_for, closed = self._closed
        if kept_for != hour:
            closed = tuple(fits(rule.body.schedule, local) for rule in self.rules)
            self._closed = hour, closed
        return closed

    def rule(self, id: int) -> Rule | None:  # noqa: A002
        """The live rule with this id."""
        return self._by_id.get(id)


def _waits(rule: Rule) -> bool:
    return any(condition.field in ("engaged_s", "scroll_pct") for condition in _told(rule.body))


def rank(rule: Rule) -> tuple[int, int]:
    """Sorts rules into the order in which they are asked."""
    return -rule.body.priority, rule.id


def _ready(rule: Rule, sieve: Sieve) -> Ready:
    body, caps = rule.body, rule.body.caps
    broken = _is_broken(body)
    weighted = any(variant.weight for variant in body.variants)
    every, clauses = (0, ()) if broken else _wanted(body, sieve)
    return Ready(
        rule=rule,
        concluded=not asks_blocker(body),
        never="broken" if broken else None if weighted else "no_variant",
        every=every,
        clauses=clauses,
        free=body.wall.free if body.form == "hard_wall" else 0,
        per_day=caps.per_day,
        per_week=caps.per_week,
        after_dismissal=caps.after_dismissal_days,
        after_allowing=caps.after_allowing_days,
        variants=arms.table(rule),
    )


def asks_blocker(body: Body) -> bool:
    """Whether a condition names the blocker state: else readers without a conclusion are left alone."""
    return any(condition.field == "blocker" for condition in _told(body))


def _told(body: Body) -> list[Condition]:
    return [condition for group in body.groups for condition in group.conditions]


def _is_broken(body: Body) -> bool:
    return any(map(problems, _told(body)))


def _wanted(body: Body, sieve: Sieve) -> tuple[int, tuple[Clause, ...]]:
    """The bits that all have to be there, and clauses, of each of which one has to be there in full.

    A group without conditions is as good as not there.
    """
    groups = [group for group in body.groups if group.conditions]
    if body.join == "any" and groups:
        return 0, (tuple(bits for group in groups for bits in _clause(group, sieve)),)
    every = [condition for group in groups if group.join == "all" for condition in group.conditions]
    clauses = tuple(_clause(group, sieve) for group in groups if group.join == "any")
    return sieve.bits(every), clauses


def _clause(group: Group, sieve: Sieve) -> Clause:
    if group.join == "all":
        return (sieve.bits(group.conditions),)
    return tuple(sieve.bits([condition]) for condition in group.conditions)
