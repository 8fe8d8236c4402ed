"""What an editor is told of a rule before it is live: problems beside their fields, and advice."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from service.appeals import conditions, logic, messages
from service.appeals.addresses import web_link
from service.appeals.explain import named
from service.appeals.fields import FIELDS, NO_MEMORY
from service.appeals.languages import primary
from service.appeals.ruleset import asks_blocker, rank
from service.appeals.said import Counted, Joined, Said
from service.appeals.schedule import never
from service.catalog.rule import Body, Condition, Rule, Schedule, Variant

#: Few readers stay on an article as long as this.
_LONG_S = 300


class Problem(msgspec.Struct, frozen=True):
    """What is wrong at a field of a rule, such as `groups.0.conditions.1.values`, in a sentence.

    A `grave` one keeps the rule from being published, the others are only told.
    """

    field: str
    text: str
    grave: bool = True


def problems(body: Body, today: dt.date | None = None) -> list[Problem]:
    """Everything that is wrong with a rule, field by field. `today` is the site's day."""
    return [
        *_name(body),
        *_groups(body),
        *_schedule(body.schedule, today),
        *_trigger(body),
        *_wall(body),
        *_variants(body),
    ]


def _name(body: Body) -> Iterator[Problem]:
    if not body.name.strip():
        yield Problem("name", Said("A rule needs a name, by which the results call it."))


def _groups(body: Body) -> Iterator[Problem]:
    for number, group in enumerate(body.groups):
        if not group.conditions:
            text = Said("This group has no condition; add one or remove the group.")
            yield Problem(f"groups.{number}", text)
        for place, condition in enumerate(group.conditions):
            yield from _condition(condition, f"groups.{number}.conditions.{place}")
    for clash in logic.clashes(body):
        yield Problem(clash.field, Said("%(clash)s Nobody fits them.", clash=clash.text), grave=False)


def _condition(condition: Condition, at: str) -> Iterator[Problem]:
    field = FIELDS.get(condition.field)
    part = "field" if field is None else "values" if condition.op in field.ops else "op"
    for text in conditions.problems(condition):
        yield Problem(f"{at}.{part}", text)


def _schedule(schedule: Schedule, today: dt.date | None) -> Iterator[Problem]:
    if schedule.first and schedule.last and schedule.last < schedule.first:
        days = {"last": schedule.last, "first": schedule.first}
        text = Said("The last day, %(last)s, is before the first, %(first)s.", **days)
        yield Problem("schedule.last", text)
    elif never(msgspec.structs.replace(schedule, first=None, last=None)):
        text = Said("Between these hours there is no time at which the rule could ask.")
        yield Problem("schedule.to_hour", text)
    elif never(schedule):
        text = Said("None of these weekdays is between the first day and the last.")
        yield Problem("schedule.weekdays", text)
    elif today and schedule.last and schedule.last < today:
        text = Said("The last day, %(last)s, is over: the rule asks nobody any more.", last=schedule.last)
        yield Problem("schedule.last", text, grave=False)


def _trigger(body: Body) -> Iterator[Problem]:
    kind, value = body.trigger.kind, body.trigger.value
    if kind == "scroll" and value > 100:
        text = Said("Scroll depth goes to 100%%; %(value)s is never reached.", value=value)
        yield Problem("trigger.value", text)
    if kind == "engaged" and value > _LONG_S:
        text = Said(
            "Hardly anybody is engaged for %(value)s seconds, so hardly anybody will see this.", value=value
        )
        yield Problem("trigger.value", text, grave=False)


def _wall(body: Body) -> Iterator[Problem]:
    wall = body.wall
    for number, way in enumerate(wall.ways):
        if not web_link(way.url):
            text = Said("This is no address that readers can follow; it must begin with https://.")
            yield Problem(f"wall.ways.{number}.url", text)
    if body.form == "hard_wall" and not wall.ways:
        text = Said(
            "This wall has no way on but allowing ads. Add a page to sign in, subscribe or donate, or say "
            "that you know and mean it."
        )
        yield Problem("wall.ways", text, grave=not wall.no_way_on_known)


