"""Whether a theme's colours can be read: contrast by WCAG 2.2, https://www.w3.org/TR/WCAG22/."""

import re
from functools import lru_cache

import msgspec

from service.catalog.rule import Theme

#: Success criterion 1.4.3, level AA, for text of normal size
ENOUGH = 4.5
COLOURS = ("background", "text", "accent", "dark_background", "dark_text", "dark_accent")

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_DEFAULT = Theme()


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


def problems(theme: Theme) -> list[tuple[str, str]]:
    """(field, sentence) for each colour that is none, or that cannot be read well, in light and in dark."""
    wrong = [
        (field, f"“{getattr(theme, field)}” is not a colour: write # and six digits, like #1a5fb4.")
        for field in COLOURS
        if not is_colour(getattr(theme, field))
    ]
    named = {field for field, _ in wrong}
    for dark in ("", "dark_"):
        wrong += [
            (field, sentence)
            for field, sentence in _unreadable(theme, dark)
            if not {field, f"{dark}background"} & named
        ]
    return wrong


def _unreadable(theme: Theme, dark: str) -> list[tuple[str, str]]:
    background = getattr(theme, f"{dark}background")
    where = "in dark pages" if dark else "in light pages"
    found = []
    for field, what in ((f"{dark}text", "Text"), (f"{dark}accent", "A link in the accent colour")):
        colour = getattr(theme, field)
        if is_colour(colour) and is_colour(background) and (there := ratio(colour, background)) < ENOUGH:
            sentence = (
                f"{what} cannot be read well on the background {where}: their contrast is "
                f"{_floor(there)}:1 and has to be {ENOUGH}:1 or more. {_advice(background)}"
            )
            found.append((field, sentence))
    return found


def _floor(value: float) -> float:
    """Cut, not rounded: 4.46 must not be told to be 4.5."""
    return int(value * 10) / 10


def _advice(background: str) -> str:
    return f"Choose a {'darker' if on(background) == '#000000' else 'lighter'} one."


@lru_cache(maxsize=256)
def safe(theme: Theme) -> Theme:
    """The theme with defaults for whatever is no colour: what travels to a page goes into its styles."""
    bad = {name: getattr(_DEFAULT, name) for name in COLOURS if not is_colour(getattr(theme, name))}
    return msgspec.structs.replace(theme, **bad) if bad else theme
