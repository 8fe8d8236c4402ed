"""Every address: the right token and question, else a problem in the form of RFC 9457."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from service.api.describe import MOST_BYTES

from .conftest import QUESTION, Asking, assert_problem, get, query


async def test_a_question_is_answered(asking: Asking) -> None:
    answer = await query(asking, QUESTION)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert found["rows"] == [
        {"dimensions": ["phone"], "metrics": [2, 1.0]},
        {"dimensions": ["desktop"], "metrics": [1, 1.0]},
    ]
    assert found["meta"]["units"] == {"views": "views", "block_rate": "share"}
    assert (found["meta"]["rows"], found["meta"]["total_rows"]) == (2, 2)
    assert not {"next_offset", "compared"} & found["meta"].keys()
    assert "totals" not in found


async def test_filters_and_order_go_with_the_question(asking: Asking) -> None:
    more = {"filters": [["is_not", "device", ["tv"]]], "order_by": [["device", "asc"]], "limit": 1}
    answer = await query(asking, QUESTION | more)
    assert [row["dimensions"] for row in answer.json()["rows"]] == [["desktop"]]


async def test_pages_totals_and_comparison_go_with_it_too(asking: Asking) -> None:
    more = {"limit": 1, "totals": True, "compare": "previous"}
    found = (await query(asking, QUESTION | more)).json()
    assert found["rows"] == [{"dimensions": ["phone"], "metrics": [2, 1.0], "compared": [1, 1.0]}]
    assert found["totals"] == {"dimensions": [], "metrics": [3, 1.0], "compared": [1, 1.0]}
    assert found["meta"]["compared"] == {"from": "2026-10-29", "to": "2026-10-31"}
    assert found["meta"]["next_offset"] == 1


REFUSED: list[tuple[int, str, bytes | dict[str, Any], str | None, str]] = [
    (401, "no-token", QUESTION, None, "bearer token"),
    (401, "no-token", QUESTION, "wrong", "bearer token"),
    (401, "no-token", b"nonsense", None, "bearer token"),
    (403, "other-site", QUESTION | {"site": "other"}, "right", "another site"),
    (403, "not-in-scope", QUESTION, "odd", "'x'"),
    (413, "too-large", b"x" * (MOST_BYTES + 1), "right", "65536"),
    (400, "not-readable", b"", "right", "truncated"),
    (400, "not-readable", b"[]", "right", "Expected `object`"),
    (400, "not-readable", b"{", "right", "truncated"),
    (400, "not-readable", b'"\xff"', "right", ""),
    (400, "not-readable", rb'{"site": "\ud800"}', "right", ""),
    (400, "not-readable", b"[" * 60_000, "right", ""),
    (400, "not-readable", b'{"x": ' + b"[" * 30_000, "right", ""),
    (400, "not-readable", b'{"metrics": ' + b"[" * 30_000, "right", ""),
    (400, "unknown-name", QUESTION | {"metrics": ["vews"]}, "right", "unknown metric: vews"),
    (400, "not-readable", QUESTION | {"metrics": []}, "right", "metrics"),
    (400, "unknown-name", QUESTION | {"dimensions": ["day\u0000"]}, "right", "unknown dimension"),
    (400, "impossible-days", QUESTION | {"from": "2026-11-04"}, "right", "reversed"),
    (400, "impossible-days", QUESTION | {"from": "0001-01-01", "to": "9999-12-31"}, "right", "longer than"),
    (400, "not-readable", QUESTION | {"from": "2026-02-30"}, "right", "from"),
    (400, "not-readable", QUESTION | {"limit": 2**63}, "right", "limit"),
    (400, "not-readable", QUESTION | {"limit": 1.5}, "right", "limit"),
    (400, "not-readable", QUESTION | {"offset": -1}, "right", "offset"),
    (400, "not-readable", QUESTION | {"unknown": 1}, "right", "unknown"),
    (400, "not-readable", QUESTION | {"compare": "tomorrow"}, "right", "compare"),
    (400, "not-readable", QUESTION | {"compare": {"from": "2026-11-01"}}, "right", "compare"),
    (
        400,
        "impossible-days",
        QUESTION | {"compare": {"from": "2026-11-02", "to": "2026-11-01"}},
        "right",
        "in compare, the range is reversed",
    ),
    (
        400,
        "impossible-days",
        QUESTION | {"from": "0001-01-01", "to": "0001-01-02", "compare": "year"},
        "right",
        "no days before",
    ),
]


@pytest.mark.parametrize(
    ("status", "name", "sent", "shown", "detail"), REFUSED, ids=lambda value: str(value)[:20]
)
async def test_a_refusal_is_a_problem(
    asking: Asking, status: int, name: str, sent: bytes | dict[str, Any], shown: str | None, detail: str
) -> None:
    answer = await query(asking, sent, shown)
    assert detail in assert_problem(answer, status, name)["detail"]
    assert (answer.headers.get("www-authenticate") == "Bearer") is (status == 401)


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"metrics": ["views", "vews"]}, ["#/metrics/1"]),
        ({"dimensions": ["x", "day", "y"]}, ["#/dimensions/0", "#/dimensions/2"]),
        ({"filters": [["is", "day", ["1"]], ["is", "x", ["1"]]]}, ["#/filters/1/1"]),
        ({"order_by": [["readers", "asc"]]}, ["#/order_by/0/0"]),
        ({"from": "2026-12-01"}, ["#/from", "#/to"]),
        ({"site": "other"}, ["#/site"]),
        ({"limit": 0}, ["#/limit"]),
        ({"filters": [["is", "day", []]]}, ["#/filters/0/2"]),
        ({"compare": {"from": "2026-12-01", "to": "2026-11-01"}}, ["#/compare/from", "#/compare/to"]),
    ],
)
async def test_a_problem_says_where_it_is(asking: Asking, wrong: dict[str, Any], pointers: list[str]) -> None:
    answer = await query(asking, QUESTION | wrong)
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


@pytest.mark.parametrize(
    "value",
    ["", "%", "_", "'", '"', "\\", "/", "\x00", "Ї", "\U0001f600", "'; DROP TABLE views; --", "x" * 2_048],
)
@pytest.mark.parametrize("op", ["is", "is_not", "contains"])
async def test_any_text_may_be_filtered_by(asking: Asking, op: str, value: str) -> None:
    names = ("article", "author", "day", "hour", "week", "month", "weekday", "hour_of_day")
    filters = [[op, name, [value, value]] for name in names]
    assert (await query(asking, QUESTION | {"filters": filters})).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/api/v1/query", "POST"),
        ("OPTIONS", "/api/v1/query", "POST"),
        ("POST", "/api/v1/meta", "GET, HEAD"),
        ("DELETE", "/api/v1/segments/x", "GET, HEAD"),
        ("BREW", "/api/v1/openapi.json", "GET, HEAD"),
    ],
)
async def test_another_method_is_told_the_right_one(
    asking: Asking, method: str, path: str, allow: str
) -> None:
    async with asking() as client:
        answer = await client.request(method, path)
    assert_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allow


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/query", "/api/v1/query/", "/api/%00"])
async def test_there_is_nothing_elsewhere(asking: Asking, method: str, path: str) -> None:
    async with asking() as client:
        assert_problem(await client.request(method, path), 404, "no-such-path")


async def test_no_other_origin_may_ask(asking: Asking) -> None:
    """A token has no place in a page, so CORS stays off."""
    answer = await get(asking, "/api/v1/meta", Origin="https://example.org")
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(("shown", "status"), [("right", 403), ("export", 200), ("odd", 403)])
async def test_segments_need_a_scope_of_their_own(asking: Asking, shown: str, status: int) -> None:
    assert (await get(asking, "/api/v1/segments", shown)).status_code == status


async def test_a_token_has_a_quota(asking: Asking) -> None:
    async with asking(2) as client:
        right = {"Authorization": "Bearer right"}
        found = [await client.get("/api/v1/meta", headers=right) for _ in range(3)]
        other = await client.get("/api/v1/meta", headers={"Authorization": "Bearer export"})
    assert [answer.status_code for answer in found] == [200, 200, 429]
    assert found[0].headers["ratelimit-policy"] == '"token";q=2;w=600'
    assert found[0].headers["ratelimit"].startswith('"token";r=1;t=')
    assert "retry-after" not in found[0].headers
    assert_problem(found[2], 429, "too-many")
    assert 1 <= int(found[2].headers["retry-after"]) <= 600
    assert other.status_code == 200


async def test_without_a_limit_nothing_is_said_of_one(asking: Asking) -> None:
    assert "ratelimit" not in (await get(asking, "/api/v1/meta")).headers


def test_the_largest_question_there_can_be_fits() -> None:
    filters = [["is", "article", ["/" + "x" * 200]]] * 30
    every = QUESTION | {"filters": filters, "to": dt.date(2026, 11, 2)}
    assert len(msgspec.json.encode(every)) < MOST_BYTES
