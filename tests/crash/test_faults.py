"""Killed in the middle of a commit, a checkpoint, shipping, merging: at each point, by KINDLY_FAULT."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import service
from tests.crash.ledger import CLEAN
from tests.crash.trial import MOST_S, Trial
from tests.load.server import KILLED

#: Every point, and the how-manyeth pass of it kills: by then there is something to lose.
POINTS = {
    "before_commit": 300,
    "checkpoint": 12,
    "segment_written": 3,
    "ship_staged": 3,
    "ship_settled": 3,
    "merge_staged": 1,
    "merge_listed": 1,
}


@pytest.mark.crash
@pytest.mark.parametrize(("point", "times"), POINTS.items(), ids=list(POINTS))
def test_killed_at_a_point(point: str, times: int, trial: Callable[..., Trial]) -> None:
    one = trial()
    one.server.start(fault=f"{point}:{times}")
    one.load(MOST_S)
    assert one.server.wait(1) == KILLED
    one.server.start()
    assert one.verdict() == CLEAN
    assert one.replay(30) <= {(200, "ok"), (204, "ok"), (400, "closed")}
    one.load(0.7)
    assert one.followed() == CLEAN
    assert one.ledger.acknowledged > 100


def test_every_point_is_in_the_table() -> None:
    source = Path(service.__path__[0])
    found = {
        name
        for path in source.rglob("*.py")
        for name in re.findall(r'faults\.point\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    assert found == set(POINTS)
