"""What a change mends, by a table of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corrections.severity import SEVERITIES, severity


@pytest.mark.parametrize(
    ("exact", "suggestion", "why"),
    [
        ("in 1936", "in 1963", "a number"),
        ("4.5 million", "45 million", "a number"),
        ("four", "4", "a number"),
        ("born 1936 in Lviv", "born 1936 in Kyiv", "a name"),
        ("told Zelensky yesterday", "told Zelenskyy yesterday", "a name"),
        ("by Anna Kovalenko", "by Hanna Kovalenko", "a name"),
        ("the dog", "the cat and dog", "a word"),
        ("is", "are", "a word"),
        ("in", "on", "a word"),
        ("not guilty", "guilty", "a word"),
        ("one two", "two one", "a word"),
        ("teh", "the", "spelling"),
        ("recieve", "receive", "spelling"),
        ("occured again", "occurred again", "spelling"),
        ("помика", "помилка", "spelling"),
        ("teh dog wnet", "the dog went", "spelling"),
        ("cant", "can’t", "punctuation"),
        ("hello,world", "hello, world", "punctuation"),
        ("alot", "a lot", "punctuation"),
        ("the nato", "the NATO", "punctuation"),
        ("Yes", "Yes!", "punctuation"),
        ("teh", "", "a comment"),
        ("teh", "  ", "a comment"),
        ("teh", "teh", "a comment"),
    ],
)
def test_a_change(exact: str, suggestion: str, why: str) -> None:
    assert severity(exact, suggestion, "en", "he said that ") == (SEVERITIES[why], why)


@pytest.mark.parametrize(
    ("prefix", "why"),
    [("", "spelling"), ("He left. ", "spelling"), ("He said: “", "spelling"), ("he saw ", "a name")],
)
def test_a_capital_that_begins_a_sentence_is_no_name(prefix: str, why: str) -> None:
    assert severity("Teh dog", "The dog", "en", prefix).why == why


@pytest.mark.parametrize(("language", "why"), [("de", "spelling"), ("de-AT", "spelling"), ("en", "a name")])
def test_german_writes_all_nouns_with_a_capital(language: str, why: str) -> None:
    assert severity("die Brükce", "die Brücke", language, "über ").why == why


def test_what_is_written_in_capitals_is_no_name() -> None:
    assert severity("the NTAO", "the NATO", "en", "he left ").why == "spelling"


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=35), st.text(max_size=100))
def test_every_change_has_a_severity(exact: str, suggestion: str, language: str, prefix: str) -> None:
    found = severity(exact, suggestion, language, prefix)
    assert (found.why, 1 <= found.value <= 3) in [(why, True) for why in SEVERITIES]
