"""The live page's stream: what comes over it, who may have how many, and how it ends."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from dashboards.feed import Feeds
from dashboards.pages.desk import Desk
from dashboards.pages.live import PAGE
from dashboards.pages.stream import CHECK_EVERY, Stream, event
from service.metrics.live import Live
from tests.dashboards.fakes import HOSTILE, NOW, FakeMetrics, one_site, open_door, some_titles

TURNING = HOSTILE + "\r\nevent: end\rdata: \u2028\ud800"


class Screen:
    """A service with only the stream, and browsers that look at it."""

    def __init__(self) -> None:
        self.metrics = FakeMetrics()
        self.signed_in = True
        self.fails = False
        self.reading = 12
        self.asked = 0
        self.feeds: Feeds[Live] = Feeds(self.live, every_s=0.001, most=2)
        desk = Desk(self.metrics, one_site, self.titles, lambda: NOW)
        stream = Stream(desk, self.feeds, self.still, lambda request: request.headers["person"])
        self.app = Starlette(routes=stream.routes(open_door))

    async def live(self, site: str) -> Live:
        self.asked += 1
        if self.fails:
            raise OSError("no disk")
        found = await self.metrics.live(site, 0)
        return Live(found.per_minute, self.reading, *(getattr(found, name) for name in _REST))

    async def titles(self, site: str, paths: object) -> dict[str, str]:
        titles = await some_titles(site, list(paths))  # type: ignore[call-overload]
        return {path: TURNING if title == HOSTILE else title for path, title in titles.items()}

    async def still(self, _request: Request) -> bool:
        return self.signed_in

    @contextlib.asynccontextmanager
    async def open(self, person: str = "ann", language: str = "en") -> AsyncIterator["Browser"]:
        browser = Browser(self.app, {"person": person, "accept-language": language})
        try:
            yield browser
        finally:
            browser.gone.set()
            await browser.task


_REST = ("articles", "by_article", "by_channel", "by_device")


class Browser:
    """One connection. `gone` closes it."""

    def __init__(self, app: Starlette, headers: dict[str, str]) -> None:
        self.gone = asyncio.Event()
        self.sent: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope: dict[str, object] = {
            "type": "http",
            "method": "GET",
            "path": "/s/herald/live/stream",
            "headers": raw,
        }
        scope |= {"query_string": b"", "asgi": {"version": "3.0", "spec_version": "2.3"}}
        scope |= {"server": ("k.test", 80), "scheme": "http", "http_version": "1.1", "client": ("::1", 1)}
        self.task = asyncio.create_task(app(scope, self._receive, self.sent.put))  # type: ignore[arg-type]

    async def _receive(self) -> dict[str, object]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def start(self) -> tuple[object, dict[str, str]]:
        message = await self.sent.get()
        headers = {name.decode(): value.decode() for name, value in message["headers"]}  # type: ignore[attr-defined]
        return message["status"], headers

    async def event(self, *names: str) -> tuple[str, str]:
        """The next event, or the next of these names."""
        while True:
            message = await self.sent.get()
            body = message.get("body", b"")
            assert isinstance(body, bytes)
            if message["type"] == "http.response.body" and not body:
                return "closed", ""
            if body:
                name, data = _read(body.decode())
                if not names or name in names:
                    return name, data


def _read(text: str) -> tuple[str, str]:
    """One event, read as a browser does: lines end with CR, LF or both (WHATWG HTML, 9.2.6)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[2:] == ["", ""], "one event is two lines and an empty one"
    return lines[0].removeprefix("event: "), lines[1].removeprefix("data: ")


@pytest.fixture
async def screen() -> AsyncIterator[Screen]:
    screen = Screen()
    yield screen
    screen.feeds.end()


