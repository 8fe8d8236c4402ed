"""The whole service in one process: a beacon goes in, and comes out of the API and after a restart."""

import asyncio
import contextlib
import datetime as dt
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from service.accounts.keys import fingerprint, new_token
from service.accounts.passwords import Passwords
from service.app import create
from service.catalog.catalog import Catalog
from service.catalog.sites import Article, Site
from service.config import Settings
from service.warehouse import embedded, segments
from service.warehouse.embedded import EmbeddedWarehouse
from tests.service.client import client
from tests.service.views import new_id

ORIGIN = "http://demo.test"
TOKEN = new_token()


@contextlib.asynccontextmanager
async def running(data: Path, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    whole: dict[str, Any] = {
        "rate_limit": 0.0,
        "request_limit": 0,
        "live_s": 0.01,
        "ship_s": 0.05,
        "metrics_token": "secret",
    } | settings
    further = [Route("/further", lambda _: PlainTextResponse("here"))]
    app = create(Settings(data=data, **whole), further)
    async with app.router.lifespan_context(app), client(app) as asking:
        yield asking


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(Site(key="demo", name="Demo", origins=(ORIGIN,)))
    await catalog.add_token("demo", "test", fingerprint(TOKEN))
    await catalog.close()
    return tmp_path


async def send(asking: httpx.AsyncClient, **keys: Any) -> httpx.Response:
    beacon = {"s": "demo", "v": new_id(), "n": 1, "u": f"{ORIGIN}/a"} | keys
    return await asking.post(
        "/v1/read", json=beacon, headers={"Origin": ORIGIN, "User-Agent": "Firefox/140.0"}
    )


async def views(asking: httpx.AsyncClient) -> int:
    today = dt.datetime.now(dt.UTC).date()
    question = {
        "site": "demo",
        "metrics": ["views"],
        "from": str(today - dt.timedelta(2)),
        "to": str(today + dt.timedelta(1)),
    }
    answer = await asking.post("/api/v1/query", json=question, headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["rows"]
    return int(row["metrics"][0])


async def until(asking: httpx.AsyncClient, count: int) -> None:
    """Wait until so many views are told; never more on the way."""
    for _ in range(2_000):
        found = await views(asking)
        assert found <= count
        if found == count:
            return
    raise AssertionError(f"{found} views, not {count}")


async def shipped(asking: httpx.AsyncClient) -> None:
    """Wait until a view has been shipped."""
    for _ in range(2_000):
        if "kindly_shipped_views_total 1.0" in await metrics(asking):
            return
        await asyncio.sleep(0.005)
    raise AssertionError("no view was shipped")


async def ready(asking: httpx.AsyncClient, status: int) -> None:
    """Wait until `/ready` answers so."""
    for _ in range(2_000):
        if (await asking.get("/ready")).status_code == status:
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"/ready never answered {status}")


async def metrics(asking: httpx.AsyncClient) -> str:
    return (await asking.get("/metrics", headers={"Authorization": "Bearer secret"})).text


async def test_a_beacon_shows_up_in_the_api_and_after_a_restart(data: Path) -> None:
    async with running(data) as asking:
        for _ in range(3):
            assert (await send(asking)).headers["x-kindly"] == "ok"
        await until(asking, 3)
    async with running(data) as asking:
        await until(asking, 3)


async def test_a_closed_view_is_shipped_and_still_counts_once(data: Path) -> None:
    view = new_id()
    async with running(data, view_idle_s=0.01) as asking:
        assert (await send(asking, v=view)).headers["x-kindly"] == "ok"
        await shipped(asking)
        assert (await send(asking, v=view)).headers["x-kindly"] == "closed"
        await until(asking, 1)
    assert [path for path in (data / "segments").rglob("*.parquet") if path.is_file()]
    async with running(data) as asking:
        assert (await send(asking, v=view)).headers["x-kindly"] == "closed"
        await until(asking, 1)


@pytest.mark.parametrize("merging", [False, True], ids=["shipped", "merged"])
async def test_ready_again_after_segments_could_not_be_published(
    data: Path, monkeypatch: pytest.MonkeyPatch, merging: bool
) -> None:
    full, publish = True, EmbeddedWarehouse.publish

    async def sometimes(self: EmbeddedWarehouse, added: Any, removed: Any, shipped: Any) -> None:
        if full and bool(removed) is merging:
            raise OSError("no room")
        await publish(self, added, removed, shipped)

    monkeypatch.setattr(EmbeddedWarehouse, "publish", sometimes)
    monkeypatch.setattr(embedded, "MERGE_AT", 2)
    async with running(data, view_idle_s=0.01, merge_s=0.05) as asking:
        await send(asking)
        if merging:
            await shipped(asking)
            await send(asking)
        await ready(asking, 503)
        full = False
        await ready(asking, 200)
        await until(asking, 1 + merging)


async def test_a_file_that_no_manifest_lists_is_removed_at_the_start(data: Path) -> None:
    orphan = data / "segments" / segments.new_path("demo", dt.date(2026, 11, 2))
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"half a segment")
    async with running(data) as asking:
        assert await views(asking) == 0
    assert not orphan.exists()


