"""Which open correction a report joins: one whose place it overlaps, or one that says the same.

Both know only the quote and up to 100 characters either side. Two such windows are laid over one another
where pieces of one are found in the other, so an edit elsewhere in the article parts nothing.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

#: Pieces of the shorter window that are looked for in the longer one, and the characters of each. Of 200
#: open corrections with the longest quotes that is 6,400 searches in 1,200 characters, up to 20 ms.
PIECES = 32
PIECE = 16
#: Pieces that must agree on how the windows lie: three share at least 18 characters in a row.
AGREEING = 3
#: Of the words beside two quotes this share must be the same.
NEAR = 0.75
#: Words either side that are compared.
BESIDE = 6

_NOT_LETTERS = re.compile(r"[\W_]+")


class Quote(Protocol):
    """A text-quote selector: `exact`, and what stands before and after it."""

    @property
    def exact(self) -> str: ...
    @property
    def prefix(self) -> str: ...
    @property
    def suffix(self) -> str: ...


class Numbered(Quote, Protocol):
    """The quote of a correction."""

    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=Numbered)


def joined(quote: Quote, there: Iterable[T], suggested: Collection[int] = ()) -> T | None:
    """The first of the corrections `there` that the quote overlaps, else the first that is alike.

    `suggested` are the numbers of those for which somebody suggested what this report does.
    """
    others = list(there)
    return next((other for other in others if overlap(quote, other)), None) or next(
        (other for other in others if alike(quote, other, same_suggestion=other.id in suggested)), None
    )


def overlap(one: Quote, other: Quote) -> bool:
    """Whether both quotes share a character of the article, as far as their surroundings tell."""
    one, other = sorted((one, other), key=_length)
    offset = _offset(_window(one), _window(other))
    if offset is None:
        return False
    begin, end = len(one.prefix) + offset, len(one.prefix) + len(one.exact) + offset
    return begin < len(other.prefix) + len(other.exact) and end > len(other.prefix)


def alike(one: Quote, other: Quote, *, same_suggestion: bool = False) -> bool:
    """Whether both quote the same words, with the same suggestion or in nearly the same surroundings.

    Case and punctuation do not count.
    """
    said = plain(one.exact)
    if not said or said != plain(other.exact):
        return False
    return same_suggestion or _near(one, other)


def plain(text: str) -> str:
    """Letters and digits alone, case-folded, parted by single spaces."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def _window(quote: Quote) -> str:
    return quote.prefix + quote.exact + quote.suffix


def _length(quote: Quote) -> int:
    return len(quote.prefix) + len(quote.exact) + len(quote.suffix)


def _offset(short: str, long: str) -> int | None:
    """How far into `long` the text of `short` begins; None when they have too little in common."""
    if len(short) < PIECE:
        # An article of a few words: there is nothing around the quote to lay it by.
        return 0 if short == long else None
    last = len(short) - PIECE
    step = max(1, -(-last // (PIECES - 1)))
    found = Counter[int]()
    starts = range(0, last + 1, step)
    for start in starts:
        at = long.find(short[start : start + PIECE])
        if at >= 0:
            found[at - start] += 1
    if not found:
        return None
    offset, agreeing = found.most_common(1)[0]
    return offset if agreeing >= min(AGREEING, len(starts)) else None


def _near(one: Quote, other: Quote) -> bool:
    before = _shared(_words(one.prefix)[::-1], _words(other.prefix)[::-1])
    after = _shared(_words(one.suffix), _words(other.suffix))
    same, compared = before[0] + after[0], before[1] + after[1]
    return compared == 0 or same / compared >= NEAR


def _words(text: str) -> list[str]:
    return plain(text).split()


def _shared(one: list[str], other: list[str]) -> tuple[int, int]:
    """Of the nearest words on one side how many are the same, and how many were compared."""
    compared = min(BESIDE, max(len(one), len(other)))
    return sum(a == b for a, b in zip(one[:compared], other[:compared], strict=False)), compared
