"""A report's pictures, drawn as PNG: mail programs run no script, and many show no SVG.

Always the light palette, on paper: a letter cannot know its reader's theme. Only digits stand in a picture,
for the font that comes with Pillow has no Cyrillic; every word is beside it, in the letter's own text.
"""

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

from dashboards.figures.palette import GRID, INK, MUTED, PAPER

#: CSS pixels. Drawn four times as fine and shrunk to two, which smooths the edges.
WIDTH, HEIGHT = 480, 170
_FINE, _KEPT = 4, 2
_TOP, _BOTTOM, _SIDE = 26, 26, 6
_BAR = 0.62
#: Still 10 px high where a phone shows the picture 330 px wide.
_TEXT = 15


def bars(
    values: Sequence[float | None],
    labels: Sequence[str],
    words: Callable[[float], str],
    colour: str,
    before: Sequence[float] = (),
) -> bytes:
    """Bars from zero, each under its number as `words` write it, above its label. PNG.

    `before` is marked by a line across each bar's place. A value that is not known has no bar and no number.
    """
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), PAPER)
    draw = ImageDraw.Draw(image)
    top = max([*(value or 0 for value in values), *before], default=0) or 1
    floor, room = HEIGHT - _BOTTOM, HEIGHT - _TOP - _BOTTOM
    step = (WIDTH - 2 * _SIDE) / max(len(values), 1)
    font = _font([words(value) for value in values if value is not None], step)
    for place, value in enumerate(values):
        middle = _SIDE + step * (place + 0.5)
        left, right = middle - step * _BAR / 2, middle + step * _BAR / 2
        height = room * (value or 0) / top
        _box(draw, left, floor - height, right, floor, colour)
        mark = floor - room * before[place] / top if before else floor
        if before:
            _box(draw, left - 6, mark - 1.25, right + 6, mark + 1.25, INK, PAPER)
        if value is not None:
            # The number stands clear of the mark, whichever is higher.
            _words(draw, font, middle, min(floor - height, mark if before else floor) - 10, words(value), INK)
        _words(draw, font, middle, floor + 13, labels[place], MUTED)
    _box(draw, _SIDE, floor, WIDTH - _SIDE, floor + 1, GRID)
    return _png(image)


def _font(texts: Sequence[str], step: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Smaller where the longest number would run into its neighbours."""
    font = ImageFont.load_default(_TEXT * _FINE)
    longest = max((font.getlength(text) for text in texts), default=0) / _FINE
    return ImageFont.load_default(_TEXT * _FINE * min(1, (step - 4) / longest)) if longest else font


def _box(
    draw: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, fill: str, edge: str = ""
) -> None:
    if bottom <= top:
        return
    if edge:
        wide = (left * _FINE, (top - 1) * _FINE, right * _FINE, (bottom + 1) * _FINE)
        draw.rectangle(wide, fill=edge)
    draw.rectangle((left * _FINE, top * _FINE, right * _FINE, bottom * _FINE), fill=fill)


def _words(
    draw: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    x: float,
    y: float,
    text: str,
    fill: str,
) -> None:
    # The font draws a box for a no-break space.
    text = text.replace("\u00a0", " ")
    draw.text((x * _FINE, y * _FINE), text, fill=fill, font=font, anchor="mm")


def _png(image: Image.Image) -> bytes:
    """Few colours are enough for flat bars: some 5 KB a picture."""
    kept = image.resize((WIDTH * _KEPT, HEIGHT * _KEPT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    kept.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
