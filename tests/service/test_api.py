"""`POST /api/v1/query`: the right token and question, else a problem in the form of RFC 9457."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest
from starlette.requests import Request

from service import api
from service.metrics.metrics import Metrics
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.client import serving
from tests.service.views import NOON_MS, view

RIGHT = "right"
QUESTION: dict[str, Any] = {
    "site": "demo",
    "metrics": ["views", "block_rate"],
    "dimensions": ["device"],
    "from": "2026-11-01",
    "to": "2026-11-03",
}


async def ask(folder: Path, sent: bytes | dict[str, Any], token: str | None = RIGHT) -> httpx.Response:
    async def token_site(request: Request) -> str | None:
        return {"Bearer right": "demo"}.get(request.headers.get("authorization", ""))

    warehouse = EmbeddedWarehouse(folder / "segments", [], lambda _: ZoneInfo("UTC"))
    await warehouse.follow(
        [view(started_at=NOON_MS, device=device, blocker="dns") for device in ("phone", "phone", "desktop")]
    )
    routes = api.routes(Metrics(warehouse, lambda _: ZoneInfo("UTC")), token_site)
    body = sent if isinstance(sent, bytes) else msgspec.json.encode(sent)
    async with serving(routes) as client:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        answer = await client.post("/api/v1/query", content=body, headers=headers)
    warehouse.close()
    return answer


async def test_a_question_is_answered(tmp_path: Path) -> None:
    answer = await ask(tmp_path, QUESTION)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert found["rows"] == [
        {"dimensions": ["phone"], "metrics": [2, 1.0]},
        {"dimensions": ["desktop"], "metrics": [1, 1.0]},
    ]
    assert found["meta"]["units"] == {"views": "views", "block_rate": "share"}


async def test_filters_and_order_go_with_the_question(tmp_path: Path) -> None:
    more = {"filters": [["is_not", "device", ["tv"]]], "order_by": [["device", "asc"]], "limit": 1}
    answer = await ask(tmp_path, QUESTION | more)
    assert [row["dimensions"] for row in answer.json()["rows"]] == [["desktop"]]


REFUSED: list[tuple[int, bytes | dict[str, Any], str | None, str]] = [
    (401, QUESTION, None, "bearer token"),
    (401, QUESTION, "wrong", "bearer token"),
    (401, b"nonsense", None, "bearer token"),
    (403, QUESTION | {"site": "other"}, "right", "another site"),
    (413, b"x" * (api.MOST_BYTES + 1), "right", "65536"),
    (400, b"", "right", "truncated"),
    (400, b"[]", "right", "Expected `object`"),
    (400, b"{", "right", "truncated"),
    (400, b'"\xff"', "right", ""),
    (400, rb'{"site": "\ud800"}', "right", ""),
    (400, b"[" * 60_000, "right", ""),
    (400, b'{"x": ' + b"[" * 30_000, "right", ""),
    (400, b'{"metrics": ' + b"[" * 30_000, "right", ""),
    (400, QUESTION | {"metrics": ["vews"]}, "right", "unknown metric: vews"),
    (400, QUESTION | {"metrics": []}, "right", "metrics"),
    (400, QUESTION | {"dimensions": ["day\u0000"]}, "right", "unknown dimension"),
    (400, QUESTION | {"from": "2026-11-04"}, "right", "reversed"),
    (400, QUESTION | {"from": "0001-01-01", "to": "9999-12-31"}, "right", "longer than"),
    (400, QUESTION | {"from": "2026-02-30"}, "right", "from"),
    (400, QUESTION | {"limit": 2**63}, "right", "limit"),
    (400, QUESTION | {"limit": 1.5}, "right", "limit"),
    (400, QUESTION | {"unknown": 1}, "right", "unknown"),
]


@pytest.mark.parametrize(("status", "sent", "token", "detail"), REFUSED, ids=lambda value: str(value)[:20])
async def test_a_refusal_is_a_problem_of_rfc_9457(
    tmp_path: Path, status: int, sent: bytes | dict[str, Any], token: str | None, detail: str
) -> None:
    answer = await ask(tmp_path, sent, token)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["status"]) == ("about:blank", status)
    assert problem["title"] == httpx.codes.get_reason_phrase(status) or status == 413
    assert detail in problem["detail"]
    assert (answer.headers.get("www-authenticate") == "Bearer") is (status == 401)


@pytest.mark.parametrize(
    "value",
    ["", "%", "_", "'", '"', "\\", "/", "\x00", "Ї", "\U0001f600", "'; DROP TABLE views; --", "x" * 2_048],
)
@pytest.mark.parametrize("op", ["is", "is_not", "contains"])
async def test_any_text_may_be_filtered_by(tmp_path: Path, op: str, value: str) -> None:
    filters = [[op, name, [value, value]] for name in ("article", "author", "day", "hour")]
    assert (await ask(tmp_path, QUESTION | {"filters": filters})).status_code == 200


async def test_a_problem_says_more_when_there_is_more_to_say() -> None:
    answer = api.problem(429, "Later.", retry_after=5)
    assert msgspec.json.decode(bytes(answer.body)) == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "Later.",
        "retry_after": 5,
    }


def test_the_largest_question_there_can_be_fits() -> None:
    filters = [["is", "article", ["/" + "x" * 200]]] * 30
    every = QUESTION | {"filters": filters, "to": dt.date(2026, 11, 2)}
    assert len(msgspec.json.encode(every)) < api.MOST_BYTES
