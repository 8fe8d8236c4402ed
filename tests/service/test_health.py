"""What whoever runs the service asks."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from service import health
from service.collect.reasons import STATUS
from service.corrections.reasons import STATUS as NOTE_STATUS
from service.journal.journal import Journal
from service.ship import Shipper
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.client import serving
from tests.service.views import view

TOKEN = "secret"


class Parts:
    def __init__(self, journal: Journal, shipper: Shipper) -> None:
        self.journal = journal
        self.shipper = shipper
        self.counts = health.Counts()
        self.failing: list[str] = []

    async def get(self, path: str, token: str = TOKEN, **headers: Any) -> httpx.Response:
        routes = health.routes(self.counts, self.journal, self.shipper, token, lambda: self.failing)
        async with serving(routes) as client:
            return await client.get(path, headers=headers)

    async def numbers(self) -> dict[str, float]:
        answer = await self.get("/metrics", Authorization="Bearer secret")
        assert answer.status_code == 200
        lines = (line for line in answer.text.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Parts]:
    journal = await Journal.start(tmp_path, checkpoint_s=3_600)
    warehouse = EmbeddedWarehouse(tmp_path / "segments", [], lambda _: ZoneInfo("UTC"))
    yield Parts(journal, Shipper(journal, warehouse, idle_ms=1))
    warehouse.close()
    await journal.stop()


async def test_health_says_it_is_up(parts: Parts) -> None:
    answer = await parts.get("/health")
    assert (answer.status_code, answer.text.startswith("ok, up ")) == (200, True)


async def test_ready_when_nothing_is_wrong(parts: Parts) -> None:
    answer = await parts.get("/ready")
    assert (answer.status_code, answer.text) == (200, "ready\n")


async def test_not_ready_says_all_that_is_wrong(parts: Parts) -> None:
    parts.failing = ["ship: OSError('no room')"]
    parts.journal.healthy = False
    answer = await parts.get("/ready")
    assert (answer.status_code, answer.text) == (
        503,
        "ship: OSError('no room'); the journal cannot write\n",
    )


async def test_every_reason_is_counted_from_nought(parts: Parts) -> None:
    parts.counts.count("ok")
    parts.counts.count("ok")
    parts.counts.count("rate")
    numbers = await parts.numbers()
    assert {reason: numbers[f'kindly_beacons_total{{reason="{reason}"}}'] for reason in STATUS} == {
        **dict.fromkeys(STATUS, 0),
        "ok": 2,
        "rate": 1,
    }


async def test_answers_to_reports_are_counted_from_nought(parts: Parts) -> None:
    parts.counts.note("taken")
    numbers = await parts.numbers()
    assert {reason: numbers[f'kindly_notes_total{{reason="{reason}"}}'] for reason in NOTE_STATUS} == {
        **dict.fromkeys(NOTE_STATUS, 0),
        "taken": 1,
    }


async def test_the_journal_is_told(parts: Parts) -> None:
    for last_at in (0, 10**15):
        await parts.journal.record(view(last_at=last_at))
    await parts.shipper.ship()
    numbers = await parts.numbers()
    assert numbers["kindly_commits_total"] == 2
    assert numbers["kindly_failed_commits_total"] == 0
    assert numbers["kindly_shipped_views_total"] == 1
    assert numbers["kindly_open_views"] == 1
    assert numbers["kindly_queued_beacons"] == 0
    assert numbers["kindly_journal_healthy"] == 1


@pytest.mark.parametrize(
    ("token", "header", "status"),
    [
        ("secret", "Bearer secret", 200),
        ("secret", "bearer secret", 200),
        ("secret", "Bearer wrong", 401),
        ("secret", "Bearer", 401),
        ("secret", "", 401),
        ("secret", "Bearer \xff", 401),
        ("", "", 404),
        ("", "Bearer ", 404),
    ],
)
async def test_metrics_are_for_those_with_the_token(
    parts: Parts, token: str, header: str, status: int
) -> None:
    answer = await parts.get("/metrics", token, Authorization=header.encode("latin-1"))
    assert answer.status_code == status