async def test_it_is_a_stream_that_nobody_keeps(screen: Screen) -> None:
    async with screen.open() as browser:
        status, headers = await browser.start()
    assert (status, headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")


async def test_the_first_event_brings_every_panel(screen: Screen) -> None:
    async with screen.open() as browser:
        name, data = await browser.event()
    panels = json.loads(data)
    assert (name, list(panels)) == ("panels", [place.name for place in PAGE.places])
    assert "<strong>12</strong>" in panels["minutes"]


async def test_only_what_changed_comes_again(screen: Screen) -> None:
    async with screen.open() as browser:
        await browser.event()
        screen.metrics.live = _without_devices(screen.metrics.live)  # type: ignore[method-assign, assignment]
        _, data = await browser.event("panels")
    assert list(json.loads(data)) == ["devices"]


def _without_devices(live: Callable[..., object]) -> Callable[..., object]:
    async def changed(site: str, now_ms: int) -> Live:
        found: Live = await live(site, now_ms)  # type: ignore[misc]
        return Live(found.per_minute, 12, found.articles, found.by_article, found.by_channel, ())

    return changed


async def test_a_quiet_site_still_tells_of_itself(screen: Screen) -> None:
    async with screen.open() as browser:
        assert (await browser.event("beat", "end"))[0] == "beat"


async def test_no_title_can_write_an_event(screen: Screen) -> None:
    async with screen.open() as browser:
        name, data = await browser.event()
    articles = json.loads(data)["articles"]
    assert name == "panels"
    assert "<script" not in articles.replace('<script type="application/json"', "")


async def test_a_question_that_fails_is_told_and_got_over(screen: Screen) -> None:
    screen.fails = True
    async with screen.open() as browser:
        assert (await browser.event())[0] == "stale"
        screen.fails = False
        assert (await browser.event("panels"))[0] == "panels"


async def test_it_ends_with_the_session(screen: Screen) -> None:
    async with screen.open() as browser:
        await browser.event()
        screen.signed_in = False
        assert [(await browser.event("end", "closed"))[0] for _ in range(2)] == ["end", "closed"]
    assert screen.feeds.followed == frozenset()


async def test_it_ends_with_the_service(screen: Screen) -> None:
    async with screen.open() as browser:
        await browser.event()
        screen.feeds.end()
        assert (await browser.event("closed"))[0] == "closed"
        await browser.task


async def test_a_browser_that_goes_leaves_nothing_behind(screen: Screen) -> None:
    for _ in range(5):
        async with screen.open() as browser:
            await browser.event()
    assert screen.feeds.followed == frozenset()
    async with screen.open() as browser:
        assert (await browser.start())[0] == 200


async def test_a_browser_that_goes_at_once_gives_its_seat_back(screen: Screen) -> None:
    for _ in range(5):
        async with screen.open() as browser:
            browser.gone.set()
    async with screen.open() as browser:
        assert (await browser.start())[0] == 200


async def test_one_person_has_so_many_and_others_have_theirs(screen: Screen) -> None:
    async with contextlib.AsyncExitStack() as stack:
        people = ("ann", "ann", "ann", "bo")
        browsers = [await stack.enter_async_context(screen.open(person)) for person in people]
        statuses = [await browser.start() for browser in browsers]
    assert [status for status, _ in statuses] == [200, 200, 429, 200]
    assert statuses[2][1]["retry-after"] == "30"


async def test_many_who_look_are_one_question_and_one_drawing(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    draw = Stream._draw

    async def counted(self: Stream, ask: object) -> dict[str, str]:
        drawn.append(1)
        return await draw(self, ask)  # type: ignore[arg-type]

    monkeypatch.setattr(Stream, "_draw", counted)
    async with contextlib.AsyncExitStack() as stack:
        people = [await stack.enter_async_context(screen.open(f"person {n}")) for n in range(30)]
        for browser in people:
            await browser.event("panels")
        assert len(drawn) <= screen.asked


async def test_no_such_site() -> None:
    screen = Screen()
    transport = httpx.ASGITransport(app=screen.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://k.test") as asking:
        assert (await asking.get("/s/nowhere/live/stream", headers={"person": "ann"})).status_code == 404


def test_an_event_is_two_lines() -> None:
    assert event("beat", "") == b"event: beat\ndata: \n\n"
    assert CHECK_EVERY > 0
