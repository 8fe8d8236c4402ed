import pytest

from dashboards.figures.text import label, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chrome", "Chrome"),
        ("Хто відбудовує мости", "Хто відбудовує мости"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("<a href='javascript:alert(1)'>x</a>", "&lt;a href='javascript:alert(1)'&gt;x&lt;/a&gt;"),
        ("one<br>two", "one&lt;br&gt;two"),
        ("&lt;i&gt;", "&amp;lt;i&amp;gt;"),
        ("Marks & Sons", "Marks &amp; Sons"),
        ("", ""),
    ],
)
def test_a_label_shows_its_text_letter_by_letter(text: str, shown: str) -> None:
    assert label(text) == shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo\tthree  four", "one two three four"),
        ("\u202ereversed\u202c", "reversed"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("a" * 61, "a" * 59 + "…"),
        ("a" * 60, "a" * 60),
        ("😀 fine", "😀 fine"),
    ],
)
def test_plain_text_is_one_harmless_line(text: str, line: str) -> None:
    assert plain(text) == line


def test_a_label_is_cut_before_it_is_escaped() -> None:
    assert label("<<<<", longest=3) == "&lt;&lt;…"
