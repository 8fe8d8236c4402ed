"""The table of the budgets, as Markdown."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


class Line(msgspec.Struct, frozen=True):
    """What was measured; without a budget it is there to be looked at."""

    what: str
    measured: str
    budget: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**not met**", None: ""}[self.met]


def under(what: str, value: float, limit: float, unit: str, places: int = 1) -> Line:
    """A line whose value must be below the limit."""
    return Line(what, f"{value:,.{places}f} {unit}", f"under {limit:g} {unit}", value < limit)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; all columns but the first to the right."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def budgets(lines: Iterable[Line]) -> str:
    rows = [(line.what, line.measured, line.budget, line.verdict) for line in lines]
    return table(("What", "Measured", "Budget", ""), rows)


def write(text: str, page: Path = PAGE) -> None:
    """Put the text between the page's markers. Raises ValueError when they are not there."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", encoding="utf-8")
