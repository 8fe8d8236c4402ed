"""Contrast by WCAG 2.2; the ratios are those that its own examples and other tools give."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals.contrast import Unread, is_colour, luminance, on, problems, ratio, safe
from service.catalog.rule import Theme

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#FFFFFF", 4.0),
        ("#00ff00", "#ffffff", 1.37),
        ("#ffff00", "#000000", 19.56),
        ("#1a5fb4", "#ffffff", 6.29),
    ],
)
def test_ratio(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)


@given(COLOUR, COLOUR)
def test_a_ratio_lies_between_1_and_21_either_way(one: str, other: str) -> None:
    assert 1 <= ratio(one, other) == ratio(other, one) <= 21


@given(COLOUR)
def test_black_or_white_is_always_read_well(colour: str) -> None:
    assert on(colour) in {"#000000", "#ffffff"}
    assert ratio(on(colour), colour) >= 4.58


@pytest.mark.parametrize(
    ("colour", "better"),
    [("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#1a5fb4", "#ffffff"), ("#8ab4f8", "#000000")],
)
def test_on(colour: str, better: str) -> None:
    assert on(colour) == better


@pytest.mark.parametrize(
    "text", ["", "#fff", "red", "#12345", "#1234567", "#gggggg", "#12345\u0663", "#123456\n"]
)
def test_what_is_no_colour(text: str) -> None:
    assert not is_colour(text)
    with pytest.raises(ValueError, match="write #rrggbb"):
        luminance(text)


def test_the_default_theme_is_read_well() -> None:
    assert problems(Theme()) == []


@pytest.mark.parametrize(
    ("theme", "found"),
    [
        (Theme(text="#777777"), [Unread("text", 4.4, darker=True)]),
        (Theme(text="#767676"), []),
        (Theme(accent="#ff0000"), [Unread("accent", 3.9, darker=True)]),
        (Theme(background="#1a1a1a"), [Unread("text", 1.0), Unread("accent", 2.7)]),
        (Theme(dark_text="#333333"), [Unread("dark_text", 1.3)]),
        (Theme(dark_accent="#1a5fb4"), [Unread("dark_accent", 2.6)]),
        (Theme(accent="blue"), [Unread("accent")]),
        (Theme(background=""), [Unread("background")]),
        (Theme(text="x", dark_text="#1e1e1e", scheme="light"), [Unread("text"), Unread("dark_text", 1.0)]),
    ],
)
def test_problems(theme: Theme, found: list[Unread]) -> None:
    assert problems(theme) == found


@pytest.mark.parametrize("bad", ["", "red;}*{", "url(x)", "#fff", "#12345\n6"])
def test_what_is_no_colour_does_not_travel(bad: str) -> None:
    theme = Theme(bad, bad, "#aa0000", bad, bad, bad, radius=3)
    assert safe(theme) == msgspec.structs.replace(Theme(), accent="#aa0000", radius=3)
