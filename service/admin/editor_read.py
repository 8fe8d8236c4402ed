"""Reads the editor's form: the rule that was typed, or what is wrong with it, field by field."""

from typing import Any, get_args

from service.admin.editor_form import MESSAGE, WEEKDAYS, Typed, languages
from service.admin.forms_read import Reading
from service.admin.forms_shown import count
from service.appeals.languages import LANGUAGES
from service.catalog.bodies import checked_body
from service.catalog.errors import CatalogError
from service.catalog.rule import (
    LONGEST_VALUE,
    MOST_CONDITIONS,
    MOST_GROUPS,
    MOST_VALUES,
    MOST_VARIANTS,
    Body,
    Caps,
    Condition,
    Form,
    Group,
    Join,
    Message,
    Op,
    Schedule,
    Trigger,
    TriggerKind,
    Variant,
    Wall,
    Way,
    WayKind,
)
from service.page.language import _, sentence

MOST_WAYS = 5
MOST_LANGUAGES = 40
#: Characters of each text of a message
LONGEST = {"title": 120, "text": 2_000, "how": 40, "done": 40, "later": 40}


def read(typed: Typed) -> tuple[Body | None, dict[str, str]]:
    """The rule, or None and a sentence for each field that is wrong, by the field's name."""
    reading = Reading(typed)
    try:
        body = checked_body(_body(reading))
    except CatalogError as error:
        reading.wrong("", sentence(error.text, **error.values))
    return (None if reading.problems else body), reading.problems


def _body(reading: Reading) -> Body:
    return Body(
        name=reading.text("name", 100, least=1),
        priority=reading.whole("priority", 0, 1_000),
        join=_one_of(reading, "join", Join),
        groups=tuple(_group(reading, name) for name in _parts(reading, "groups", MOST_GROUPS)),
        schedule=_schedule(reading),
        caps=Caps(**{name: _cap(reading, name) for name in Caps.__struct_fields__}),
        trigger=_trigger(reading),
        form=_one_of(reading, "form", Form),
        wall=_wall(reading),
        holdout=reading.whole("holdout", 0, 100),
        variants=tuple(
            _variant(reading, place, name)
            for place, name in enumerate(_parts(reading, "variants", MOST_VARIANTS))
        ),
    )


def _parts(reading: Reading, name: str, most: int) -> list[str]:
    found = count(reading.typed, name)
    if found > most:
        reading.wrong(name, _("There are %(count)s; %(most)s fit.", count=found, most=most))
    return [f"{name}.{place}" for place in range(min(found, most))]


def _one_of(reading: Reading, name: str, choices: Any) -> Any:
    return reading.one_of(name, get_args(choices))


def _group(reading: Reading, name: str) -> Group:
    conditions = _parts(reading, f"{name}.conditions", MOST_CONDITIONS)
    return Group(
        join=_one_of(reading, f"{name}.join", Join),
        conditions=tuple(
            Condition(
                field=reading.text(f"{one}.field", 40, least=1),
                op=_one_of(reading, f"{one}.op", Op),
                values=reading.lines(f"{one}.values", MOST_VALUES, LONGEST_VALUE),
            )
            for one in conditions
        ),
    )


def _schedule(reading: Reading) -> Schedule:
    return Schedule(
        first=reading.day("schedule.first"),
        last=reading.day("schedule.last"),
        weekdays=tuple(day for day, name in enumerate(WEEKDAYS) if reading.on(f"schedule.{name}")),
        from_hour=reading.whole("schedule.from_hour", 0, 24),
        to_hour=reading.whole("schedule.to_hour", 0, 24),
    )


def _cap(reading: Reading, name: str) -> int:
    return reading.whole(f"caps.{name}", 0, 365 if name.endswith("_days") else 1_000)


def _trigger(reading: Reading) -> Trigger:
    kind = _one_of(reading, "trigger.kind", TriggerKind)
    # Where the trigger takes no value its field is hidden, and must not keep a rule from being saved.
    most = {"engaged": 3_600, "scroll": 100}.get(kind)
    return Trigger(kind, reading.whole("trigger.value", 0, most) if most else 0)


def _wall(reading: Reading) -> Wall:
    return Wall(
        wait_s=reading.whole("wall.wait_s", 0, 60),
        free=reading.whole("wall.free", 0, 1_000),
        ways=tuple(
            Way(_one_of(reading, f"{one}.kind", WayKind), reading.text(f"{one}.url", 2_048, least=1))
            for one in _parts(reading, "wall.ways", MOST_WAYS)
        ),
        no_way_on_known=reading.on("wall.no_way_on_known"),
    )


def _variant(reading: Reading, place: int, name: str) -> Variant:
    spoken = languages(reading.typed, place)
    if len(spoken) > MOST_LANGUAGES or not LANGUAGES.keys() >= set(spoken):
        text = _("Choose at most %(most)s languages of the list.", most=MOST_LANGUAGES)
        reading.wrong(f"{name}.messages", text)
        spoken = []
    return Variant(
        id=reading.whole(f"{name}.id", 1, 30_000),
        weight=reading.whole(f"{name}.weight", 0, 100),
        name=reading.text(f"{name}.name", 60),
        messages={one: _message(reading, f"{name}.messages.{one}") for one in spoken},
        picture=reading.text(f"{name}.picture", 40),
    )


def _message(reading: Reading, name: str) -> Message:
    return Message(**{field: reading.text(f"{name}.{field}", LONGEST[field]) for field in MESSAGE})
