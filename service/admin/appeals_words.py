"""A rule in words: for the list, and to say field by field what has changed."""

from collections.abc import Iterable, Iterator

import msgspec

from service.admin.languages import language_name
from service.admin.tell import tell
from service.appeals.conditions import told
from service.appeals.defaults import NAMES
from service.appeals.explain import WEEKDAYS
from service.appeals.pictures import PICTURES
from service.catalog.rule import Body, Caps, Group, Message, Schedule, Trigger, Variant, Wall
from service.page.language import N_, _, ngettext

FORMS = NAMES
#: `stopped`: live, while all appeals of the site are stopped
STATES = {
    "draft": N_("draft"),
    "live": N_("live"),
    "paused": N_("paused"),
    "archived": N_("archived"),
    "stopped": N_("stopped"),
}
TRIGGERS = {
    "at_once": N_("at once"),
    "engaged": N_("after seconds engaged"),
    "scroll": N_("at a scroll depth"),
    "end": N_("at the article's end"),
    "exit": N_("when the pointer leaves the page"),
}
WAYS = {"sign_in": N_("Sign in"), "subscribe": N_("Become a subscriber"), "donate": N_("Donate")}

_LABELS = {
    "title": N_("Title"),
    "text": N_("Text"),
    "how": N_("Button “how to”"),
    "done": N_("Button “done”"),
    "later": N_("Button “later”"),
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
        Change(label, old.get(label, _("not there")), new.get(label, _("not there")))
        for label in labels
        if old.get(label) != new.get(label)
    ]


def facts(body: Body) -> Iterator[tuple[str, str]]:
    """Everything a rule says, as label and words."""
    yield _("Name"), body.name
    yield _("Priority"), str(body.priority)
    yield _("Form"), tell(FORMS[body.form])
    yield _("Who is asked"), audience(body)
    yield _("When"), when(body.schedule)
    yield _("How often"), caps(body.caps)
    yield _("Appears"), trigger(body.trigger)
    if body.form in {"soft_wall", "hard_wall"}:
        yield _("Wall"), wall(body)
    yield _("Holdout"), _("%(share)s %% are never asked", share=body.holdout)
    for variant in body.variants:
        yield from _variant(variant)


def audience(body: Body) -> str:
    """Who is asked, in one sentence without a full stop."""
    groups = [_group(group) for group in body.groups if group.conditions]
    if not groups:
        return _("Everybody")
    return (_("; and ") if body.join == "all" else _("; or ")).join(groups)


def when(schedule: Schedule) -> str:
    """When a rule asks, on the site's clock."""
    days = [tell(WEEKDAYS[day]) for day in schedule.weekdays]
    first, last = f"{schedule.from_hour:02}:00", f"{schedule.to_hour:02}:00"
    parts = [
        _("from %(day)s", day=schedule.first) if schedule.first else "",
        _("until %(day)s", day=schedule.last) if schedule.last else "",
        _("on %(days)s", days=_listed(days)) if days else "",
        "" if (first, last) == ("00:00", "24:00") else _("%(first)s to %(last)s", first=first, last=last),
    ]
    return ", ".join(filter(None, parts)) or _("always")


def caps(told_caps: Caps) -> str:
    """How often one reader is asked."""
    day, week = told_caps.per_day, told_caps.per_week
    refused, allowed = told_caps.after_dismissal_days, told_caps.after_allowing_days
    parts = [
        _("%(count)s a day", count=day) if day else _("any number a day"),
        _("%(count)s a week", count=week) if week else _("any number a week"),
        ngettext("not for %(num)s day after a no", "not for %(num)s days after a no", refused)
        if refused
        else "",
        ngettext("not for %(num)s day after allowing ads", "not for %(num)s days after allowing ads", allowed)
        if allowed
        else "",
    ]
    return ", ".join(filter(None, parts))


def trigger(one: Trigger) -> str:
    """What makes the appeal appear."""
    match one.kind:
        case "engaged":
            return ngettext("after %(num)s second engaged", "after %(num)s seconds engaged", one.value)
        case "scroll":
            return _("at %(share)s %% of scroll depth", share=one.value)
        case _:
            return _(TRIGGERS[one.kind])


def wall(body: Body) -> str:
    """How the article goes on behind the wall."""
    one: Wall = body.wall
    ways = [f"{_(WAYS[way.kind]).lower()} ({way.url})" for way in one.ways]
    if body.form == "hard_wall":
        first = ngettext(
            "after %(num)s free article a month", "after %(num)s free articles a month", one.free
        )
    elif one.wait_s:
        first = ngettext(
            "may be closed, or ends after %(num)s second",
            "may be closed, or ends after %(num)s seconds",
            one.wait_s,
        )
    else:
        first = _("may be closed")
    known = _("with no other way on") if one.no_way_on_known and not ways else ""
    return "; ".join(filter(None, [first, _listed(ways), known]))


def _variant(variant: Variant) -> Iterator[tuple[str, str]]:
    called = _("Variant %(number)s", number=variant.id)
    if variant.name:
        called = _("Variant %(number)s “%(name)s”", number=variant.id, name=variant.name)
    yield _("%(variant)s: weight", variant=called), f"{variant.weight} %"
    yield _("%(variant)s: picture", variant=called), _picture(variant.picture)
    for code, message in variant.messages.items():
        yield from _message(f"{called}, {language_name(code)}", message)


def _message(called: str, message: Message) -> Iterator[tuple[str, str]]:
    for field, label in _LABELS.items():
        said = getattr(message, field)
        if said or field in {"title", "text"}:
            yield f"{called}: {_(label).lower()}", said or _("empty")


def _picture(picture: str) -> str:
    if picture.startswith("own:"):
        return _("Your picture %(number)s", number=picture.removeprefix("own:"))
    return tell(PICTURES.get(picture, picture)) or _("none")


def _group(group: Group) -> str:
    return (_(", and ") if group.join == "all" else _(", or ")).join(
        tell(told(condition)) for condition in group.conditions
    )


def _listed(words: list[str]) -> str:
    return _(" and ").join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
