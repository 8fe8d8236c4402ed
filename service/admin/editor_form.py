"""The editor's form: a rule as flat fields, whose names say where in the rule they stand.

`groups.0.conditions.1.values` holds the values of the second condition of the first group, a line each.
"""

import re
from collections.abc import Mapping, Sequence

from service.admin.forms_shown import dense
from service.catalog.rule import Body, Condition, Group, Message, Variant, Way

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MESSAGE = ("title", "text", "how", "done", "later")

_PLACE = r"\.[0-9]{1,2}"
_LANGUAGE = r"\.[a-z]{2,3}"
_NAMES = re.compile(
    "name|priority|join|form|holdout"
    rf"|schedule\.(?:first|last|from_hour|to_hour|{'|'.join(WEEKDAYS)})"
    r"|caps\.(?:per_day|per_week|after_dismissal_days|after_allowing_days)"
    r"|trigger\.(?:kind|value)"
    rf"|wall\.(?:wait_s|free|no_way_on_known|ways{_PLACE}\.(?:kind|url))"
    rf"|groups{_PLACE}\.(?:join|conditions{_PLACE}\.(?:field|op|values))"
    rf"|variants{_PLACE}\.(?:id|weight|name|picture|messages{_LANGUAGE}\.(?:{'|'.join(MESSAGE)}))"
)
#: What is chosen for the buttons that add something and for the preview; no part of the rule.
_CHOSEN = re.compile(
    rf"csrf|edition|do|add_group|groups{_PLACE}\.add|variants{_PLACE}\.add|preview\.\w{{1,20}}"
)

Typed = dict[str, str]
Part = Way | Group | Condition | Variant | Message


def known(fields: Mapping[str, str]) -> Typed:
    """The fields that belong to a rule, with the places of lists counted anew from 0."""
    return dense({name: text for name, text in fields.items() if _NAMES.fullmatch(name)})


def unknown(fields: Mapping[str, str]) -> list[str]:
    """The names that no field of this form has."""
    return [name for name in fields if not _NAMES.fullmatch(name) and not _CHOSEN.fullmatch(name)]


def languages(typed: Mapping[str, str], variant: int) -> list[str]:
    """The languages in which a variant says something, in their order."""
    start = f"variants.{variant}.messages."
    return list(
        dict.fromkeys(name[len(start) :].partition(".")[0] for name in typed if name.startswith(start))
    )


def typed_of(body: Body) -> Typed:
    """The fields that show a rule."""
    typed = {
        "name": body.name,
        "priority": str(body.priority),
        "form": body.form,
        "holdout": str(body.holdout),
        "join": body.join,
        "trigger.kind": body.trigger.kind,
        "trigger.value": str(body.trigger.value),
        "wall.wait_s": str(body.wall.wait_s),
        "wall.free": str(body.wall.free),
        "schedule.first": str(body.schedule.first or ""),
        "schedule.last": str(body.schedule.last or ""),
        "schedule.from_hour": str(body.schedule.from_hour),
        "schedule.to_hour": str(body.schedule.to_hour),
    }
    typed |= {f"caps.{name}": str(getattr(body.caps, name)) for name in body.caps.__struct_fields__}
    typed |= {f"schedule.{WEEKDAYS[day]}": "on" for day in body.schedule.weekdays}
    if body.wall.no_way_on_known:
        typed["wall.no_way_on_known"] = "on"
    parts: list[tuple[str, Sequence[Part]]] = [
        ("wall.ways", body.wall.ways),
        ("groups", body.groups),
        ("variants", body.variants),
    ]
    for name, several in parts:
        for place, part in enumerate(several):
            typed |= fields_of(part, f"{name}.{place}")
    return typed


def fields_of(part: Part, name: str) -> Typed:
    """The fields of one part of a rule, which stands under `name`."""
    match part:
        case Way():
            return {f"{name}.kind": part.kind, f"{name}.url": part.url}
        case Condition():
            return {
                f"{name}.field": part.field,
                f"{name}.op": part.op,
                f"{name}.values": "\n".join(part.values),
            }
        case Group():
            typed: Typed = {f"{name}.join": part.join}
            for place, condition in enumerate(part.conditions):
                typed |= fields_of(condition, f"{name}.conditions.{place}")
            return typed
        case Message():
            return {f"{name}.{field}": getattr(part, field) for field in MESSAGE}
        case Variant():
            told = {
                f"{name}.{field}": str(getattr(part, field)) for field in ("id", "weight", "name", "picture")
            }
            for language, message in part.messages.items():
                told |= fields_of(message, f"{name}.messages.{language}")
            return told
