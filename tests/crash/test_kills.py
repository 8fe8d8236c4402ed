"""A server killed with -9 at any moment: nothing that was acknowledged is lost, nothing is counted twice."""

import random
import time
from collections.abc import Callable

import pytest

from tests.crash.ledger import CLEAN, Ledger
from tests.crash.trial import Trial, moment
from tests.load.server import KILLED

pytestmark = pytest.mark.crash

#: A kill comes within so many seconds of load; views close after 0.6 s, ship every 0.4 s, merge every 1 s.
LOAD_S = 1.4
#: One kill in five comes while the server is still starting, which takes about this long.
STARTING, START_S = 0.2, 1.2


def test_kills_at_random_moments(trial: Callable[..., Trial], kills: int) -> None:
    one = trial()
    for _ in range(kills):
        kill_once(one)
    one.server.start()
    assert one.verdict() == CLEAN
    one.until(lambda: one.gauge("kindly_open_views") == 0, 30, "every view is closed")
    assert one.verdict() == CLEAN
    assert one.ledger.acknowledged > 20 * kills
    print(summary(one.ledger, kills))


def kill_once(one: Trial) -> None:
    """Start, compare, send old snapshots again, then load until it is killed."""
    if random.random() < STARTING:
        one.server.launch()
        time.sleep(moment(START_S))
        one.server.kill()
    one.server.start()
    assert one.verdict() == CLEAN
    if one.ledger.readings:
        assert one.replay(30) <= {(200, "ok"), (204, "ok"), (400, "closed")}
    one.load(moment(LOAD_S), one.server.kill)
    assert one.server.wait() == KILLED


def summary(ledger: Ledger, kills: int) -> str:
    known = sum(reading.acked_ms >= 0 for reading in ledger.readings)
    return f"{kills} kills, {ledger.acknowledged} beacons of {known} views acknowledged: 0 lost, 0 doubled"
