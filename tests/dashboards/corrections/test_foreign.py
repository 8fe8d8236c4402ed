import pytest

from dashboards.corrections.foreign import after_in_sentence, before_in_sentence, language_of, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain\nlines", "plain\nlines"),
        ("a\tb\r\nc", "a b\nc"),
        ("\x00\x1b\x7f", "␀␛␡"),
        ("\u202egnp.exe\u2066", "‹U+202E›gnp.exe‹U+2066›"),
        ("soft\u00adly \ufeff \u200b", "soft‹U+00AD›ly ‹U+FEFF› ‹U+200B›"),
        ("\u0085\u2028\ue000", "‹U+0085›‹U+2028›‹U+E000›"),
        ("\ud800", "‹U+D800›"),
        ("\U000e0041", "‹U+E0041›"),
        ("می\u200cخواهم 👩\u200d🚒 \u200f", "می\u200cخواهم 👩\u200d🚒 \u200f"),
        ("<b>&", "<b>&"),
    ],
)
def test_what_cannot_be_seen_gets_a_sign(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    ("prefix", "lead"),
    [
        ("", ""),
        ("It was built ", "It was built "),
        ("That is that. It was built ", "It was built "),
        ("He said: “No.” It was ", "It was "),
        ("At 7.30 in ", "At 7.30 in "),
        ("word " * 20, "…" + "word " * 13),
        ("x" * 100, "…" + "x" * 70),
    ],
)
def test_what_stands_before_begins_with_the_sentence(prefix: str, lead: str) -> None:
    assert before_in_sentence(prefix) == lead


@pytest.mark.parametrize(
    ("suffix", "tail"),
    [
        ("", ""),
        (" in fog. Then came", " in fog."),
        (" at 7.30 in fog", " at 7.30 in fog"),
        (", he said.” And", ", he said.”"),
        (" word" * 20, " word" * 13 + "…"),
        ("x" * 100, "x" * 70 + "…"),
    ],
)
def test_what_stands_behind_ends_with_the_sentence(suffix: str, tail: str) -> None:
    assert after_in_sentence(suffix) == tail


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("uk-UA", "uk"), ("EN", "en"), ("", ""), ("zz", ""), ('"><b', ""), ("klingon", "")],
)
def test_only_a_real_language_is_named(tag: str, language: str) -> None:
    assert language_of(tag) == language