async def test_a_listed_file_that_is_gone_does_not_stop_the_start(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with running(data, view_idle_s=0.01) as asking:
        await send(asking)
        await shipped(asking)
    for path in (data / "segments").rglob("*.parquet"):
        path.unlink()
    async with running(data) as asking:
        assert await views(asking) == 0
    assert "segments are missing" in capsys.readouterr().out


@pytest.mark.parametrize(("wanted", "spoken"), [("uk-UA,en;q=0.5", "uk"), ("en", "en"), ("de", "en")])
async def test_pages_speak_what_the_browser_likes_best(data: Path, wanted: str, spoken: str) -> None:
    async with running(data) as asking:
        page = (await asking.get("/login", headers={"Accept-Language": wanted})).text
    assert (f'<html lang="{spoken}">' in page, "<h1>Увійти</h1>" in page) == (True, spoken == "uk")


async def test_the_pages_of_the_service_are_there(data: Path) -> None:
    async with running(data) as asking:
        found = {
            path: (await asking.get(path)).status_code
            for path in (
                "/k.js",
                "/health",
                "/ready",
                "/metrics",
                "/login",
                "/s/demo/overview",
                "/s/demo/shares",
                "/s/demo/report",
                "/shared/wrong",
                "/unsubscribe/wrong",
                "/further",
                "/x",
            )
        }
    assert found == {
        "/k.js": 200,
        "/health": 200,
        "/ready": 200,
        "/metrics": 401,
        "/login": 200,
        "/s/demo/overview": 303,
        "/s/demo/shares": 303,
        "/s/demo/report": 303,
        "/shared/wrong": 404,
        "/unsubscribe/wrong": 404,
        "/further": 200,
        "/x": 404,
    }


@pytest.mark.parametrize("own", ["search=foghorn", "tag=sea", "search=foghorn&tag=sea"])
async def test_a_shared_list_is_what_the_editor_saw(data: Path, own: str) -> None:
    catalog = await Catalog.open(data)
    await catalog.add_person("ann@demo.test", await Passwords().hash("correct horse battery"), "editor")
    await catalog.put_articles([Article(site="demo", path="/a", title="The foghorn", tags=("sea",))])
    await catalog.close()
    async with running(data) as asking:
        for path in ("/a", "/b"):
            await send(asking, u=f"{ORIGIN}{path}")
        await until(asking, 2)
        form = {"email": "ann@demo.test", "password": "correct horse battery"}
        await asking.post("/login", data=form, headers={"Origin": str(asking.base_url)})
        seen = await asking.get(f"/s/demo/articles/panel/list.csv?range=7d&{own}")
        link = await share(asking, f"range=7d&{own}")
        asking.cookies.clear()
        given = await asking.get(f"{link}/panel/list.csv")
        page = await asking.get(f"{link}?plain=1")
    assert [line.rpartition(",")[2] for line in seen.text.splitlines()[1:]] == ["/a"]
    assert given.text == seen.text
    assert "The foghorn" in page.text


async def share(asking: httpx.AsyncClient, query: str) -> str:
    """The link by which strangers see the list of articles."""
    page = (await asking.get(f"/s/demo/articles?{query}")).text
    [csrf] = set(re.findall(r'name="csrf" value="([^"]+)"', page))
    form = {"csrf": csrf, "page": "articles", "query": query, "days": "7"}
    await asking.post("/s/demo/shares", data=form, headers={"Origin": str(asking.base_url)})
    [link] = re.findall(r'value="http[^"]+(/shared/[^"]+)"', (await asking.get("/s/demo/shares")).text)
    return str(link)


async def test_answers_are_counted_under_their_reason(data: Path) -> None:
    async with running(data) as asking:
        await send(asking)
        await send(asking, s="unknown")
        told = await metrics(asking)
    assert 'kindly_beacons_total{reason="ok"} 1.0' in told
    assert 'kindly_beacons_total{reason="site"} 1.0' in told


def contents(data: Path) -> list[bytes]:
    return [path.read_bytes() for path in data.rglob("*") if path.is_file()]


async def test_address_and_user_agent_never_reach_the_disk(data: Path) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 Remembered/7.7"
    app = create(Settings(data=data, view_idle_s=0.01, ship_s=0.05, metrics_token="secret"))
    transport = httpx.ASGITransport(app, client=("203.0.113.77", 4321))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=ORIGIN) as asking,
    ):
        beacon = {
            "s": "demo",
            "v": new_id(),
            "n": 1,
            "u": f"{ORIGIN}/told",
            "r": "https://t.co/",
            "b": "none",
        }
        headers = {"Origin": ORIGIN, "User-Agent": agent}
        answer = await asking.post("/v1/read", json=beacon, headers=headers)
        assert answer.headers["x-kindly"] == "ok"
        on_disk = contents(data)
        await shipped(asking)
    on_disk += contents(data)
    assert any(b"/told" in content for content in on_disk)
    for told in (b"203.0.113.77", b"Remembered/7.7", b"Gecko/20100101"):
        assert not any(told in content for content in on_disk), told


async def test_reports_are_counted_where_there_is_a_mail_server(data: Path) -> None:
    mail = {
        "smtp_url": "smtp://127.0.0.1:9",
        "mail_from": "k@k.example",
        "public_url": "https://k.example",
    }
    async with running(data, **mail) as asking:
        assert 'kindly_reports_total{outcome="sent"} 0.0' in await metrics(asking)
