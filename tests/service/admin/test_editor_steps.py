"""What the buttons add and take away."""

import pytest

from service.admin.editor_form import Typed, languages, typed_of
from service.admin.editor_read import read
from service.admin.editor_steps import step
from service.admin.forms_shown import count
from service.appeals.fields import FIELDS
from service.catalog.rule import MOST_VARIANTS

from .desk import HOSTILE
from .test_editor_form import FULL

TYPED = typed_of(FULL) | {"name": "typed <b>", "holdout": "not a number"}
NOTHING: Typed = {}


def after(do: str, typed: Typed = TYPED, chosen: Typed = NOTHING) -> tuple[Typed, str]:
    stepped = step(do, typed, typed | chosen, 9)
    assert stepped is not None
    assert stepped.problems == {}
    return stepped.typed, stepped.focus


@pytest.mark.parametrize(
    ("do", "chosen", "grown", "focus"),
    [
        ("add-group", {"add_group": "section"}, ("groups", 3), "groups.2.conditions.0.op"),
        (
            "add-condition groups.1",
            {"groups.1.add": "tag"},
            ("groups.1.conditions", 2),
            "groups.1.conditions.1.op",
        ),
        ("add-way", {}, ("wall.ways", 3), "wall.ways.2.url"),
        ("add-variant", {}, ("variants", 3), "variants.2.name"),
        (
            "add-language variants.1",
            {"variants.1.add": "de"},
            ("variants.1.messages", 1),
            "variants.1.messages.de.title",
        ),
    ],
)
def test_something_is_added_and_all_else_stays(
    do: str, chosen: dict[str, str], grown: tuple[str, int], focus: str
) -> None:
    typed, then = after(do, chosen=chosen)
    assert (count(typed, grown[0]), then) == (grown[1], focus)
    assert typed | TYPED == typed


@pytest.mark.parametrize("field", FIELDS)
def test_a_condition_about_every_field_begins_with_what_can_be_read(field: str) -> None:
    typed, _ = after("add-group", typed_of(FULL), {"add_group": field})
    body, problems = read(typed)
    assert problems == {}
    assert body is not None
    assert body.groups[2].conditions[0].field == field


@pytest.mark.parametrize(
    ("do", "shrunk"),
    [
        ("remove groups.0", ("groups", 1)),
        ("remove groups.0.conditions.0", ("groups.0.conditions", 1)),
        ("remove wall.ways.1", ("wall.ways", 1)),
        ("remove variants.0", ("variants", 1)),
        ("remove variants.0.messages.uk", ("variants.0.messages", 1)),
        ("remove groups.7", ("groups", 2)),
    ],
)
def test_something_is_taken_away(do: str, shrunk: tuple[str, int]) -> None:
    typed, _ = after(do)
    assert count(typed, shrunk[0]) == shrunk[1]
    assert typed["name"] == "typed <b>"


def test_what_follows_moves_up() -> None:
    typed, _ = after("remove groups.0")
    assert typed["groups.0.conditions.0.field"] == "confidence"


def test_a_new_variant_is_a_copy_with_a_number_that_was_never_used() -> None:
    typed, _ = after("add-variant", after("add-language variants.1", chosen={"variants.1.add": "en"})[0])
    assert (typed["variants.2.id"], typed["variants.2.picture"], typed["variants.2.weight"]) == (
        "9",
        "own:3",
        "0",
    )
    assert languages(typed, 2) == ["en"]
    assert after("add-variant", typed)[0]["variants.3.id"] == "10"


def test_even_weights_stay_even() -> None:
    typed = typed_of(FULL) | {"variants.0.weight": "50", "variants.1.weight": "50"}
    typed, _ = after("add-variant", typed)
    assert [typed[f"variants.{place}.weight"] for place in range(3)] == ["34", "33", "33"]


def test_weights_are_shared_evenly() -> None:
    typed, _ = after("share")
    assert [typed[f"variants.{place}.weight"] for place in range(2)] == ["50", "50"]


def test_a_language_that_is_there_is_gone_to() -> None:
    assert after("add-language variants.0", chosen={"variants.0.add": "uk"}) == (
        TYPED,
        "variants.0.messages.uk.title",
    )


def test_a_first_variant() -> None:
    typed, _ = after("add-variant", {"form": "dialog"})
    assert (typed["variants.0.id"], typed["variants.0.weight"], typed["variants.0.name"]) == ("9", "100", "A")


def test_there_are_only_so_many_variants() -> None:
    typed = dict(TYPED)
    for _ in range(MOST_VARIANTS - 2):
        typed, _ = after("add-variant", typed)
    stepped = step("add-variant", typed, typed, 9)
    assert stepped is not None
    assert (stepped.typed, list(stepped.problems)) == (typed, ["variants"])


@pytest.mark.parametrize("text", [*HOSTILE, ""])
@pytest.mark.parametrize(
    ("do", "name"),
    [
        ("add-group", "add_group"),
        ("add-condition groups.0", "groups.0.add"),
        ("add-condition groups.9", "groups.9.add"),
        ("add-language variants.0", "variants.0.add"),
        ("add-language variants.9", "variants.9.add"),
    ],
)
def test_nothing_that_is_unknown_is_added(do: str, name: str, text: str) -> None:
    stepped = step(do, TYPED, TYPED | {name: text}, 9)
    assert stepped is not None
    assert (stepped.typed, list(stepped.problems)) == (TYPED, [name])


@pytest.mark.parametrize(
    "do",
    [
        "",
        "remove",
        "remove name",
        "remove variants",
        "remove groups.0.join",
        "add-condition x",
        "drop",
        *HOSTILE,
    ],
)
def test_what_is_no_such_button(do: str) -> None:
    assert step(do, TYPED, TYPED, 9) is None


@pytest.mark.parametrize("form", HOSTILE)
def test_a_form_that_is_none_still_gets_texts(form: str) -> None:
    typed, _ = after("add-language variants.1", TYPED | {"form": form}, {"variants.1.add": "uk"})
    assert typed["variants.1.messages.uk.title"]
