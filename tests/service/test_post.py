"""The weekly report on its way: when it is due, and that nobody gets it twice whatever happens."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest

from dashboards.respond import render
from service import mail, post, signing
from service.catalog.catalog import Catalog
from service.catalog.sites import Site
from service.mail import Letter
from service.post import Due, Post, due_week
from tests.service.client import serving
from tests.service.mailbox import Mailbox, mailbox

KYIV = "Europe/Kyiv"
SITE = Site(key="daily", name="The Daily", origins=("https://daily.example",), timezone=KYIV)
WEEK = dt.date(2099, 11, 16)
MINUTE = 60_000


def at(text: str, zone: str = KYIV) -> int:
    return round(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


MONDAY = at("2099-11-23 07:00")


@pytest.mark.parametrize(
    ("now", "zone", "week", "since"),
    [
        ("2026-11-23 06:59", KYIV, "2026-11-09", "2026-11-16 07:00"),
        ("2026-11-23 07:00", KYIV, "2026-11-16", "2026-11-23 07:00"),
        ("2026-11-29 23:59", KYIV, "2026-11-16", "2026-11-23 07:00"),
        # The clocks change on the Sunday between.
        ("2026-03-30 07:00", KYIV, "2026-03-23", "2026-03-30 07:00"),
        ("2026-01-05 07:00", "Pacific/Auckland", "2025-12-29", "2026-01-05 07:00"),
    ],
)
def test_due(now: str, zone: str, week: str, since: str) -> None:
    assert due_week(zone, at(now, zone)) == Due(dt.date.fromisoformat(week), at(since, zone))


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[Catalog]:
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(SITE)
    await catalog.subscribe("daily", "ann@daily.example", "en")
    yield catalog
    await catalog.close()


@pytest.fixture
def counted() -> list[str]:
    return []


@pytest.fixture
def out(catalog: Catalog, box: Mailbox, clock: Clock, counted: list[str]) -> Post:
    async def compose(site: Site, week: dt.date, language: str) -> Callable[[str], Letter]:
        return lambda link: Letter(
            subject=f"{site.key} {week} {language}", text="t", html="<p>h</p>", unsubscribe=link
        )

    return Post(
        catalog,
        lambda: [SITE],
        compose,
        server=mail.Server(host="127.0.0.1", port=box.port),
        sender="Kindly <kindly@k.example>",
        home="https://k.example/",
        count=counted.append,
        clock=clock,
    )


async def test_sent_once(out: Post, box: Mailbox, clock: Clock, counted: list[str]) -> None:
    for minutes in (-1, 0, 1, 60):
        clock.now = MONDAY + minutes * MINUTE
        await out.deliver()
    assert [letter["Subject"] for letter in box.letters] == [f"daily {WEEK} en"]
    assert counted == ["sent"]


async def test_each_in_their_language(out: Post, box: Mailbox, catalog: Catalog) -> None:
    await catalog.subscribe("daily", "bob@daily.example", "uk")
    await out.deliver()
    assert [(letter["To"], letter["Subject"][-2:]) for letter in box.letters] == [
        ("ann@daily.example", "en"),
        ("bob@daily.example", "uk"),
    ]


@pytest.mark.parametrize(("hours", "sent"), [(0, 1), (47.9, 1), (48, 0), (100, 0)])
async def test_not_sent_when_too_late(out: Post, box: Mailbox, clock: Clock, hours: float, sent: int) -> None:
    clock.now = MONDAY + round(hours * 60 * MINUTE)
    await out.deliver()
    assert len(box.letters) == sent


async def test_tried_again_later_and_later(out: Post, box: Mailbox, clock: Clock, counted: list[str]) -> None:
    box.on_rcpt = ["450 later"] * 2
    for minutes in (0, 4, 5, 14, 15, 16):
        clock.now = MONDAY + minutes * MINUTE
        await out.deliver()
    assert (counted, len(box.letters)) == (["waiting", "waiting", "sent"], 1)


async def test_given_up_in_the_end(out: Post, box: Mailbox, clock: Clock, counted: list[str]) -> None:
    box.on_rcpt = ["450 later"] * 20
    for minutes in (0, 5, 15, 35, 75, 155, 315, 635, 1_275, 2_555):
        clock.now = MONDAY + minutes * MINUTE
        await out.deliver()
    assert counted == ["waiting"] * 7 + ["refused"]


@pytest.mark.parametrize(
    ("on_rcpt", "on_data", "outcome", "taken"),
    [(["550 nobody"], [], "refused", 0), ([], ["take and hang up"], "unknown", 1)],
)
async def test_never_tried_again(
    out: Post,
    box: Mailbox,
    clock: Clock,
    counted: list[str],
    on_rcpt: list[str],
    on_data: list[str],
    outcome: str,
    taken: int,
) -> None:
    box.on_rcpt, box.on_data = on_rcpt, on_data
    for _ in range(3):
        await out.deliver()
        clock.now += 60 * MINUTE
    assert (counted, len(box.letters)) == ([outcome], taken)


async def test_killed_after_sending_and_before_noting_it(
    out: Post, box: Mailbox, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(catalog, "end_delivery", killed)
        with pytest.raises(InterruptedError):
            await out.deliver()
    await out.start()
    await out.deliver()
    assert len(box.letters) == 1


async def test_two_rounds_at_once_send_once(out: Post, box: Mailbox, catalog: Catalog) -> None:
    await asyncio.gather(out.deliver(), out.deliver())
    assert len(box.letters) == 1


@pytest.mark.parametrize("answer", ["450 later", "550 nobody"])
async def test_one_that_is_refused_keeps_nobody_else_waiting(
    out: Post, box: Mailbox, catalog: Catalog, answer: str
) -> None:
    await catalog.subscribe("daily", "bob@daily.example", "en")
    box.on_rcpt = [answer]
    await out.deliver()
    assert [letter["To"] for letter in box.letters] == ["bob@daily.example"]


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("mail", "450 later", "waiting"),
        ("mail", "550 not you", "waiting"),
        ("rcpt", "421 closing", "waiting"),
        ("data", "take and hang up", "unknown"),
    ],
)
async def test_all_wait_for_a_server_in_trouble(
    out: Post,
    box: Mailbox,
    catalog: Catalog,
    clock: Clock,
    counted: list[str],
    command: str,
    answer: str,
    outcome: str,
) -> None:
    await catalog.subscribe("daily", "bob@daily.example", "en")
    setattr(box, f"on_{command}", [answer])
    for minutes in (0, 4):
        clock.now = MONDAY + minutes * MINUTE
        await out.deliver()
    assert counted == [outcome]
    clock.now = MONDAY + 5 * MINUTE
    await out.deliver()
    assert [letter["To"] for letter in box.letters][-1:] == [
        "ann@daily.example" if outcome == "waiting" else "bob@daily.example"
    ]
    assert len(box.letters) == 2


async def test_a_server_in_trouble_rests_as_long_at_anybodys_last_try(
    out: Post, box: Mailbox, catalog: Catalog, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.on_rcpt = ["450 later"] * 3
    for minutes in (0, 5, 15):
        clock.now = MONDAY + minutes * MINUTE
        await out.deliver()
    box.on_mail = ["450 later"]
    clock.now = MONDAY + 35 * MINUTE
    await out.deliver()
    other = await catalog.add_site(
        Site(key="other", name="Other", origins=("https://o.example",), timezone=KYIV)
    )
    await catalog.subscribe("other", "bob@daily.example", "en")
    monkeypatch.setattr(out, "_sites", lambda: [other])
    clock.now += 5 * MINUTE
    await out.deliver()
    assert [letter["To"] for letter in box.letters] == ["bob@daily.example"]


async def test_what_cannot_be_written_uses_up_nothing(
    out: Post, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise UnicodeError("no such letter")

    monkeypatch.setattr(mail, "message", broken)
    with pytest.raises(UnicodeError, match="no such letter"):
        await out.deliver()
    assert await catalog.deliveries("daily", WEEK) == []


async def test_a_sender_that_cannot_be_uses_up_nothing(
    out: Post, catalog: Catalog, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(out, "_sender", "Kindly <kü@k.example>")
    await out.deliver()
    assert counted == ["waiting"]


async def test_nobody_knows_what_became_of_it_after_an_error_of_ours(
    out: Post, catalog: Catalog, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("never seen before")

    monkeypatch.setattr(mail, "send", broken)
    with pytest.raises(RuntimeError, match="never seen before"):
        await out.deliver()
    assert [one.state for one in await catalog.deliveries("daily", WEEK)] == ["unknown"]
    assert counted == ["unknown"]


async def test_a_site_that_cannot_be_told_of_keeps_no_other_waiting(
    out: Post, box: Mailbox, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = out._compose

    async def sometimes(site: Site, week: dt.date, language: str) -> Callable[[str], Letter]:
        if site.key == "broken":
            raise OSError("no such week")
        return await compose(site, week, language)

    broken = await catalog.add_site(
        Site(key="broken", name="Broken", origins=("https://b.example",), timezone=KYIV)
    )
    await catalog.subscribe("broken", "bob@daily.example", "en")
    monkeypatch.setattr(out, "_compose", sometimes)
    monkeypatch.setattr(out, "_sites", lambda: [broken, SITE])
    with pytest.raises(OSError, match="no such week"):
        await out.deliver()
    assert [letter["To"] for letter in box.letters] == ["ann@daily.example"]


async def test_nothing_begins_once_stopped(out: Post, box: Mailbox) -> None:
    out.stop()
    await out.deliver()
    assert box.letters == []


def asking(catalog: Catalog) -> httpx.AsyncClient:
    return serving(post.routes(catalog, render))


async def link_in(out: Post, box: Mailbox) -> str:
    await out.deliver()
    return str(box.letters[0]["List-Unsubscribe"])[1:-1].removeprefix("https://k.example")


async def test_looking_at_the_link_ends_nothing(out: Post, box: Mailbox, catalog: Catalog) -> None:
    async with asking(catalog) as client:
        answer = await client.get(await link_in(out, box))
    assert (answer.status_code, answer.headers["referrer-policy"]) == (200, "no-referrer")
    assert "Stop the weekly report?" in answer.text
    assert len(await catalog.subscriptions("daily")) == 1


async def test_one_click_ends_it(out: Post, box: Mailbox, catalog: Catalog) -> None:
    link = await link_in(out, box)
    async with asking(catalog) as client:
        for _ in range(2):
            answer = await client.post(link, data={"List-Unsubscribe": "One-Click"})
            assert (answer.status_code, "You get no more reports" in answer.text) == (200, True)
    assert await catalog.subscriptions("daily") == []


@pytest.mark.parametrize("token", ["x", "MQ.x", "%FF%FE", "a" * 5_000])
async def test_another_link_ends_nothing(catalog: Catalog, token: str) -> None:
    async with asking(catalog) as client:
        answer = await client.post(f"/unsubscribe/{token}")
    assert answer.status_code == 404
    assert len(await catalog.subscriptions("daily")) == 1


async def test_a_share_is_no_leave_to_end_a_subscription(catalog: Catalog) -> None:
    [ann] = await catalog.subscriptions("daily")
    token = signing.seal(await catalog.secret("links"), "share", str(ann.id).encode())
    async with asking(catalog) as client:
        assert (await client.post(f"/unsubscribe/{token}")).status_code == 404
