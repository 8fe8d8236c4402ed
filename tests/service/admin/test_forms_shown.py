"""Lists in flat fields."""

import pytest

from service.admin.forms_shown import Shown, count, dense


@pytest.mark.parametrize(
    ("names", "then"),
    [
        (["a.0.x", "a.1.x"], ["a.0.x", "a.1.x"]),
        (["a.3.x", "a.10.x", "a.9.x"], ["a.0.x", "a.2.x", "a.1.x"]),
        (["a.2.b.7.x", "a.2.y", "b.5.x"], ["a.0.b.0.x", "a.0.y", "b.0.x"]),
        (["plain", "a.b"], ["plain", "a.b"]),
        ([], []),
    ],
)
def test_places_are_counted_anew(names: list[str], then: list[str]) -> None:
    assert list(dense(dict.fromkeys(names, ""))) == then


def test_count() -> None:
    typed = dict.fromkeys(["a.0.x", "a.0.y", "a.1.x", "ab.0.x"], "")
    assert (count(typed, "a"), count(typed, "b")) == (2, 0)


def test_what_is_not_there_is_empty() -> None:
    assert Shown({})["x"] == ""


@pytest.mark.parametrize(("name", "wrong"), [("wall", True), ("wall.ways", True), ("caps", False)])
def test_wrong_in(name: str, wrong: bool) -> None:
    assert Shown({}, {"wall.ways.0.url": "!"}).wrong_in(name) is wrong
