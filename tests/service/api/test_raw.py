"""Segments: those of the manifest that are settled, whole or in part, and nothing else of the disk."""

import pytest

from .conftest import LATER, LOST, SETTLED, Asking, assert_problem, get

PATH = f"/api/v1/segments/{SETTLED.path}"


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ("", ["2026-11-01", "2026-11-02", "2026-11-03"]),
        ("?from=2026-11-02", ["2026-11-02", "2026-11-03"]),
        ("?to=2026-11-02", ["2026-11-01", "2026-11-02"]),
        ("?from=2026-11-02&to=2026-11-02", ["2026-11-02"]),
        ("?from=2026-11-03&to=2026-11-01", []),
    ],
)
async def test_segments_are_listed_by_day(asking: Asking, span: str, days: list[str]) -> None:
    found = (await get(asking, f"/api/v1/segments{span}")).json()["segments"]
    assert [segment["day"] for segment in found] == days


async def test_a_segment_says_what_is_in_it(asking: Asking) -> None:
    [found] = (await get(asking, "/api/v1/segments?to=2026-11-01")).json()["segments"]
    assert found == {"path": SETTLED.path, "day": "2026-11-01", "views": 2, "bytes": 10}


@pytest.mark.parametrize("span", ["from=x", "to=2026-13-01", "since=2026-11-01", "from=", "from=%FF"])
async def test_a_span_that_makes_no_sense_is_refused(asking: Asking, span: str) -> None:
    assert_problem(await get(asking, f"/api/v1/segments?{span}"), 400, "not-readable")


async def test_a_segment_is_sent_whole(asking: Asking) -> None:
    answer = await get(asking, PATH)
    assert (answer.status_code, answer.content) == (200, b"0123456789")
    assert answer.headers["content-length"] == "10"
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.headers["content-disposition"] == 'attachment; filename="settled-1.parquet"'


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=8-", 206, b"89"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=-4", 206, b"6789"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("bytes=-0", 200, b"0123456789"),
        ("pages=1", 200, b"0123456789"),
        ("nonsense", 200, b"0123456789"),
    ],
)
async def test_a_part_is_sent_where_it_makes_sense(
    asking: Asking, asked: str, status: int, content: bytes
) -> None:
    answer = await get(asking, PATH, Range=asked)
    assert (answer.status_code, answer.content) == (status, content)


async def test_a_part_after_the_end_is_refused(asking: Asking) -> None:
    answer = await get(asking, PATH, Range="bytes=10-")
    assert_problem(answer, 416, "no-such-range")
    assert answer.headers["content-range"] == "bytes */10"


@pytest.mark.parametrize(
    "path",
    [
        LOST.path,
        "site=demo/day=2026-11-02/young.parquet",
        "site=demo/day=2026-11-01",
        "site=demo/day=2026-11-02/%2e%2e/day=2026-11-01/settled-1.parquet",
        "%2e%2e/%2e%2e/catalog.db",
        "..%2f..%2fcatalog.db",
        "/" + SETTLED.path,
        "%2fetc%2fpasswd",
        "",
        "%00",
        SETTLED.path.upper(),
    ],
)
async def test_nothing_else_is_sent(asking: Asking, path: str) -> None:
    assert_problem(await get(asking, f"/api/v1/segments/{path}"), 404, "no-such-segment")


async def test_slashes_may_be_escaped(asking: Asking) -> None:
    escaped = LATER.path.replace("/", "%2F").replace("=", "%3D")
    assert (await get(asking, f"/api/v1/segments/{escaped}")).content == b"abc"
