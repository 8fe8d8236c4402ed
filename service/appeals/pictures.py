"""Pictures of an appeal: a small set of our own, drawn in the site's accent colour, or a site's upload.

An `<img>` knows nothing of the page's colours: those for light and for dark stand in the picture's address.
"""

import re
from functools import lru_cache
from pathlib import Path

from service.appeals.contrast import is_colour
from service.appeals.said import Said
from service.catalog.rule import Theme

_FILES = Path(__file__).parent / "pictures"
_DRAWN = re.compile(r"([a-z]{1,20})-([0-9a-f]{6})-([0-9a-f]{6})\.svg")
_OWN = re.compile(r"own:([1-9][0-9]{0,8})")
_FIRST_TAG = re.compile(rb"<svg[^>]*>")

#: Name -> what it shows, for the editor. To the reader they say nothing that the text does not.
PICTURES = {
    "cup": Said("A steaming cup"),
    "door": Said("An open door"),
    "heart": Said("A heart"),
    "lamp": Said("A desk lamp"),
    "letter": Said("A letter"),
    "newspaper": Said("A newspaper"),
    "pencil": Said("A pencil"),
    "seedling": Said("A seedling"),
}


def is_picture(picture: str) -> bool:
    """Whether a variant may name it: one of the set, `own:` and a number (of any upload), or ''."""
    return not picture or picture in PICTURES or bool(_OWN.fullmatch(picture))


def address(picture: str, theme: Theme, site: str) -> str:
    """The path at which a page gets a variant's picture, '' where there is none: `/k/art/…`.

    `cup` -> `/k/art/cup-1a5fb4-8ab4f8.svg`, see `drawing`; `own:7` of the site `paper` -> `/k/art/paper/7`.
    """
    if picture in PICTURES:
        light, dark = _colours(theme)
        return f"/k/art/{picture}-{light}-{dark}.svg"
    own = _OWN.fullmatch(picture)
    return f"/k/art/{site}/{own[1]}" if own else ""


def _colours(theme: Theme) -> tuple[str, str]:
    """Accents without '#'; both the same where the site does not follow the reader's setting."""
    light, dark = (
        colour[1:].lower() if is_colour(colour) else "808080" for colour in (theme.accent, theme.dark_accent)
    )
    return {"auto": (light, dark), "light": (light, light), "dark": (dark, dark)}[theme.scheme]


@lru_cache(maxsize=128)
def drawing(file: str) -> bytes | None:
    """The SVG that `address` names (`cup-1a5fb4-8ab4f8.svg`), or None. It never changes.

    It follows the `color-scheme` of the element that shows it.
    """
    match = _DRAWN.fullmatch(file)
    if not match or match[1] not in PICTURES:
        return None
    light, dark = (f"svg{{color:#{colour}}}" for colour in match.groups()[1:])
    style = f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    return _FIRST_TAG.sub(lambda tag: tag[0] + style.encode(), _source(match[1]), count=1)


def _source(name: str) -> bytes:
    return (_FILES / f"{name}.svg").read_bytes()
