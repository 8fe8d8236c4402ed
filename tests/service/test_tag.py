"""The tag is served for a year by its version, else checked every hour; baits as the table says."""

import hashlib
from importlib.resources import files

import httpx
import msgspec
import pytest

from service import tag
from service.tag import Bait, Table
from tests.service.client import serving

BUILT = files("snippets") / "dist"
BODY = (BUILT / "k.js").read_bytes()
VERSION = hashlib.sha256(BODY).hexdigest()[:12]
BAITS = msgspec.json.decode((BUILT / "baits.json").read_bytes(), type=Table).paths


async def get(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async with serving(tag.routes()) as client:
        return await client.request(method, path, headers=headers)


async def test_the_tag_is_what_was_built() -> None:
    answer = await get("/k.js")
    assert answer.status_code == 200
    assert answer.content == BODY
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["etag"] == f'"{VERSION}"'


@pytest.mark.parametrize(
    ("path", "lasting"),
    [("/k.js", False), (f"/k.js?v={VERSION}", True), ("/k.js?v=older", False), ("/k.js?v=", False)],
)
async def test_only_its_own_version_is_kept_for_ever(path: str, lasting: bool) -> None:
    caching = (await get(path)).headers["cache-control"]
    assert ("immutable" in caching) is lasting
    assert ("max-age=3600" in caching) is not lasting


@pytest.mark.parametrize(
    ("known", "status"),
    [
        (f'"{VERSION}"', 304),
        (f'W/"{VERSION}"', 304),
        (f'"older", "{VERSION}"', 304),
        ("*", 304),
        ('"older"', 200),
        (VERSION, 200),
        ("", 200),
    ],
)
async def test_a_browser_that_has_it_is_told_so(known: str, status: int) -> None:
    answer = await get("/k.js", **{"If-None-Match": known})
    assert answer.status_code == status
    assert answer.headers["etag"] == f'"{VERSION}"'
    assert (answer.content == b"") is (status == 304)


async def test_a_head_has_no_body() -> None:
    answer = await get("/k.js", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_any_page_may_load_it() -> None:
    headers = (await get("/k.js")).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("accepted", "packed"), [("gzip, br", True), ("identity", False), ("", False)])
async def test_it_is_packed_for_browsers_that_unpack(accepted: str, packed: bool) -> None:
    answer = await get("/k.js", **{"Accept-Encoding": accepted})
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == BODY


PATHS = [(path, bait) for bait in BAITS for path in (bait.bait, bait.control)]


@pytest.mark.parametrize(("path", "bait"), PATHS, ids=[path for path, _ in PATHS])
async def test_a_bait_and_its_control_are_answered_alike(path: str, bait: Bait) -> None:
    answer = await get(path)
    assert (answer.status_code, answer.text) == (bait.status, bait.body)
    assert answer.headers.get("content-type", "").startswith(bait.type)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
