"""What an editor is told about a message, field by field."""

from collections.abc import Iterator
from typing import Literal

from service.appeals import markdown, variables
from service.appeals.characters import plain
from service.appeals.said import Said
from service.catalog.rule import Form, Message

Part = Literal["title", "text", "how", "done", "later"]


def problems(message: Message, form: Form) -> list[tuple[Part, str]]:
    """(field, sentence) for all that would not be shown as it was meant; only labels may be empty."""
    return list(_problems(message, form))


def _problems(message: Message, form: Form) -> Iterator[tuple[Part, str]]:
    if not plain(message.title):
        yield "title", Said("Write a title: it is what a reader sees, or hears, first.")
    if not markdown.nodes(message.text):
        yield "text", Said("Write what you ask for.")
    yield from (("title", sentence) for sentence in variables.problems(message.title, form))
    yield from (("text", sentence) for sentence in markdown.problems(message.text))
    yield from (("text", sentence) for sentence in variables.problems(message.text, form))
    for part in ("how", "done", "later"):
        if variables.used(getattr(message, part)):
            yield (
                part,
                Said("A button's label has no variables: what is in braces is shown as it is written."),
            )
