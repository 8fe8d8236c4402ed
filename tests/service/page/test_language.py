"""The language a page speaks."""

import contextvars
from collections.abc import Iterator

import pytest

from service.page.language import LANGUAGES, decimal, gettext, language, ngettext, sentence, speak


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    before = language()
    yield
    speak(before)


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("uk", "uk"),
        ("uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("de-DE,uk;q=0.5", "uk"),
        ("en-GB,uk", "en"),
        ("de", "en"),
        ("", "en"),
        (",;=\x00", "en"),
        ("../../etc", "en"),
        ("x" * 100_000, "en"),
    ],
)
def test_the_first_language_that_there_is(wanted: str, spoken: str) -> None:
    speak(wanted)
    assert language() == spoken


def test_each_task_speaks_its_own() -> None:
    contextvars.copy_context().run(speak, "uk")
    assert language() == "en"


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_text_that_is_not_there_is_said_in_english(name: str) -> None:
    speak(name)
    assert gettext("no such text, %(who)s", who="you") == "no such text, you"
    assert ngettext("%(num)s such thing", "%(num)s such things", 2) == "2 such things"


@pytest.mark.parametrize(
    ("name", "written"), [("en", ["1,234.5", "0.000001", "3"]), ("uk", ["1\u00a0234,5", "0,000001", "3"])]
)
def test_a_number(name: str, written: list[str]) -> None:
    speak(name)
    assert [decimal(value) for value in (1_234.5, 0.000001, 3.0)] == written


def test_an_error_is_said_as_a_sentence() -> None:
    assert sentence("the text has %(count)s words", count=3) == "The text has 3 words."
    speak("uk")
    assert sentence("the text is empty; write something") == "Тексту немає; напишіть щось."
