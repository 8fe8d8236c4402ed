import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corrections.diff import MOST, Piece, diff, words


def written(old: str, new: str) -> str:
    """`[-old-]` for what goes, `{+new+}` for what comes."""
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("in 1936", "in 1963", "in [-1936-]{+1963+}"),
        ("the ebb", "the ebb.", "the ebb{+.+}"),
        ("Loosen the bow.", "Loosen the bow", "Loosen the bow[-.-]"),
        ("the old word here", "the new thing here", "the [-old word-]{+new thing+} here"),
        ("a very good man", "a good man", "a [-very -]good man"),
        ("teh cat", "the  cat", "[-teh -]{+the  +}cat"),
        ("it’s doors", "its doors", "[-it’s-]{+its+} doors"),
        ("gone", "", "[-gone-]"),
        ("", "come", "{+come+}"),
        ("a b", "a\u202eb", "a[- -]{+\u202e+}b"),
    ],
)
def test_changes_are_told_by_the_word(old: str, new: str, shown: str) -> None:
    assert written(old, new) == shown


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("it’s well-known, yes", ["it’s", " ", "well-known", ",", " ", "yes"]),
        ("किताब है", ["किताब", " ", "है"]),
        ("a\u0301b", ["a\u0301b"]),
        ("…!", ["…", "!"]),
    ],
)
def test_words_are_whole(text: str, cut: list[str]) -> None:
    assert words(text) == cut


@given(st.text("ab .,’\u202e<", max_size=60), st.text("ab .,’\u202e<", max_size=60))
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "old") == new
    assert all(piece.text for piece in pieces)


def test_texts_that_would_take_long_are_changed_as_a_whole() -> None:
    old, new = "a b " * 250, "c d " * 250
    assert len(words(old)) * len(words(new)) > MOST
    assert [piece.kind for piece in diff(old, new)] == ["old", "new", "same"]
    assert diff(old, new)[-1] == Piece("same", " ")
