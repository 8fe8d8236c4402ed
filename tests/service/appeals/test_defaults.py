"""A rule to begin with."""

import typing

import msgspec
import pytest

from service.appeals.defaults import default_body, default_messages, has_messages
from service.appeals.markdown import nodes
from service.appeals.messages import problems
from service.appeals.pictures import is_picture
from service.catalog.rule import Body, Form
from tests.service.appeals.trees import wrong

FORMS: tuple[Form, ...] = typing.get_args(Form)


@pytest.mark.parametrize("form", FORMS)
def test_a_new_rule_is_one_that_may_be_kept(form: Form) -> None:
    body = default_body(form)
    assert msgspec.json.decode(msgspec.json.encode(body), type=Body) == body
    assert body.form == form
    assert body.holdout == 10
    assert [variant.weight for variant in body.variants] == [100]
    assert is_picture(body.variants[0].picture)


@pytest.mark.parametrize("form", FORMS)
def test_a_new_rule_asks_readers_who_block(form: Form) -> None:
    (group,) = default_body(form).groups
    (condition,) = group.conditions
    assert (condition.field, condition.op) == ("blocker", "is")
    assert condition.values == ("requests", "cosmetic", "dns")


@pytest.mark.parametrize("form", [form for form in FORMS if form != "hard_wall"])
def test_nobody_is_asked_without_end(form: Form) -> None:
    caps = default_body(form).caps
    assert 0 < caps.per_day <= caps.per_week
    assert caps.after_dismissal_days >= 7
    assert caps.after_allowing_days >= 30


def test_only_a_soft_wall_waits() -> None:
    assert {form: default_body(form).wall.wait_s for form in FORMS if default_body(form).wall.wait_s} == {
        "soft_wall": 5
    }


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("form", FORMS)
def test_the_default_texts_are_right(form: Form, language: str) -> None:
    message = default_messages(form, [language])[language]
    assert problems(message, form) == []
    assert wrong(nodes(message.text)) == []
    assert "{site}" in message.text
    assert len(message.text) < 500
    assert "!" not in message.title


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (("en", "uk"), ["en", "uk"]),
        (("uk",), ["uk"]),
        (("de", "uk"), ["uk"]),
        (("de",), ["en"]),
        ((), ["en"]),
    ],
)
def test_languages_without_texts_are_left_out(asked: tuple[str, ...], given: list[str]) -> None:
    assert list(default_messages("dialog", asked)) == given
    assert list(default_body("dialog", asked).variants[0].messages) == given


@pytest.mark.parametrize(("language", "has"), [("en", True), ("uk", True), ("de", False), ("xx", False)])
def test_has_messages(language: str, has: bool) -> None:
    assert has_messages(language) is has
