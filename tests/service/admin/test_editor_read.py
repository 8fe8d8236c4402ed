"""Every field of the editor with what does not belong there."""

import pytest

from service.admin.editor_form import known, typed_of
from service.admin.editor_read import read
from service.catalog.bodies import checked_body

from .desk import HOSTILE
from .test_editor_form import FULL

TYPED = typed_of(FULL)


@pytest.mark.parametrize("text", [*HOSTILE, "a\ud800", "", " ", "\n" * 3_000])
@pytest.mark.parametrize("name", TYPED)
def test_hostile_text_is_refused_beside_its_field_or_kept_as_text(name: str, text: str) -> None:
    body, problems = read(known(TYPED | {name: text}))
    if body is None:
        assert list(problems) == [name]
        assert problems[name].endswith(".")
    else:
        assert checked_body(body) == body


@pytest.mark.parametrize("name", TYPED)
def test_a_field_that_is_missing_is_no_fault(name: str) -> None:
    read(known({other: text for other, text in TYPED.items() if other != name}))


def test_an_empty_form_is_told_field_by_field() -> None:
    body, problems = read({})
    assert body is None
    assert {"name", "priority", "form", "join", "trigger.kind", "caps.per_day", "holdout"} <= problems.keys()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("name", "", "Write something here."),
        ("priority", "1001", "Write a whole number from 0 to 1,000."),
        ("form", "popup", "Choose one of these."),
        ("holdout", "101", "Write a whole number from 0 to 100."),
        ("schedule.first", "2.11.2026", "Write a day like 2026-11-02."),
        ("caps.after_dismissal_days", "366", "Write a whole number from 0 to 365."),
        ("variants.0.messages.uk.title", "x" * 121, "This has 121 characters; 120 fit."),
        ("variants.0.messages.uk.text", "x" * 2_001, "This has 2,001 characters; 2,000 fit."),
        ("groups.0.conditions.0.op", "like", "Choose one of these."),
        ("groups.0.conditions.0.values", "\n".join(map(str, range(51))), "These are 51 lines; 50 fit."),
        ("wall.ways.0.kind", "pay", "Choose one of these."),
    ],
)
def test_the_sentence_says_what_would_be_right(name: str, text: str, sentence: str) -> None:
    assert read(TYPED | {name: text}) == (None, {name: sentence})


@pytest.mark.parametrize(
    ("prefix", "most", "part"),
    [
        ("groups", 10, {"join": "all"}),
        ("groups.1.conditions", 20, {"field": "tag", "op": "is", "values": "x"}),
        ("wall.ways", 5, {"kind": "donate", "url": "https://x.example"}),
        ("variants", 10, {"id": "9", "weight": "0", "name": "", "picture": ""}),
    ],
)
def test_too_many_parts(prefix: str, most: int, part: dict[str, str]) -> None:
    more = {f"{prefix}.{place}.{name}": text for place in range(most + 1) for name, text in part.items()}
    body, problems = read(TYPED | more)
    assert body is None
    assert f"{most} fit." in problems[prefix]


def test_a_language_that_is_none() -> None:
    body, problems = read(TYPED | {"variants.0.messages.qq.title": "x"})
    assert (body, list(problems)) == (None, ["variants.0.messages"])
