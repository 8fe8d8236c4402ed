"""A server that is asked to stop: it answers what it took, and keeps all of it."""

from collections.abc import Callable

import pytest

from tests.crash.ledger import CLEAN
from tests.crash.trial import Trial
from tests.load.server import TERMINATED

pytestmark = pytest.mark.crash


def test_sigterm_under_load(trial: Callable[..., Trial]) -> None:
    one = trial()
    one.server.start()
    one.load(1.0, one.server.terminate)
    # uvicorn stops in good order and then ends by the signal it was sent, as whoever sent it expects.
    assert one.server.wait() in {0, TERMINATED}
    one.server.start()
    assert one.verdict() == CLEAN
    assert set(one.ledger.answers) <= {(200, "ok"), (204, "ok"), (400, "closed"), (503, "stopping")}


def test_a_stop_leaves_nothing_to_replay(trial: Callable[..., Trial]) -> None:
    one = trial("--view-idle", "3600")
    one.server.start()
    one.load(1.0)
    one.server.stop()
    for _ in range(2):
        one.server.start()
        assert one.verdict() == CLEAN
        one.server.stop()
