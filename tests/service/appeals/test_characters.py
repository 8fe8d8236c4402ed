"""What nobody sees is taken out; what scripts and emoji need stays."""

import pytest

from service.appeals.characters import clean, has_invisible, plain, short


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1b[31m\x7f\x9bc", "ab[31mc"),
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        ("a\ud800b\udfff", "ab"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("a\tb", "a\tb"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍👧 שלום\u200f!", "👩‍👧 שלום\u200f!"),
        ("co\u00adop", "co\u00adop"),
    ],
)
def test_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "line"), [("  a \n\n b\tc ", "a b c"), ("\u202e\n", ""), ("", ""), ("a\u00a0b", "a b")]
)
def test_plain(text: str, line: str) -> None:
    assert plain(text) == line


@pytest.mark.parametrize(
    ("text", "has"),
    [("a\r\nb\u2028", False), ("a\tb", False), ("a\x00", True), ("\u2067", True), ("", False)],
)
def test_has_invisible(text: str, has: bool) -> None:
    assert has_invisible(text) is has


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb", "a b"), ("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")]
)
def test_short(text: str, shown: str) -> None:
    assert short(text) == shown
