"""Every text of the pages is there in every language, with the same placeholders."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from service.page.language import LANGUAGES, SOURCE
from tests.translations import known, said

OTHERS = [language for language in LANGUAGES if language != SOURCE]
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [])


def _messages(language: str) -> Iterator[Message]:
    return (message for message in known(language) if message.id)


def test_there_are_texts() -> None:
    assert len(said()) > 300


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_and_nothing_is_left_over(language: str) -> None:
    assert {message.id for message in _messages(language)} == {message.id for message in said() if message.id}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    empty = [
        message.id for message in _messages(language) if message.fuzzy or not all(_forms(message.string))
    ]
    assert empty == []


@pytest.mark.parametrize("language", OTHERS)
def test_placeholders_stay(language: str) -> None:
    """A form may leave the number out ("one view"), and nothing else."""
    wrong = []
    for message in _messages(language):
        wanted = set().union(*(_PLACEHOLDER.findall(form) for form in _forms(message.id)))
        for form in _forms(message.string):
            found = set(_PLACEHOLDER.findall(form))
            bare = _PLACEHOLDER.sub("", form).replace("%%", "")
            if not wanted - {"num"} <= found <= wanted or (wanted and "%" in bare):
                wrong.append(message.id)
    assert wrong == []
