"""What a message leaves open."""

import pytest

from service.appeals.variables import VARIABLES, fill, problems, used, values
from service.catalog.rule import Form

KNOWN = {"site": "The {read} Paper", "read": "7", "left": "2"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("", ""),
        ("no variables", "no variables"),
        ("{site}", "The {read} Paper"),
        ("{read} of {left}", "7 of 2"),
        ("{ Site }{READ}", "The {read} Paper7"),
        ("{{read}}", "{7}"),
        ("{name} {} { } {0} {site!r} {site.x} {", "{name} {} { } {0} {site!r} {site.x} {"),
        ("%(site)s $site", "%(site)s $site"),
    ],
)
def test_fill(text: str, filled: str) -> None:
    assert fill(text, KNOWN) == filled


@pytest.mark.parametrize(
    ("read", "left", "expected"),
    [(3, 2, ("3", "2")), (0, 0, ("0", "0")), (-1, -5, ("0", "0")), (1, None, ("1", ""))],
)
def test_values(read: int, left: int | None, expected: tuple[str, str]) -> None:
    assert values("x", read, left) == {"site": "x", "read": expected[0], "left": expected[1]}


def test_there_is_a_value_for_each() -> None:
    assert set(values("x", 1, 1)) == set(VARIABLES)


def test_used() -> None:
    assert used("{site} { Left } {x} {}") == {"site", "left", "x"}


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("{site} {read}", "dialog", []),
        ("{left}", "hard_wall", []),
        ("{left}", "soft_wall", ["only a hard wall"]),
        ("{name} {name}", "inline", ["“{name}” stands for nothing"]),
        ("{name} {left}", "inline", ["“{name}”", "“{left}”"]),
    ],
)
def test_problems(text: str, form: Form, said: list[str]) -> None:
    found = problems(text, form)
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))
