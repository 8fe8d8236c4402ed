"""What may be kept of a rule that was written: within the limits of its type, and all of it text."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from service.catalog.errors import CatalogError
from service.catalog.rule import Body

LONGEST_NOTE = 500

#: Line breaks and tabs are text; other control characters, and halves of characters, are not.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def no_text(text: str) -> str:
    """The first character of `text` that is none, like `U+0000`, or ''."""
    found = _NO_TEXT.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def checked_body(body: Body) -> Body:
    """The body, if it is within the limits of its type and of text. Raises CatalogError naming the field."""
    plain = msgspec.to_builtins(body)
    for text in _texts(plain):
        if found := no_text(text):
            raise CatalogError("the rule holds a character that is no text, %(found)s", found=found)
    try:
        return msgspec.convert(plain, Body)
    except msgspec.ValidationError as error:
        raise CatalogError(f"the rule cannot be kept: {error}") from error


def checked_note(note: str) -> str:
    """What a person wrote on publishing, trimmed. Raises CatalogError when it is too long, or no text."""
    note = note.strip()
    if len(note) > LONGEST_NOTE or no_text(note):
        raise CatalogError("the note must be text of at most %(most)s characters", most=LONGEST_NOTE)
    return note


def _texts(value: Any) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list | tuple) else []
