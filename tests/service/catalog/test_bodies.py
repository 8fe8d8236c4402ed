"""What may be kept of a rule that was written."""

import msgspec
import pytest

from service.catalog.bodies import checked_body, checked_note
from service.catalog.errors import CatalogError
from service.catalog.rule import Body, Condition, Group, Message, Variant

BODY = Body(
    name="Ask kindly", variants=(Variant(1, 100, messages={"uk": Message("Привіт", "Текст\n\tдалі")}),)
)


def but(**changes: object) -> Body:
    return msgspec.structs.replace(BODY, **changes)


@pytest.mark.parametrize(
    "body",
    [
        but(name="a" * 101),
        but(name="a\x00"),
        but(name="a\ud800"),
        but(priority=1001),
        but(priority="high"),
        but(holdout=-1),
        but(form="popup"),
        but(groups=(Group(conditions=(msgspec.structs.replace(Condition("section", "is"), op="like"),)),)),
        but(groups=(Group(),) * 11),
        but(variants=(Variant(0, 100),)),
        but(variants=(Variant(1, 100, messages={"e\x07n": Message()}),)),
        but(variants=(Variant(1, 100, messages={"en": Message(text="x" * 2001)}),)),
    ],
)
def test_what_cannot_be_kept_gets_its_sentence(body: Body) -> None:
    with pytest.raises(CatalogError, match=r"the rule (holds|cannot)"):
        checked_body(body)


def test_line_breaks_are_text() -> None:
    assert checked_body(BODY) == BODY


@pytest.mark.parametrize("note", ["x" * 501, "a\x00", "a\ud800"])
def test_a_note_that_cannot_be_kept(note: str) -> None:
    with pytest.raises(CatalogError, match="the note must be"):
        checked_note(note)


def test_a_note_is_trimmed() -> None:
    assert checked_note(" why \n") == "why"
