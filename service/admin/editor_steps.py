"""What the editor's buttons add to a rule that is being written, or take from it; nothing typed is lost."""

import re
from collections.abc import Mapping

import msgspec

from service.admin.editor_form import Typed, fields_of, known, languages
from service.admin.editor_read import MOST_WAYS
from service.admin.forms_shown import count
from service.appeals.defaults import NAMES, default_message, has_messages
from service.appeals.fields import FIELDS
from service.appeals.languages import LANGUAGES
from service.catalog.rule import (
    MOST_CONDITIONS,
    MOST_GROUPS,
    MOST_VARIANTS,
    Condition,
    Form,
    Group,
    Message,
    Way,
)
from service.page.language import _

_ADD_CONDITION = re.compile(r"add-condition (groups\.[0-9]{1,2})")
_ADD_LANGUAGE = re.compile(r"add-language (variants\.([0-9]{1,2}))")
_REMOVE = re.compile(
    r"remove (groups\.\d+(?:\.conditions\.\d+)?|wall\.ways\.\d+|variants\.\d+(?:\.messages\.[a-z]{2,3})?)"
)


class Stepped(msgspec.Struct, frozen=True):
    """The fields as they now are, the one to go on with, and what was wrong, by field."""

    typed: Typed
    focus: str = ""
    problems: dict[str, str] = {}


def step(do: str, typed: Typed, chosen: Mapping[str, str], next_variant: int) -> Stepped | None:
    """What the button `do` makes of the form; None when it is none of these buttons.

    `chosen` are all fields of the form, also those for what is to be added; `next_variant` is a number that
    no variant of this rule had.
    """
    match do.partition(" ")[0]:
        case "add-group":
            return _add_group(typed, chosen.get("add_group", ""))
        case "add-condition" if found := _ADD_CONDITION.fullmatch(do):
            return _add_condition(typed, found[1], chosen.get(f"{found[1]}.add", ""))
        case "add-way":
            return _add(typed, "wall.ways", Way("subscribe", "https://"), "url", MOST_WAYS)
        case "add-variant":
            return _add_variant(typed, next_variant)
        case "add-language" if found := _ADD_LANGUAGE.fullmatch(do):
            return _add_language(typed, int(found[2]), chosen.get(f"{found[1]}.add", ""))
        case "share":
            return _share(typed)
        case "remove" if found := _REMOVE.fullmatch(do):
            return _remove(typed, found[1])
    return None


def condition(field: str) -> Condition:
    """A condition to begin with."""
    known_field = FIELDS[field]
    return Condition(
        field, known_field.ops[0], (str(known_field.low),) if known_field.kind == "number" else ()
    )


def _add(typed: Typed, name: str, part: Way | Group | Condition, focus: str, most: int) -> Stepped:
    place = count(typed, name)
    if place >= most:
        text = _("There are %(most)s already, which is the most that can be.", most=most)
        return Stepped(typed, problems={name: text})
    return Stepped(typed | fields_of(part, f"{name}.{place}"), f"{name}.{place}.{focus}")


def _add_group(typed: Typed, field: str) -> Stepped:
    if field not in FIELDS:
        return Stepped(typed, problems={"add_group": _("Choose what the first condition is about.")})
    return _add(typed, "groups", Group(conditions=(condition(field),)), "conditions.0.op", MOST_GROUPS)


def _add_condition(typed: Typed, group: str, field: str) -> Stepped:
    if field not in FIELDS or f"{group}.join" not in typed:
        return Stepped(typed, problems={f"{group}.add": _("Choose what the condition is about.")})
    return _add(typed, f"{group}.conditions", condition(field), "op", MOST_CONDITIONS)


def _add_variant(typed: Typed, number: int) -> Stepped:
    """A copy of the last one, because what is tested is a change."""
    place = count(typed, "variants")
    if place >= MOST_VARIANTS:
        text = _("There are %(most)s already, which is the most that can be.", most=MOST_VARIANTS)
        return Stepped(typed, problems={"variants": text})
    last, new = f"variants.{place - 1}.", f"variants.{place}."
    copied = {new + name[len(last) :]: text for name, text in typed.items() if name.startswith(last)}
    taken = [typed[f"variants.{one}.id"] for one in range(place) if f"variants.{one}.id" in typed]
    number = max([number, *(int(one) + 1 for one in taken if one.isascii() and one.isdigit())])
    copied |= {f"{new}id": str(number), f"{new}name": chr(ord("A") + place), f"{new}weight": "0"}
    copied.setdefault(f"{new}picture", "")
    stepped = _share(typed | copied) if _shared(typed, place) else Stepped(typed | copied)
    return Stepped(stepped.typed, f"{new}name")


def _shared(typed: Typed, variants: int) -> bool:
    weights = [typed.get(f"variants.{place}.weight", "") for place in range(variants)]
    return weights == _even(variants)


def _share(typed: Typed) -> Stepped:
    weights = _even(count(typed, "variants"))
    even = {f"variants.{place}.weight": weight for place, weight in enumerate(weights)}
    return Stepped(typed | even, "variants.0.weight" if weights else "")


def _even(variants: int) -> list[str]:
    return [str(100 // variants + (place < 100 % variants)) for place in range(variants)]


def _add_language(typed: Typed, variant: int, language: str) -> Stepped:
    name = f"variants.{variant}"
    if language not in LANGUAGES or f"{name}.id" not in typed:
        return Stepped(typed, problems={f"{name}.add": _("Choose a language.")})
    if language in languages(typed, variant):
        return Stepped(typed, f"{name}.messages.{language}.title")
    form: Form = next((form for form in NAMES if form == typed.get("form")), "dialog")
    begun = default_message(form, language) if has_messages(language) else Message()
    return Stepped(
        typed | fields_of(begun, f"{name}.messages.{language}"), f"{name}.messages.{language}.title"
    )


def _remove(typed: Typed, name: str) -> Stepped:
    left = {field: text for field, text in typed.items() if not field.startswith(f"{name}.")}
    above = name.rpartition(".")[0]
    return Stepped(known(left), "add_group" if above == "groups" else f"{above.rpartition('.')[0]}.add")
