"""What a simulation cannot know, in words: of the rules that it tries, and of stored views at all."""

from collections.abc import Iterable, Iterator, Sequence

from service.appeals.explain import named
from service.appeals.said import Joined, Said
from service.appeals.simulate import needs_past
from service.catalog.rule import Rule

#: What is always so.
ALWAYS = (
    Said("A reader’s pseudonym lives for one day, so each day is counted by itself."),
    Said("Caps of a week, and the days to wait after a no or after allowing ads, are not in the count."),
    Said("The lower bound is what these leave if the same readers come back every day and each says no."),
    Said("Nobody answers: nobody says no, and nobody allows ads and is left alone for it."),
    Said(
        "Every device is taken to keep what it is told. Where it may not, each view that fits is asked anew."
    ),
)


def limits(draft: Rule, live: Sequence[Rule]) -> list[str]:
    """Sentences for these rules: first what they ask that stored views don't tell, then what is always so."""
    return [*_of(draft, [draft, *(rule for rule in live if rule.id != draft.id)]), *ALWAYS]


def _of(draft: Rule, rules: Sequence[Rule]) -> Iterator[str]:
    if past := [rule for rule in rules if needs_past([rule])]:
        yield Said(
            "%(rules)s: views of a week or a month, free articles or earlier visits matter. "
            "Each day all readers are new; the upper bound takes all of them to have been here often.",
            rules=_names(past),
        )
    if outcome := [rule for rule in rules if _asks(rule, {"outcome"})]:
        yield Said(
            "%(rules)s: what came of earlier appeals is not known here, so nobody was ever asked before. No "
            "bound can be told.",
            rules=_names(outcome),
        )
    if topic := [rule for rule in rules if _asks(rule, {"tag", "article_age_h"})]:
        yield Said(
            "%(rules)s: tags and dates of publication are those known today, and of articles that were not "
            "read lately none are.",
            rules=_names(topic),
        )
    if read := [rule for rule in rules if _asks(rule, {"engaged_s", "scroll_pct"})]:
        yield Said(
            "%(rules)s: how far a view is read was tried at its beginning and at its end, and at no moment "
            "between.",
            rules=_names(read),
        )
    if leaving := [rule for rule in rules if rule.body.trigger.kind == "exit"]:
        yield Said(
            "%(rules)s: who meant to leave is not stored; everybody is taken to have meant to.",
            rules=_names(leaving),
        )
    schedule = draft.body.schedule
    if schedule.first or schedule.last:
        yield Said("The first and the last day of this draft are left out: it is taken to run all the time.")


def _asks(rule: Rule, fields: set[str]) -> bool:
    return any(one.field in fields for group in rule.body.groups for one in group.conditions)


def _names(rules: Iterable[Rule]) -> str:
    return Joined(", ", map(named, rules))
