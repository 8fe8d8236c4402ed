"""The API over a small warehouse, for tokens of two scopes."""

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest
from starlette.requests import Request

from service import api
from service.catalog.tokens import Token
from service.metrics.metrics import Metrics
from service.segment import Segment
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.client import serving
from tests.service.views import DAY_MS, NOON_MS, view

SETTLED = Segment("site=demo/day=2026-11-01/settled-1.parquet", "demo", dt.date(2026, 11, 1), 2, 10)
LATER = Segment("site=demo/day=2026-11-02/settled-2.parquet", "demo", dt.date(2026, 11, 2), 1, 3)
LOST = Segment("site=demo/day=2026-11-03/settled-3.parquet", "demo", dt.date(2026, 11, 3), 1, 3)
QUESTION: dict[str, Any] = {
    "site": "demo",
    "metrics": ["views", "block_rate"],
    "dimensions": ["device"],
    "from": "2026-11-01",
    "to": "2026-11-03",
}

Asking = Callable[..., contextlib.AbstractAsyncContextManager[httpx.AsyncClient]]


def token(number: int, scope: str) -> Token:
    return Token(id=number, site="demo", name="", scope=scope, created_at=0, last_used_at=None)


TOKENS = {"Bearer right": token(1, "read"), "Bearer export": token(2, "export"), "Bearer odd": token(3, "x")}


async def _token_of(request: Request) -> Token | None:
    return TOKENS.get(request.headers.get("authorization", ""))


async def _settled(site: str) -> list[Segment]:
    return [LOST, LATER, SETTLED] if site == "demo" else []


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    """A client of the API, which may make so many requests with each token."""

    @contextlib.asynccontextmanager
    async def ask(requests: int = 0) -> AsyncIterator[httpx.AsyncClient]:
        root = tmp_path / "segments"
        warehouse = EmbeddedWarehouse(root, [], lambda _: ZoneInfo("UTC"))
        devices = [("phone", 0), ("phone", 0), ("desktop", 0), ("phone", -3)]
        await warehouse.follow(
            [
                view(started_at=NOON_MS + days * DAY_MS, device=device, blocker="dns")
                for device, days in devices
            ]
        )
        for segment, content in ((SETTLED, b"0123456789"), (LATER, b"abc")):
            (root / segment.path).parent.mkdir(parents=True)
            (root / segment.path).write_bytes(content)
        (root / "site=demo" / "day=2026-11-02" / "young.parquet").write_bytes(b"pseudonyms")
        routes = api.routes(
            Metrics(warehouse, lambda _: ZoneInfo("UTC")), _token_of, _settled, root, requests
        )
        async with serving(routes) as client:
            yield client
        warehouse.close()

    return ask


async def query(asking: Asking, sent: bytes | dict[str, Any], shown: str | None = "right") -> httpx.Response:
    """`POST /api/v1/query` with this body and token."""
    body = sent if isinstance(sent, bytes) else msgspec.json.encode(sent)
    async with asking() as client:
        headers = {} if shown is None else {"Authorization": f"Bearer {shown}"}
        return await client.post("/api/v1/query", content=body, headers=headers)


async def get(asking: Asking, path: str, shown: str = "export", **headers: str) -> httpx.Response:
    async with asking() as client:
        return await client.get(path, headers={"Authorization": f"Bearer {shown}", **headers})


def assert_problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """A problem in the form of RFC 9457, of this kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert (found["type"], found["status"]) == (f"/problems/{name}", status)
    assert found["title"]
    assert found["detail"]
    return found
