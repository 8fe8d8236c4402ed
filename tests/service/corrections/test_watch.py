"""Words of later pages: three in a row close a correction, or open again what readers closed."""

import pytest

from service.catalog.corrections import Correction
from service.corrections.watch import Word, told
from tests.service.corrections.reported import made

NOW = 1_793_600_000_000


def after(correction: Correction, *words: tuple[Word, str]) -> Correction:
    """The correction after these words."""
    for at, (word, reader) in enumerate(words):
        change = told(correction, word, reader, NOW + at)
        if change:
            fixed_by = "readers" if change.state == "fixed" else ""
            assert change.before == correction.state
            correction = made(id=correction.id, state=change.state, gone=change.gone, fixed_by=fixed_by)
    return correction


@pytest.mark.parametrize("state", ["new", "accepted"])
@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ([("gone", "1"), ("gone", "2"), ("gone", "3")], True),
        ([("gone", "1"), ("gone", "2")], False),
        ([("gone", "1"), ("gone", "1"), ("gone", "1")], False),
        ([("gone", "1"), ("gone", "2"), ("gone", "1"), ("gone", "3")], True),
        ([("gone", "1"), ("gone", "2"), ("here", "3"), ("gone", "4")], False),
        ([("gone", "1"), ("here", "9"), ("gone", "1"), ("gone", "2"), ("gone", "3")], True),
        ([("here", "1")] * 5, False),
        ([("gone", "")] * 5, False),
        ([("gone", "1"), ("gone", "2"), ("here", ""), ("gone", "3")], False),
    ],
)
def test_an_open_correction(state: str, words: list[tuple[Word, str]], closes: bool) -> None:
    assert (after(made(state=state), *words).state == "fixed") is closes


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([("here", "1"), ("here", "2"), ("here", "3")], "new"),
        ([("here", "1"), ("here", "2"), ("gone", "4"), ("here", "3")], "fixed"),
        ([("gone", "1"), ("gone", "2"), ("gone", "3")], "fixed"),
    ],
)
def test_one_that_readers_closed(words: list[tuple[Word, str]], state: str) -> None:
    assert after(made(state="fixed", fixed_by="readers"), *words).state == state


@pytest.mark.parametrize(("state", "fixed_by"), [("fixed", "ann@daily.example"), ("rejected", "")])
@pytest.mark.parametrize("word", ["here", "gone"])
def test_what_a_person_decided_stands(state: str, fixed_by: str, word: Word) -> None:
    assert told(made(state=state, fixed_by=fixed_by, gone=(("1", 1), ("2", 2))), word, "3", NOW) is None


def test_most_words_change_nothing() -> None:
    assert told(made(), "here", "1", NOW) is None


def test_a_run_outlasts_its_pseudonyms() -> None:
    assert after(made(gone=(("", 1), ("", 2))), ("gone", "3")).state == "fixed"
