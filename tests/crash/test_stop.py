"""A server that is asked to stop: it answers what it took, and keeps all of it."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from service.accounts.passwords import Passwords
from service.catalog.catalog import Catalog
from tests.crash.ledger import CLEAN
from tests.crash.trial import Trial
from tests.load.server import SITE, TERMINATED

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


async def _add_person(trial: Trial) -> None:
    catalog = await Catalog.open(trial.server.data)
    await catalog.add_person("ann@example.org", await Passwords().hash("correct horse"), "viewer")
    await catalog.close()


def test_who_looks_at_the_live_page_holds_nothing_up(trial: Callable[..., Trial]) -> None:
    one = trial()
    asyncio.run(_add_person(one))
    one.server.start()
    with httpx.Client(base_url=f"http://127.0.0.1:{one.server.port}", timeout=60) as browser:
        browser.post("/login", data={"email": "ann@example.org", "password": "correct horse"})
        with browser.stream("GET", f"/s/{SITE}/live/stream") as stream:
            lines = stream.iter_lines()
            assert next(lines) == "event: panels"
            one.server.terminate()
            # Cut off after uvicorn's patience, the stream would break in the middle of a chunk.
            assert not [line for line in lines if line.startswith("event: stale")]
    assert one.server.wait() in {0, TERMINATED}
