"""{site}, {read} and {left}: what a message may leave open, and what is put there for each reader."""

import re
from collections.abc import Iterator

from service.appeals.said import Said
from service.catalog.rule import Form

#: Name -> what it stands for, as the editor is told.
VARIABLES = {
    "site": Said("the site's name"),
    "read": Said("the articles read this month"),
    "left": Said("the free articles left"),
}
_VARIABLE = re.compile(r"\{\s*([A-Za-z_]\w{0,30})\s*\}")


def values(site: str, read: int, left: int | None) -> dict[str, str]:
    """What stands for each; nothing for free articles where there is no such number."""
    return {"site": site, "read": str(max(0, read)), "left": "" if left is None else str(max(0, left))}


def used(text: str) -> set[str]:
    """The names in braces that a text holds, known or not."""
    return {match[1].lower() for match in _VARIABLE.finditer(text)}


def fill(text: str, known: dict[str, str]) -> str:
    """The text with its variables, once: no value is looked into. Unknown ones stay as they are written."""
    return _VARIABLE.sub(lambda match: known.get(match[1].lower(), match[0]), text) if "{" in text else text


def problems(text: str, form: Form) -> list[str]:
    """Sentences about variables that a text of that form cannot have."""
    return list(dict.fromkeys(_problems(text, form)))


def _problems(text: str, form: Form) -> Iterator[str]:
    for match in _VARIABLE.finditer(text):
        name = match[1].lower()
        if name not in VARIABLES:
            yield Said(
                "“%(text)s” stands for nothing and is shown as it is written; there are {site}, {read} and "
                "{left}.",
                text=match[0],
            )
        elif name == "left" and form != "hard_wall":
            yield Said(
                "“{left}” is the number of free articles left, and only a hard wall has such a number."
            )
