"""The table of the benchmarks."""

from pathlib import Path

import pytest

from tests.bench.report import BEGIN, END, Line, budgets, under, write


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (Line("beacons/s", "9,000"), "| beacons/s | 9,000 |  |  |"),
        (under("p99", 24.94, 25, "ms"), "| p99 | 24.9 ms | under 25 ms | met |"),
        (under("p99", 25.0, 25, "ms"), "| p99 | 25.0 ms | under 25 ms | **not met** |"),
        (under("memory", 1234.5, 400, "MB", 0), "| memory | 1,234 MB | under 400 MB | **not met** |"),
    ],
)
def test_a_line_says_whether_its_budget_is_met(line: Line, row: str) -> None:
    assert budgets([line]).splitlines()[2] == row


def test_write_replaces_what_is_between_the_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write("new\n", page)
    assert page.read_text() == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"


def test_write_refuses_a_page_without_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n")
    with pytest.raises(ValueError, match="has no"):
        write("new", page)
