"""One article of the demo newsroom, and the small text format it is kept in.

A file is front matter between two `---` lines, then blocks parted by blank lines: `## ` begins a subhead,
`> ` a quote, anything else a paragraph. There is no other markup, so nothing in a file can become HTML.
"""

import re
from typing import Literal

import msgspec

from service.events import DAY_MS

HOUR_MS = 3_600_000
LANGUAGES = ("en", "uk")
#: In the order of the front page; lower-cased, each is also the first part of its articles' paths.
SECTIONS = ("Local", "Environment", "Culture", "Science", "Sport", "Opinion")

_KEYS = ("title", "dek", "section", "authors", "published", "tags", "language")
_AGE = re.compile(r"(?:(\d{1,3})d)?\s*(?:(\d{1,2})h)?")
_WORD = re.compile(r"\S*\w\S*")


class ArticleError(ValueError):
    """An article file cannot be read. The message names the article and what is wrong with it."""


class Block(msgspec.Struct, frozen=True):
    """One piece of a body: plain text, no markup."""

    kind: Literal["paragraph", "subhead", "quote"]
    text: str


class DemoArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its page shows it. `published_at` is UTC milliseconds; `words` counts the body alone."""

    path: str
    title: str
    dek: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published_at: int
    words: int
    language: str
    body: tuple[Block, ...]


def read_article(slug: str, text: str, now_ms: int) -> DemoArticle:
    """The article that a file holds, its age counted back from `now_ms`. Raises ArticleError."""
    try:
        _, front, body = text.split("---\n", 2)
    except ValueError:
        raise ArticleError(f"{slug}: front matter must stand between two lines of ---") from None
    fields = _fields(slug, front)
    blocks = tuple(_block(piece) for piece in re.split(r"\n\s*\n", body.strip()))
    section = _one_of(slug, "section", fields["section"], SECTIONS)
    return DemoArticle(
        path=f"/{section.lower()}/{slug}",
        title=fields["title"],
        dek=fields["dek"],
        section=section,
        authors=_list(fields["authors"]),
        tags=_list(fields["tags"]),
        published_at=now_ms - _age_ms(slug, fields["published"]),
        words=sum(len(_WORD.findall(block.text)) for block in blocks),
        language=_one_of(slug, "language", fields["language"], LANGUAGES),
        body=blocks,
    )


def _fields(slug: str, front: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in front.splitlines() if line.strip())
    fields = {key.strip(): value.strip() for key, _, value in pairs}
    missing = [key for key in _KEYS if not fields.get(key)]
    unknown = [key for key in fields if key not in _KEYS]
    if missing or unknown:
        raise ArticleError(f"{slug}: front matter lacks {missing} and has unknown {unknown}")
    return fields


def _block(piece: str) -> Block:
    text = " ".join(piece.split())
    if text.startswith("## "):
        return Block("subhead", text[3:])
    if text.startswith("> "):
        return Block("quote", text[2:])
    return Block("paragraph", text)


def _age_ms(slug: str, age: str) -> int:
    match = _AGE.fullmatch(age)
    if not match or not any(match.groups()):
        raise ArticleError(f"{slug}: published is {age!r}; it must be an age such as 3d 4h")
    days, hours = (int(part or 0) for part in match.groups())
    return days * DAY_MS + hours * HOUR_MS


def _one_of(slug: str, key: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ArticleError(f"{slug}: {key} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
