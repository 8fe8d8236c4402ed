"""Where a quote stands: the words around it, and the hash by which later pages know them again.

`tests/corrections/runs.json` holds cases that the tag's own arithmetic must agree with.
"""

import re
import unicodedata
from typing import NamedTuple

#: Characters that the tag sends of either side of a quote, UTF-16 units.
LONGEST_SIDE = 100
#: Words either side of the quote's own: "the" alone is in every article.
BESIDE = 2

#: JavaScript's `\s`, which has U+FEFF and has not U+001C to U+001F or U+0085, unlike Python's.
_BREAKS = "\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_BREAK = re.compile(f"[{_BREAKS}]+")
_WORD = re.compile(f"[^{_BREAKS}]+")

_OFFSET_BASIS, _PRIME = 0x811C9DC5, 0x01000193


class Run(NamedTuple):
    """So many words in a row whose hash is this: 8 hexadecimal digits."""

    words: int
    hash: str


def words(text: str) -> list[str]:
    """The text's words: normalised (NFC), parted by white space as JavaScript has it."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """The text with every run of white space as one space, as a page shows it."""
    return _BREAK.sub(" ", text)


def hash_of(some: list[str]) -> str:
    """FNV-1a, 32 bit (Fowler, Noll, Vo; RFC 9923), of the words joined with spaces, as UTF-8."""
    value = _OFFSET_BASIS
    for byte in " ".join(some).encode("utf-8", "replace"):
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return f"{value:08x}"


def run(prefix: str, exact: str, suffix: str) -> Run:
    """The words that the quote touches, and BESIDE more either side as far as they are known whole.

    A side of 100 characters may begin or end amid a word, which then is left out. No words: (0, the hash of
    nothing).
    """
    text = prefix + exact + suffix
    begin, end = len(prefix), len(prefix) + len(exact)
    spans = [match.span() for match in _WORD.finditer(text)]
    touched = [at for at, (first, last) in enumerate(spans) if first < end and last > begin]
    if not touched:
        # A quote of white space alone: the words that it parts.
        touched = [at for at, (first, last) in enumerate(spans) if first <= end and last >= begin]
    if not touched:
        return Run(0, hash_of([]))
    first, last = max(0, touched[0] - BESIDE), min(len(spans) - 1, touched[-1] + BESIDE)
    if first < touched[0] and spans[first][0] == 0 and utf16(prefix) >= LONGEST_SIDE:
        first += 1
    if last > touched[-1] and spans[last][1] == len(text) and utf16(suffix) >= LONGEST_SIDE:
        last -= 1
    found = words(text[spans[first][0] : spans[last][1]])
    return Run(len(found), hash_of(found))


def utf16(text: str) -> int:
    """The text's length as JavaScript counts it."""
    return len(text) + sum(char > "\uffff" for char in text)
