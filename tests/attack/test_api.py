"""Whatever `/api` is sent: never a 500, a problem that says what, and the next question is answered."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from tests.attack.conftest import Target
from tests.attack.hostile import malformed
from tests.load.client import Reply, send

QUESTION: dict[str, Any] = {"site": "demo", "metrics": ["views"], "from": "2026-11-01", "to": "2026-11-03"}
WRONG: dict[str, list[Any]] = {
    "site": [1, None, [], "", "x" * 2_049, "\x00", "../demo"],
    "metrics": ["views", [1], [None], [], ["views"] * 31, ["__class__"], ["views; DROP TABLE views"]],
    "dimensions": ["day", [["day"]], ["x"], ["day"] * 7, [{}]],
    "filters": [
        {}, [[]], [["is"]], [["is", "day"]], [["is", "day", []]], [["IS", "day", ["x"]]],
        [["is", "x", ["x"]]], [["is", "day", ["x"] * 101]], [["is", "day", [1]]], [["is", "day", ["x"]]] * 31,
    ],
    "from": [1, "", "today", "2026-02-30", "10000-01-01", "0000-01-01", "-001-01-01", "2026-11-01T00:00"],
    "to": ["2026-10-31", "9999-12-31", None],
    "order_by": [["views"], [["views"]], [["views", "up"]], [["day", "asc"]], [["views", "asc"]] * 11],
    "limit": [0, -1, 100_001, 1.5, "1", None, 1e300],
    "offset": [-1, 10_000_001, "0", 0.5, None],
    "compare": ["", "last", 1, [], {}, {"from": "2026-11-01"}, {"from": "x", "to": "y"},
                {"from": "2026-11-03", "to": "2026-11-01"}, {"from": "0001-01-01", "to": "9999-12-31"}],
    "totals": [1, "true", None, {}],
    "__proto__": [{}],
}  # fmt: skip
LIKE_TOKENS = ["", " ", "kindly_", "kindly_" + "A" * 43, "x" * 5_000, "é", "' OR 1=1 --", "a b c"]
PATHS = [
    "/api", "/api/", "/api//", "/api/v1", "/api/v1/queryx", "/api/v1/query/", "/api/v1/../v1/x",
    "/api/%2e%2e/%2e%2e", "/api/v1/query%00", "/api/%ff%fe", "/api/v1/segments/../../catalog.db",
    "/api/v1/segments/%2e%2e%2fcatalog.db", "/api/v1/segments/" + "x" * 5_000, "/problems/", "/problems/..",
    "/problems/%00", "/problems/no-token/x",
]  # fmt: skip


def wrong() -> Iterator[tuple[str, bytes]]:
    for name, values in WRONG.items():
        for value in values:
            yield f"{name}={ascii(value)[:30]}", msgspec.json.encode(QUESTION | {name: value})


def assert_problem(answer: Reply, *statuses: int) -> None:
    assert answer.status in statuses, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    assert msgspec.json.decode(answer.body)["status"] == answer.status


@pytest.fixture(autouse=True)
def unharmed(target: Target) -> Iterator[None]:
    yield
    assert target.query(msgspec.json.encode(QUESTION)).status == 200


@pytest.mark.parametrize("sent", [pytest.param(sent, id=name) for name, sent in (*malformed(), *wrong())])
def test_no_body_breaks_it(target: Target, sent: bytes) -> None:
    assert_problem(target.query(sent), 400, 403)


@pytest.mark.parametrize("shown", LIKE_TOKENS, ids=lambda value: ascii(value)[:20])
@pytest.mark.parametrize("scheme", ["Bearer ", "bearer", "Basic ", ""])
def test_no_token_but_the_right_one_opens_it(target: Target, scheme: str, shown: str) -> None:
    header = f"{scheme}{shown}".encode().decode("latin-1")
    assert_problem(send(target.port, "GET", "/api/v1/meta", None, {"Authorization": header}), 400, 401)


def test_a_sign_in_is_no_token(target: Target) -> None:
    """Else a page of another site could ask with the cookie of whoever looks at it."""
    assert_problem(target.get("/api/v1/meta"), 401)


@pytest.mark.parametrize("path", PATHS, ids=lambda value: value[:30])
def test_no_path_leads_elsewhere(target: Target, path: str) -> None:
    answer = send(target.port, "GET", path, None, {"Authorization": f"Bearer {target.token}"})
    assert answer.status in {403, 404}
    assert b"SQLite" not in answer.body


@pytest.mark.parametrize(
    "query", ["%", "from=%00", "from=" + "9" * 4_000, "from[]=x", "a=b", "&&&", "%ED%A0%80=1"]
)
def test_no_query_string_breaks_it(target: Target, query: str) -> None:
    headers = {"Authorization": f"Bearer {target.exporting}"}
    assert send(target.port, "GET", f"/api/v1/segments?{query}", None, headers).status in {200, 400}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "MKCOL"])
def test_a_method_that_is_not_for_it_is_told_so(target: Target, method: str) -> None:
    answer = send(target.port, method, "/api/v1/query", None, {"Authorization": f"Bearer {target.token}"})
    assert_problem(answer, 405)
    assert answer.headers["allow"] == "POST"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_too_much_is_not_read_to_its_end(target: Target) -> None:
    assert_problem(target.query(b" " * 1_000_000), 413)
