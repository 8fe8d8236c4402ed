"""Readers' texts, made fit to be looked at: nothing in them is hidden, and nothing turns what stands around.

They are escaped where they are shown, and stand in `<bdi>`: this is about what no markup is needed for.
"""

import re
import unicodedata

from babel import Locale

#: Line breaks, the joiners that scripts and emoji are written with, and the implicit direction marks, which
#: turn nothing outside of a `<bdi>`.
_KEPT = frozenset("\n\u200c\u200d\u200e\u200f\u061c")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_PICTURES = 0x2400
_DELETE = 0x7F

_SENTENCE_ENDS = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)")
#: As many signs of a context are left around a quote whose sentence has no end there.
_AROUND = 70


def visible(text: str) -> str:
    """The text with a sign in place of each character that cannot be seen: `␇`, `‹U+202E›`."""
    return "".join(map(_seen, text.replace("\r\n", "\n").replace("\t", " ")))


def _seen(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"‹U+{code:04X}›"


def before_in_sentence(prefix: str) -> str:
    """As much of what stands before a quote as is of its sentence; cut at a word, with an ellipsis."""
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(prefix)]
    if ends:
        return prefix[ends[-1] :]
    if len(prefix) <= _AROUND:
        return prefix
    rest = prefix[-_AROUND:]
    return "…" + rest[rest.find(" ") + 1 :]


def after_in_sentence(suffix: str) -> str:
    """As much of what stands behind a quote as is of its sentence."""
    if found := _SENTENCE_END.search(suffix):
        return suffix[: found.end()]
    if len(suffix) <= _AROUND:
        return suffix
    rest = suffix[:_AROUND]
    return rest[: rest.rfind(" ") + 1 or _AROUND].rstrip() + "…"


def language_of(tag: str) -> str:
    """The primary subtag of a language tag (BCP 47) where it is one of ISO 639-1, else ''."""
    primary = tag.partition("-")[0].lower()
    return primary if len(primary) == 2 and primary in Locale("en").languages else ""
