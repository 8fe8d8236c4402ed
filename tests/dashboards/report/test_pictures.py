"""Pictures: bars as high as their values, in two pixels for one, few bytes."""

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from dashboards.figures.palette import ACCENT, PAPER
from dashboards.report.pictures import HEIGHT, WIDTH, bars

LABELS = ["10", "11", "12", "13", "14", "15", "16"]


def drawn(values: Sequence[float | None], before: Sequence[float] = ()) -> Image.Image:
    png = bars(values, LABELS, lambda value: f"{value:,.0f}", ACCENT, before)
    assert len(png) < 20_000
    return Image.open(io.BytesIO(png)).convert("RGB")


def heights(image: Image.Image) -> list[int]:
    """Of each bar, in pixels of the file."""
    accent = tuple(int(ACCENT[place : place + 2], 16) for place in (1, 3, 5))
    found = []
    for place in range(len(LABELS)):
        x = round((6 + (WIDTH - 12) / len(LABELS) * (place + 0.5)) * 2)
        column = [image.getpixel((x, y)) for y in range(image.height)]
        found.append(sum(_near(pixel, accent) for pixel in column))
    return found


def _near(pixel: object, colour: tuple[int, ...]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_as_high_as_their_values() -> None:
    full, half, *rest = heights(drawn([100, 50, 25, 0, None, 100, 100]))
    assert abs(full - 2 * half) <= 4
    assert abs(full - 4 * rest[0]) <= 8
    assert rest[1:3] == [0, 0]
    assert rest[3:] == [full, full]


def test_twice_as_fine_as_shown() -> None:
    assert drawn([1] * 7).size == (WIDTH * 2, HEIGHT * 2)


@pytest.mark.parametrize("values", [[0] * 7, [None] * 7, [1e15] * 7, [0.001] * 7], ids=str)
def test_whatever_the_values(values: list[float | None]) -> None:
    image = drawn(values, [0] * 7)
    assert image.getpixel((0, 0)) == tuple(int(PAPER[place : place + 2], 16) for place in (1, 3, 5))


def test_the_week_before_makes_room_for_itself() -> None:
    assert heights(drawn([50] * 7, [100] * 7))[0] < heights(drawn([50] * 7))[0]
