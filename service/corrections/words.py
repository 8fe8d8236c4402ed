"""What pages say about reporting, in the languages of `texts/*.toml`; captions may be the newsroom's own."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from service.appeals.characters import plain
from service.appeals.languages import chosen, direction
from service.catalog.desks import Desk

_TEXTS = Path(__file__).parent / "texts"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The dialog's words; `docs/corrections.md` says when each is shown."""

    title: str
    suggestion: str
    comment: str
    email: str
    send: str
    cancel: str
    close: str
    sending: str
    sent: str
    kept: str
    refused: str
    off: str
    empty: str
    address: str
    select: str
    long: str
    lost: str


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is written in one language: the line below the article, the touch button, the dialog."""

    caption: str
    touch: str
    words: Words


@cache
def written() -> tuple[str, ...]:
    """The languages in which there are texts."""
    return tuple(sorted(path.stem for path in _TEXTS.glob("*.toml")))


@cache
def texts(language: str) -> Texts:
    """What is written in one of `written()`. Raises KeyError for another language."""
    if language not in written():
        raise KeyError(f"no texts in {language!r}: there are {', '.join(written())}")
    return msgspec.convert(tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8")), Texts)


def spoken(desk: Desk, page: str, default: str) -> dict[str, Any]:
    """Caption, label and words for a page in the language `page` (BCP 47), as they travel.

    A caption of the newsroom's stands in for the usual one; where the page's language is neither written nor
    the newsroom's, the site's default is spoken.
    """
    language = chosen((*written(), *desk.captions), page, "", default)
    own = texts(chosen(written(), language, "", default))
    return {
        "caption": plain(desk.captions.get(language, "")) or own.caption,
        "touch": own.touch,
        "lang": language,
        "dir": direction(language),
        "words": own.words,
    }
