"""The tag is served for a year by its version, else checked every hour; baits as the table says."""

import hashlib
from pathlib import Path

import httpx
import pytest

from service import tag
from tests.service.client import serving

BODY = b"(()=>{console.log('kindly')})();" * 50
VERSION = hashlib.sha256(BODY).hexdigest()[:12]
TABLE = b"""{"paths": [
  {"as": "image", "status": 200, "type": "image/svg+xml", "body": "<svg/>",
   "bait": "/b/p.svg", "control": "/v1/c.svg"},
  {"as": "xmlhttprequest", "status": 204, "type": "", "body": "", "bait": "/b", "control": "/v1/c"}
], "classes": {"baits": ["x"], "control": "y"}}"""


@pytest.fixture
def _built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag of these tests' own, so that building the real one meanwhile does not matter."""
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "k.js").write_bytes(BODY)
    (dist / "k").mkdir()
    (dist / "k" / "page.js").write_bytes(BODY)
    (dist / "baits.json").write_bytes(TABLE)
    monkeypatch.setattr(tag, "files", lambda _: tmp_path)


pytestmark = pytest.mark.usefixtures("_built")


async def get(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async with serving(tag.routes()) as client:
        return await client.request(method, path, headers=headers)


@pytest.mark.parametrize("path", ["/k.js", "/k/page.js"])
async def test_the_tag_is_what_was_built(path: str) -> None:
    answer = await get(path)
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


@pytest.mark.parametrize(
    ("path", "status", "kind", "body"),
    [
        ("/b/p.svg", 200, "image/svg+xml", "<svg/>"),
        ("/v1/c.svg", 200, "image/svg+xml", "<svg/>"),
        ("/b", 204, "", ""),
        ("/v1/c", 204, "", ""),
    ],
)
async def test_a_bait_and_its_control_are_answered_alike(
    path: str, status: int, kind: str, body: str
) -> None:
    answer = await get(path)
    assert (answer.status_code, answer.text) == (status, body)
    assert answer.headers.get("content-type", "").startswith(kind)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_the_real_tag_and_its_table_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (await get("/k.js")).status_code == 200
    paths = [getattr(route, "path", "") for route in tag.routes()]
    assert len(paths) == len(set(paths)) > 3
