"""Whether a theme's colours can be read: contrast by WCAG 2.2, https://www.w3.org/TR/WCAG22/."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from service.catalog.rule import Theme

#: Success criterion 1.4.3, level AA, for text of normal size
ENOUGH = 4.5
COLOURS = ("background", "text", "accent", "dark_background", "dark_text", "dark_accent")

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_DEFAULT = Theme()


class Unread(msgspec.Struct, frozen=True):
    """A theme's colour that is none (`contrast` 0), or stands out too little from its background.

    `contrast` is what it has, 1 to ENOUGH; `darker`: whether a darker one would be read better.
    """

    field: str
    contrast: float = 0.0
    darker: bool = False


def is_colour(text: str) -> bool:
    """Whether it is `#rrggbb`."""
    return bool(_HEX.fullmatch(text))


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of `#rrggbb` in sRGB. Raises ValueError for anything else."""
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is not a colour: write #rrggbb")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21, whichever comes first."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def on(colour: str) -> str:
    """Black or white, whichever is read better on `colour`: on any it is 4.58:1 or more."""
    return max("#000000", "#ffffff", key=lambda text: ratio(text, colour))


def problems(theme: Theme) -> list[Unread]:
    """Each colour that is none, then each that cannot be read well, in light and in dark."""
    none = [Unread(field) for field in COLOURS if not is_colour(getattr(theme, field))]
    return [*none, *_unread(theme, ""), *_unread(theme, "dark_")]


def _unread(theme: Theme, dark: str) -> Iterator[Unread]:
    background = getattr(theme, f"{dark}background")
    for field in (f"{dark}text", f"{dark}accent"):
        colour = getattr(theme, field)
        if is_colour(colour) and is_colour(background) and (there := ratio(colour, background)) < ENOUGH:
            yield Unread(field, _floor(there), darker=on(background) == "#000000")


def _floor(value: float) -> float:
    """Cut, not rounded: 4.46 must not be told to be 4.5."""
    return int(value * 10) / 10


@lru_cache(maxsize=256)
def safe(theme: Theme) -> Theme:
    """The theme with defaults for whatever is no colour: what travels to a page goes into its styles."""
    bad = {name: getattr(_DEFAULT, name) for name in COLOURS if not is_colour(getattr(theme, name))}
    return msgspec.structs.replace(theme, **bad) if bad else theme
