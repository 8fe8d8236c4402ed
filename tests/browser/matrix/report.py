"""The matrix as it was seen, as a Markdown table."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.browser.adguard.built import versions
from tests.browser.chromium import BINARY as CHROMIUM
from tests.browser.firefox import BINARY as FIREFOX
from tests.browser.matrix.readings import Cell

_HEAD = """| browser | blocker | page | stored | runs right | decided after, ms: median, most |
|---|---|---|---|---|---|"""


def table(cells: Iterable[Cell]) -> str:
    return "\n".join([_HEAD, *map(_row, cells)])


def _row(cell: Cell) -> str:
    of = cell.setup
    stored = ", ".join(f"{state} {count}" for state, count in cell.stored.most_common())
    right = cell.stored[of.expected[cell.kind]]
    ms = cell.decided_ms
    columns = (
        of.browser,
        of.blocker,
        cell.kind,
        stored,
        f"{right} of {cell.stored.total()}",
        f"{median(ms):.0f}, {max(ms)}" if ms else "–",
    )
    return f"| {' | '.join(columns)} |"


def tools() -> str:
    """What the table was made with, a line each."""
    built = versions()
    made = (
        _said(FIREFOX, "--version"),
        _said(CHROMIUM, "--version"),
        f"uBlock Origin {_package('webext-ublock-origin-firefox')}, with the lists in that package",
        f"Privacy Badger {_package('webext-privacy-badger')}, with the trackers in that package",
        f"AdGuard's engine (`@adguard/tswebextension`) {built['engine']}",
        f"AdGuard Base filter {built['base']}, AdGuard Tracking Protection filter {built['tracking']}",
    )
    return "\n".join(f"- {what}" for what in made)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _package(name: str) -> str:
    return _said("dpkg-query", "-W", "-f=${Version}", name)


def write(cells: Iterable[Cell], to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(f"{tools()}\n\n{table(cells)}\n", "utf-8")
