"""A line small enough for a table's row: how something moved, on a scale of its own."""

from collections.abc import Sequence

#: The picture's inner size; the page stretches it, its line keeps its width.
WIDE, HIGH = 100, 24


def spark(values: Sequence[float | None]) -> str:
    """The `d` of an SVG path through `values`, from 0 at the bottom to the largest at the top.

    Nothing counts as 0; one value alone is a level line, none is no path.
    """
    if not values:
        return ""
    top = max((value or 0 for value in values), default=0) or 1
    heights = [_short((HIGH - 1) - (value or 0) / top * (HIGH - 2)) for value in values]
    heights = heights * 2 if len(heights) == 1 else heights
    step = WIDE / (len(heights) - 1)
    return "M" + "L".join(f"{_short(place * step)} {height}" for place, height in enumerate(heights))


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
