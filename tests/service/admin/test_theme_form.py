"""The look as fields, and back."""

import pytest

from service.admin.theme_form import COLOURS, facts, known, read, typed_of
from service.catalog.policies import COLOURS as KEPT
from service.catalog.policies import checked_policy
from service.catalog.rule import Policy, Theme

from .desk import HOSTILE

FULL = Policy(
    False, 2, 5, "uk", Theme(accent="#123456", dark_accent="#ffffff", radius=0, font="serif", scheme="dark")
)
TYPED = typed_of(FULL)


@pytest.mark.parametrize("policy", [FULL, Policy()])
def test_what_is_shown_reads_as_what_it_was(policy: Policy) -> None:
    typed, unknown = known(typed_of(policy))
    assert (read(typed), unknown) == ((policy, {}), [])


@pytest.mark.parametrize(
    "text", [*HOSTILE, "a\ud800", "", "red", "#fff", "#GGGGGG", "url(x)", "#123456;color:red"]
)
@pytest.mark.parametrize("name", TYPED)
def test_hostile_text_is_refused_beside_its_field(name: str, text: str) -> None:
    policy, problems = read(TYPED | {name: text})
    assert (policy, list(problems)) == (None, [name])


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ({"theme.text": "#cccccc"}, "theme.text", "their contrast is 1.6:1"),
        ({"theme.accent": "#ffff00"}, "theme.accent", "Choose a darker one"),
        ({"theme.dark_text": "#333333"}, "theme.dark_text", "Choose a lighter one"),
        ({"theme.background": "blue"}, "theme.background", "is not a colour"),
    ],
)
def test_colours_that_cannot_be_read(typed: dict[str, str], name: str, words: str) -> None:
    policy, problems = read(TYPED | typed)
    assert (policy, words in problems[name]) == (None, True)


def test_capital_digits_are_the_same_colour() -> None:
    policy, _ = read(
        TYPED | {"theme.accent": " #ABCDEF ", "theme.background": "#000000", "theme.text": "#FFFFFF"}
    )
    assert policy is not None
    assert checked_policy(policy).theme.accent == "#abcdef"


def test_all_colours_are_there() -> None:
    assert tuple(COLOURS) == KEPT


@pytest.mark.parametrize("name", ["stopped", "theme.css", "colour", "<b>"])
def test_an_unknown_field_is_told(name: str) -> None:
    assert known({name: "x", "csrf": "", "was": "", "do": "", "preview.form": ""}) == ({}, [name])


def test_the_settings_in_words() -> None:
    told = dict(facts(FULL))
    assert (told["Language"], told["A day, at most"], told["Font"]) == ("Ukrainian", "2", "A serif")
