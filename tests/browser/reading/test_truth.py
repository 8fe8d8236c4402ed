"""The readers' own clock, by tables of cases."""

import pytest

from tests.browser.reading.truth import Truth


@pytest.mark.parametrize(
    ("notes", "engaged_s"),
    [
        ([(0, "opened"), (3, "left")], 3),
        ([(0, "opened"), (9, "left")], 5),
        ([(0, "opened"), (4, "acted"), (12, "left")], 9),
        ([(0, "opened"), (7, "acted"), (8, "left")], 6),
        ([(0, "opened"), (2, "left"), (4, "returned"), (9, "left")], 3),
        ([(0, "opened"), (2, "left"), (8, "returned"), (9, "left")], 2),
        ([(0, "opened"), (2, "left"), (8, "returned"), (9, "acted"), (10, "left")], 3),
        ([(0, "opened"), (1, "playing"), (20, "stopped"), (30, "left")], 25),
        ([(0, "opened"), (1, "playing"), (3, "acted"), (12, "left")], 12),
        ([(0, "opened"), (4, "left"), (2, "acted")], 4),
    ],
    ids=[
        "short",
        "idle",
        "act",
        "gap",
        "hidden",
        "no-act-on-return",
        "act-on-return",
        "media",
        "both",
        "any-order",
    ],
)
def test_engaged_time(notes: list[tuple[float, str]], engaged_s: float) -> None:
    truth = Truth()
    for at, what in notes:
        truth.note(what, at)
    assert truth.engaged_s == engaged_s


@pytest.mark.parametrize(
    ("looks", "scroll_pct", "finished"),
    [
        ([(0, 0, 3000, 600)], 20, False),
        ([(0, 0, 3000, 600), (1, -900, 3000, 600), (2, 0, 3000, 600)], 50, False),
        ([(0, -2400, 3000, 600), (0.4, -2400, 3000, 600)], 100, False),
        ([(0, -2400, 3000, 600), (0.5, -2400, 3000, 600)], 100, True),
        ([(0, -2400, 3000, 600), (0.4, 0, 3000, 600), (0.8, -2400, 3000, 600)], 100, False),
        ([(0, -3100, 3000, 600), (1, -3100, 3000, 600)], 100, False),
        ([(0, -400, 1000, 600), (0.1, -400, 2000, 600)], 50, False),
    ],
    ids=["top", "back", "too-short", "end", "interrupted", "passed", "grown"],
)
def test_depth(looks: list[tuple[float, float, float, float]], scroll_pct: float, finished: bool) -> None:
    times = [look[0] for look in looks]
    truth = Truth(now=lambda: times[0])
    for _, *geometry in looks:
        truth.saw(*geometry)
        times.append(times.pop(0))
    assert (truth.scroll_pct, truth.finished) == (scroll_pct, finished)
