"""Texts for people: English as they stand, and with them all that a page needs to say them in its language.

This room knows no languages, and a text must not be taken for another because somebody typed the same word: a
rule called “Dialog” keeps its name. So what can be translated is `Said`, and any other text stays as it is.
"""

from collections.abc import Iterable
from typing import Self


class Said(str):
    """A text in English; `text` has its named placeholders open, and `values` are what stands in them.

    Of the values, what is Said itself is translated as well, and numbers are written as a language has them.
    """

    __slots__ = ("text", "values")
    text: str
    values: dict[str, object]

    def __new__(cls, text: str, /, **values: object) -> Self:
        written = {name: _written(value) for name, value in values.items()}
        said = super().__new__(cls, text % written if values else text)
        said.text, said.values = str(text), values
        return said


class Counted(Said):
    """The form that goes with a number, which is the placeholder `num`."""

    __slots__ = ("many", "number")
    many: str
    number: int

    def __new__(cls, one: str, many: str, number: int, /, **values: object) -> Self:
        said = super().__new__(cls, one if number == 1 else many, num=number, **values)
        said.text, said.many, said.number = one, many, number
        return said


class Joined(Said):
    """Several texts, and between them the same."""

    __slots__ = ("joint", "parts")
    joint: str
    parts: tuple[str, ...]

    def __new__(cls, joint: str, parts: Iterable[str], /) -> Self:
        known = tuple(parts)
        said = super().__new__(cls, joint.join(known))
        said.joint, said.parts = joint, known
        return said


def _written(value: object) -> object:
    return f"{value:,}".removesuffix(".0") if isinstance(value, int | float) else value