def _variants(body: Body) -> Iterator[Problem]:
    if not body.variants:
        yield Problem("variants", Said("A rule needs at least one variant: the message that is shown."))
        return
    total = sum(variant.weight for variant in body.variants)
    if total != 100:
        text = Said(
            "The weights of all variants together are %(total)s%%; they have to be 100%%.", total=total
        )
        yield Problem("variants.0.weight", text)
    if body.holdout == 100:
        text = Said("All readers are held out, so nobody will see this.")
        yield Problem("holdout", text, grave=False)
    times = Counter(variant.id for variant in body.variants)
    for number, variant in enumerate(body.variants):
        if times[variant.id] > 1:
            known = {"times": times[variant.id], "id": str(variant.id)}
            text = Said("There are %(times)s variants %(id)s.", **known)
            yield Problem(f"variants.{number}.id", text)
        yield from _messages(variant, body, f"variants.{number}.messages")


def _messages(variant: Variant, body: Body, at: str) -> Iterator[Problem]:
    if variant.weight and not variant.messages:
        text = Said("This variant says nothing yet: write its message in at least one language.")
        yield Problem(at, text)
    for language, message in variant.messages.items():
        if primary(language) != language:
            text = Said("“%(code)s” is no language code like “en” or “uk”.", code=language)
            yield Problem(f"{at}.{language}", text)
        for part, sentence in messages.problems(message, body.form):
            yield Problem(f"{at}.{language}.{part}", sentence)


def advice(rule: Rule, others: Sequence[Rule]) -> list[str]:
    """What is not wrong but perhaps not meant, in sentences. `others` are the site's live rules."""
    found = [*_shadows(rule, others), *_readers(rule.body), *_limits(rule.body)]
    if not rule.body.holdout:
        found.append(
            Said("Nobody is held out, so nothing will tell what this appeal brought and what it cost.")
        )
    return found


def _shadows(rule: Rule, others: Sequence[Rule]) -> Iterator[str]:
    for other in others:
        if other.id == rule.id:
            continue
        first, later = sorted((rule, other), key=rank)
        if _shadowed(first.body, later.body):
            yield Said(
                "%(first)s comes first for every reader of %(later)s, which will hardly ever ask; give it a "
                "higher priority, or narrow the conditions of the first.",
                first=named(first),
                later=named(later),
            )


def _shadowed(first: Body, later: Body) -> bool:
    """Whether whoever fits the later rule fits the first, at all its times and as often."""
    if not any(variant.weight for variant in first.variants):
        return False
    always = first.schedule in (Schedule(), later.schedule)
    return always and first.caps == later.caps and logic.covers(first, later)


def _readers(body: Body) -> Iterator[str]:
    told = [condition for group in body.groups for condition in group.conditions]
    if not asks_blocker(body):
        yield Said("It has no condition on the blocker state, so it also asks readers who see all ads.")
    fields = [field for one in told if (field := FIELDS.get(one.field)) and field.unknown == NO_MEMORY]
    if fields:
        labels = Joined(", ", dict.fromkeys(field.label for field in fields))
        yield Said("Where %(why)s, conditions on it never fit: %(fields)s.", why=NO_MEMORY, fields=labels)
    days = body.caps.after_allowing_days
    if days and any(one.field == "outcome" and "relapsed" in one.values and one.op == "is" for one in told):
        yield Counted(
            "Who blocks again within %(num)s day of allowing ads is not asked: see “after allowing”.",
            "Who blocks again within %(num)s days of allowing ads is not asked: see “after allowing”.",
            days,
        )


def _limits(body: Body) -> Iterator[str]:
    if body.form == "hard_wall" and (body.caps.per_day or body.caps.per_week):
        yield Said("The caps of the rule open this wall once they are reached; 0 means no cap.")
