"""A rule in words: for the list, and to say field by field what has changed."""

from collections.abc import Iterable, Iterator

import msgspec

from service.appeals.conditions import told
from service.appeals.defaults import NAMES
from service.appeals.languages import LANGUAGES
from service.catalog.rule import Body, Caps, Group, Message, Schedule, Trigger, Variant, Wall

FORMS = NAMES
STATES = {"draft": "draft", "live": "live", "paused": "paused", "archived": "archived"}
TRIGGERS = {
    "at_once": "at once",
    "engaged": "after seconds engaged",
    "scroll": "at a scroll depth",
    "end": "at the article's end",
    "exit": "when the pointer leaves the page",
}
WAYS = {"sign_in": "Sign in", "subscribe": "Subscribe", "donate": "Donate"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTHING = "nothing"

_JOINS = {"all": "and", "any": "or"}
_LABELS = {
    "title": "Title",
    "text": "Text",
    "how": "Button “how to”",
    "done": "Button “done”",
    "later": "Button “later”",
}


class Change(msgspec.Struct, frozen=True):
    """One field that is not the same: what it is called, and what it was and is in words."""

    label: str
    before: str
    after: str


def changes(before: Body | None, after: Body) -> list[Change]:
    """Field by field, what has changed; of a rule that was never published, all of it."""
    return differences(facts(before) if before else (), facts(after))


def differences(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]) -> list[Change]:
    """The labels whose words are not the same."""
    old, new = dict(before), dict(after)
    labels = dict.fromkeys([*new, *old])
    return [
        Change(label, old.get(label, NOTHING), new.get(label, NOTHING))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def facts(body: Body) -> Iterator[tuple[str, str]]:
    """Everything a rule says, as label and words."""
    yield "Name", body.name
    yield "Priority", str(body.priority)
    yield "Form", FORMS[body.form]
    yield "Who is asked", audience(body)
    yield "When", when(body.schedule)
    yield "How often", caps(body.caps)
    yield "Appears", trigger(body.trigger)
    if body.form in {"soft_wall", "hard_wall"}:
        yield "Wall", wall(body)
    yield "Holdout", f"{body.holdout} % are never asked"
    for variant in body.variants:
        yield from _variant(variant)


def audience(body: Body) -> str:
    """Who is asked, in one sentence without a full stop."""
    groups = [_group(group) for group in body.groups if group.conditions]
    if not groups:
        return "Everybody"
    if len(groups) == 1:
        return groups[0]
    return f"; {_JOINS[body.join]} ".join(groups)


def when(schedule: Schedule) -> str:
    """When a rule asks, on the site's clock."""
    days = [DAYS[day] for day in schedule.weekdays]
    parts = [
        f"from {schedule.first}" if schedule.first else "",
        f"until {schedule.last}" if schedule.last else "",
        f"on {_listed(days)}" if days else "",
        ""
        if (schedule.from_hour, schedule.to_hour) == (0, 24)
        else f"{schedule.from_hour:02}:00 to {schedule.to_hour:02}:00",
    ]
    return ", ".join(filter(None, parts)) or "always"


def caps(told_caps: Caps) -> str:
    """How often one reader is asked."""
    times = [
        f"{most} a {period}" if most else f"any number a {period}"
        for most, period in ((told_caps.per_day, "day"), (told_caps.per_week, "week"))
    ]
    rests = [
        f"not for {days} days after {what}"
        for days, what in (
            (told_caps.after_dismissal_days, "a no"),
            (told_caps.after_allowing_days, "allowing ads"),
        )
        if days
    ]
    return ", ".join([*times, *rests])


def trigger(one: Trigger) -> str:
    """What makes the appeal appear."""
    match one.kind:
        case "engaged":
            return f"after {one.value} seconds engaged"
        case "scroll":
            return f"at {one.value} % of scroll depth"
        case _:
            return TRIGGERS[one.kind]


def wall(body: Body) -> str:
    """How the article goes on behind the wall."""
    one: Wall = body.wall
    ways = [f"{WAYS[way.kind].lower()} ({way.url})" for way in one.ways]
    if body.form == "soft_wall":
        first = f"may be closed, or ends after {one.wait_s} seconds" if one.wait_s else "may be closed"
    else:
        first = f"after {one.free} free articles a month"
    known = "with no other way on" if one.no_way_on_known and not ways else ""
    return "; ".join(filter(None, [first, _listed(ways), known]))


def language_name(code: str) -> str:
    """A language's English name, or its code."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def _variant(variant: Variant) -> Iterator[tuple[str, str]]:
    called = f"Variant {variant.id}{variant.name and f' “{variant.name}”'}"
    yield f"{called}: weight", f"{variant.weight} %"
    yield f"{called}: picture", variant.picture or "none"
    for code, message in variant.messages.items():
        yield from _message(f"{called}, {language_name(code)}", message)


def _message(called: str, message: Message) -> Iterator[tuple[str, str]]:
    for field, label in _LABELS.items():
        said = getattr(message, field)
        if said or field in {"title", "text"}:
            yield f"{called}: {label.lower()}", said or "empty"


def _group(group: Group) -> str:
    return f", {_JOINS[group.join]} ".join(map(told, group.conditions))


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
