"""A rule as flat fields, and back."""

import datetime as dt

import msgspec
import pytest

from service.admin.editor_form import known, languages, typed_of, unknown
from service.admin.editor_read import read
from service.appeals.defaults import NAMES, default_body
from service.catalog.rule import (
    Body,
    Caps,
    Condition,
    Form,
    Group,
    Message,
    Schedule,
    Trigger,
    Variant,
    Wall,
    Way,
)

FULL = Body(
    name="Усе, що є",
    priority=7,
    join="any",
    groups=(
        Group(
            "any", (Condition("section", "is_not", ("News", "Спорт")), Condition("tag", "contains", ("x",)))
        ),
        Group("all", (Condition("confidence", "at_least", ("70",)),)),
    ),
    schedule=Schedule(dt.date(2026, 11, 2), dt.date(2026, 12, 24), (0, 5, 6), 22, 6),
    caps=Caps(2, 5, 14, 60),
    trigger=Trigger("scroll", 55),
    form="hard_wall",
    wall=Wall(
        9, 4, (Way("subscribe", "https://daily.example/s"), Way("donate", "https://daily.example/d")), True
    ),
    holdout=12,
    variants=(
        Variant(
            1,
            60,
            "A",
            {"uk": Message("Привіт", "**Так**\n\n- ні", "Як", "Готово", "Потім"), "en": Message()},
            "cup",
        ),
        Variant(4, 40, "", {}, "own:3"),
    ),
)


@pytest.mark.parametrize("body", [FULL, *(default_body(form) for form in NAMES)], ids=lambda body: body.form)
def test_what_is_shown_reads_as_what_it_was(body: Body) -> None:
    assert read(known(typed_of(body))) == (body, {})


def test_the_order_of_languages_stays() -> None:
    assert languages(typed_of(FULL), 0) == ["uk", "en"]


@pytest.mark.parametrize(
    "name",
    [
        "state", "id", "groups", "groups.x.join", "groups.100.join", "groups.0.conditions.0.value",
        "variants.0.messages.english.title", "variants.0.messages.en.html", "wall.ways.0.text", "name\n",
        "schedule.weekdays", "__proto__", "",
    ],
)  # fmt: skip
def test_an_unknown_field_is_told(name: str) -> None:
    assert (unknown({name: "x"}), known({name: "x"})) == ([name], {})


@pytest.mark.parametrize(
    "name", ["csrf", "edition", "do", "add_group", "groups.0.add", "variants.9.add", "preview.form"]
)
def test_fields_beside_the_rule_are_no_part_of_it(name: str) -> None:
    assert (unknown({name: "x"}), known({name: "x"})) == ([], {})


@pytest.mark.parametrize("form", NAMES)
def test_a_trigger_without_a_value_does_not_ask_for_one(form: Form) -> None:
    body = msgspec.structs.replace(default_body(form), trigger=Trigger("exit", 0))
    assert read(typed_of(body) | {"trigger.value": "what?"}) == (body, {})
