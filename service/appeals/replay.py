"""A replay: what a set of rules would have asked the readers of stored views.

Each reader-day is gone through as the collector would have, with a memory that begins with it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from service.appeals import conditions, memory
from service.appeals.decide import decide
from service.appeals.memory import MOST_COUNTED, Memory
from service.appeals.past import Past, ReaderDay, Topic, reader_of
from service.appeals.ruleset import Ruleset, asks_blocker
from service.catalog.rule import Body, Trigger
from service.events import BLOCKED_STATES, BLOCKER_STATES, UNKNOWN_STATES

#: What is taken of the days before: that there were none, or that there were many with many views.
Before = Literal["none", "many"]


class Ask(NamedTuple):
    """An appeal whose trigger was met on a view; variant 0 is held out, and sees nothing."""

    view: Past
    rule: int
    variant: int


def replay(
    rules: Ruleset, days: Iterable[ReaderDay], topic_of: Callable[[str], Topic], before: Before = "none"
) -> Iterator[list[Ask]]:
    """For each reader-day with an appeal: all of that day's, in order. Nobody answers, nobody says no.

    A rule that asks how far a view is read is tried when it begins and when it ends. Takes some 15 µs for
    each view on which a rule may ask at all, judged by the blocker state.
    """
    open_to = frozenset(state for state in BLOCKER_STATES if _asks_some(rules, state))
    for day in days:
        if not open_to.isdisjoint(view.blocker for view in day):
            asks = list(_asks(rules, day, topic_of, before, open_to))
            if asks:
                yield asks


def _asks(
    rules: Ruleset, day: ReaderDay, topic_of: Callable[[str], Topic], before: Before, open_to: frozenset[str]
) -> Iterator[Ask]:
    kept = _begin(day[0], before)
    for view in day:
        blocked = None if view.blocker in UNKNOWN_STATES else view.blocker in BLOCKED_STATES
        kept = memory.seen(kept, view.day, blocked)
        if view.blocker in open_to:
            rule, variant = _decided(rules, view, topic_of(view.article), kept)
            found = rules.rule(rule)
            if found is not None and is_met(found.body.trigger, view):
                kept = memory.asked(kept, rule, variant, view.day)
                yield Ask(view, rule, variant)


def _begin(first: Past, before: Before) -> Memory:
    """The bucket comes from the pseudonym: the same for each set of rules that is tried."""
    kept = memory.begin(str(first.reader), first.day)
    if before == "none":
        return kept
    return msgspec.structs.replace(
        kept, first=max(kept.first - 1, 1), views_week=MOST_COUNTED, views_month=MOST_COUNTED
    )


def _decided(rules: Ruleset, view: Past, topic: Topic, kept: Memory) -> tuple[int, int]:
    first = decide(rules, reader_of(view, topic, kept, 0, 0), view.started_at)
    if first.rule or not rules.waits:
        return first.rule, first.variant
    last = decide(rules, reader_of(view, topic, kept, view.engaged_ms, view.scroll_pct), view.started_at)
    return last.rule, last.variant


def is_met(trigger: Trigger, view: Past) -> bool:
    """Whether a view came as far as the trigger. Whether its reader meant to leave is taken for granted."""
    match trigger.kind:
        case "engaged":
            return view.engaged_ms >= trigger.value * 1_000
        case "scroll":
            return view.scroll_pct >= trigger.value
        case "end":
            return view.finished
        case _:
            return True


def _asks_some(rules: Ruleset, state: str) -> bool:
    return any(_may_ask(rule.body, state) for rule in rules.rules)


def _may_ask(body: Body, state: str) -> bool:
    """Whether the rule's conditions leave readers in this blocker state a chance."""
    if state in UNKNOWN_STATES and not asks_blocker(body):
        return False
    groups = [group for group in body.groups if group.conditions]
    if body.join == "any" and len(groups) > 1:
        return True
    return all(
        (state in conditions.values(one)) is (one.op == "is")
        for group in groups
        if group.join == "all" or len(group.conditions) == 1
        for one in group.conditions
        if one.field == "blocker"
    )
