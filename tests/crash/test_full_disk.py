"""A disk that is full: beacons are refused, not lost, and the service recovers by itself.

The process's limit on the size of files stands for the disk: while it is 0 every write fails, of the
journal, of segments and of the log alike. It takes no rights to set, and none to lift again.
"""

from collections.abc import Callable

import pytest

from tests.crash.ledger import CLEAN
from tests.crash.trial import Trial

pytestmark = pytest.mark.crash


@pytest.fixture
def full(trial: Callable[..., Trial]) -> Trial:
    """A server that has taken beacons, and whose disk is full now."""
    one = trial()
    one.server.start()
    one.load(1.0)
    one.ledger.answers.clear()
    one.server.limit_files(0)
    return one


def test_beacons_are_refused_and_told_when_to_come_again(full: Trial) -> None:
    reply = full.post(full.ledger.first_snapshot())
    assert (reply.status, reply.headers["x-kindly"]) == (503, "disk")
    assert int(reply.headers["retry-after"]) > 0
    assert not full.server.ready()


def test_recovers_when_there_is_room_again(full: Trial) -> None:
    full.load(1.5)
    assert set(full.ledger.answers) <= {(503, "disk"), (400, "closed")}
    full.server.limit_files(None)
    full.ledger.answers.clear()
    full.load(1.0)
    assert full.ledger.acknowledged > 100
    full.until(full.server.ready, 10, "ready again")
    assert full.followed() == CLEAN


def test_killed_while_the_disk_is_full(full: Trial) -> None:
    full.load(1.5, full.server.kill)
    full.server.start()
    assert full.verdict() == CLEAN
    full.load(1.0)
    assert full.followed() == CLEAN
    assert full.ledger.acknowledged > 100
