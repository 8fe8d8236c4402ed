"""What a reader would change, word by word: what stays, what goes, what comes."""

import difflib
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

import msgspec

Kind = Literal["same", "old", "new"]

#: Words of the two texts multiplied: beyond, the whole middle counts as changed. Texts of 200 odd words take
#: difflib some 10 ms; its time grows with the third power where a text was made to be slow.
MOST = 40_000
_INNER = frozenset("'’ʼ-‐‑")


class Piece(msgspec.Struct, frozen=True):
    """A part of both texts, of the old one alone, or of the new one alone."""

    kind: Kind
    text: str


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order, what goes before what comes; none is empty.

    All pieces but the new ones make `old`, all but the old ones `new`, letter for letter.
    """
    before, after = words(old), words(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    inner = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces = [
        Piece("same", "".join(before[:head])),
        *_inner(*inner),
        Piece("same", "".join(before[len(before) - tail :])),
    ]
    return tuple(_joined(piece for piece in _without_gaps(pieces) if piece.text))


def words(text: str) -> list[str]:
    """A text cut into words, runs of white space and single other signs; joined they are the text."""
    found: list[str] = []
    for sort, run in groupby(text, _sort):
        part = "".join(run)
        found += part if sort == "sign" else [part]
    return found


def _sort(character: str) -> str:
    """Marks belong to the letter before them: cut apart, a script such as Devanagari breaks."""
    if character.isspace():
        return "space"
    return "word" if character in _INNER or unicodedata.category(character)[0] in "LNM" else "sign"


def _alike(before: list[str], after: list[str]) -> int:
    """How many words the two begin with in common."""
    at = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        at += 1
    return at


def _inner(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) * len(after) > MOST:
        yield Piece("old", "".join(before))
        yield Piece("new", "".join(after))
        return
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for step, first, last, first_new, last_new in steps:
        if step == "equal":
            yield Piece("same", "".join(before[first:last]))
        else:
            yield Piece("old", "".join(before[first:last]))
            yield Piece("new", "".join(after[first_new:last_new]))


def _without_gaps(pieces: list[Piece]) -> Iterator[Piece]:
    """A space alone between two changes belongs to both: one change of two words reads better than two."""
    full = [piece for piece in pieces if piece.text]
    for place, piece in enumerate(full):
        between = 0 < place < len(full) - 1 and piece.kind == "same" and piece.text.isspace()
        if between and _changes_both(full, place):
            yield Piece("old", piece.text)
            yield Piece("new", piece.text)
        else:
            yield piece


def _changes_both(pieces: list[Piece], place: int) -> bool:
    """Whether both before and after this place something goes and something comes."""
    before = {piece.kind for piece in pieces[max(place - 2, 0) : place]}
    after = {piece.kind for piece in pieces[place + 1 : place + 3]}
    return before == after == {"old", "new"}


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one; between two that stay, what goes stands before what comes."""
    for same, run in groupby(pieces, lambda piece: piece.kind == "same"):
        found = list(run)
        kinds: tuple[Kind, ...] = ("same",) if same else ("old", "new")
        for kind in kinds:
            text = "".join(piece.text for piece in found if piece.kind == kind)
            if text:
                yield Piece(kind, text)
