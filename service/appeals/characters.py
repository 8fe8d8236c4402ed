"""Characters that nobody sees: what a message is freed of before anything else."""

import re

#: Controls but tab and line feed; marks that turn the direction of what follows (UAX 9); lone surrogates.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c]")


def clean(text: str) -> str:
    """The text without control characters and marks that turn its direction; line ends are line feeds."""
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))


def plain(text: str) -> str:
    """A title or a label: clean, and one line."""
    return " ".join(clean(text).split())


def has_invisible(text: str) -> bool:
    """Whether `clean` leaves something out, other than line ends."""
    return bool(_INVISIBLE.search(_LINE_ENDS.sub("\n", text)))


def short(text: str) -> str:
    """The beginning, for a sentence that names it."""
    text = plain(text)
    return text if len(text) <= 40 else f"{text[:39]}…"
