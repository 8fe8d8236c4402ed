"""How much a mistake matters, guessed from what was to be changed into what."""

import re
from collections import Counter
from typing import NamedTuple

#: Why a report weighs what it weighs; pages translate these words.
NUMBER, NAME, WORD, SPELLING, MARKS, COMMENT = (
    "a number",
    "a name",
    "a word",
    "spelling",
    "punctuation",
    "a comment",
)
SEVERITIES = {NUMBER: 3.0, NAME: 2.5, WORD: 2.0, COMMENT: 2.0, SPELLING: 1.5, MARKS: 1.0}

#: Letters by which a misspelt word differs at most, a swapped pair counting as one.
_SLIP = 2
_LONGEST_WORD = 40
#: Languages that write every noun with a capital, where one says nothing of a name.
_CAPITAL_NOUNS = frozenset({"de", "lb"})

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_GAPS = re.compile(r"[\W_]+")
_SENTENCE_ENDS = frozenset(".!?…:\"“”«»„'‘’(")


class Severity(NamedTuple):
    """From 1 (punctuation) to 3 (a number), and why."""

    value: float
    why: str


def severity(exact: str, suggestion: str, language: str = "", prefix: str = "") -> Severity:
    """What replacing `exact` by `suggestion` mends; without a change it is a comment alone.

    `prefix` is the text before, which tells whether a capital begins a sentence.
    """
    why = _why(exact, suggestion, language.partition("-")[0].lower(), prefix)
    return Severity(SEVERITIES[why], why)


def _why(exact: str, suggestion: str, language: str, prefix: str) -> str:
    if not suggestion.strip() or suggestion == exact:
        return COMMENT
    if _DIGITS.findall(exact) != _DIGITS.findall(suggestion):
        return NUMBER
    if _GAPS.sub("", exact.casefold()) == _GAPS.sub("", suggestion.casefold()):
        return MARKS
    removed, added = _difference(exact, suggestion), _difference(suggestion, exact)
    if language not in _CAPITAL_NOUNS and (_name(exact, removed, prefix) or _name(suggestion, added, prefix)):
        return NAME
    if len(removed) == len(added) and all(map(_slip, removed, added)) and removed:
        return SPELLING
    return WORD


def _difference(one: str, other: str) -> list[str]:
    """The words that are oftener in `one`, in its order, as they are written there."""
    counts = Counter(word.casefold() for word in _WORDS.findall(other))
    found = []
    for word in _WORDS.findall(one):
        if counts[word.casefold()]:
            counts[word.casefold()] -= 1
        else:
            found.append(word)
    return found


def _name(text: str, changed: list[str], prefix: str) -> bool:
    """Whether a changed word is written with a capital although it begins no sentence."""
    names = {word for word in changed if word[0].isupper() and not word.isupper()}
    if not names:
        return False
    return any(
        match[0] in names and not _begins(prefix + text[: match.start()]) for match in _WORDS.finditer(text)
    )


def _begins(before: str) -> bool:
    before = before.rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _slip(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    longer = max(len(one), len(other))
    if longer > _LONGEST_WORD or abs(len(one) - len(other)) > _SLIP:
        return False
    distance = _distance(one, other)
    return distance <= _SLIP and 2 * distance < longer


def _distance(one: str, other: str) -> int:
    """Optimal string alignment: letters put in, left out, replaced, and neighbours swapped."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one):
        row = [i + 1]
        for j, b in enumerate(other):
            cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a != b))
            if i and j and a == other[j - 1] and one[i - 1] == b:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
