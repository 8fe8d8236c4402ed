"""Every answer of the endpoint: its status, its reason, its counter; and nothing is written on a refusal."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from service.catalog.errors import CatalogError
from service.catalog.sites import Site
from service.collect.exchange import MOST_BYTES
from service.collect.limiter import Limiter
from service.collect.reasons import STATUS
from tests.service.collect.conftest import AGENT, ORIGIN, SITE, Service
from tests.service.collect.page import URL, body
from tests.service.views import DAY_MS, NOON_MS, new_id, view

FOREIGN = "https://foreign.example"


def empty_bucket(service: Service) -> None:
    service.limiter = Limiter(0.001, 1, clock=lambda: 0.0)
    service.limiter.allow("192.0.2.1")


def full_queue(service: Service) -> None:
    service.journal._queue_limit = 0


def full_disk(service: Service) -> None:
    def append(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    service.journal._store.append = append  # type: ignore[method-assign,assignment]


def stopping(service: Service) -> None:
    service.journal._stopping = True


def closed(service: Service) -> None:
    shipped = view(view="C" * 22)
    service.journal.closing["demo", shipped.view] = shipped


REFUSED: list[tuple[str, Any, dict[str, Any]]] = [
    ("malformed", b"", {}),
    ("malformed", b"{", {}),
    ("malformed", body() + b"x", {}),
    ("malformed", body(), {"cut": True}),
    ("invalid", b"[]", {}),
    ("invalid", body(e=-1), {}),
    ("invalid", body(e=2**63), {}),
    ("invalid", body(u="about:blank"), {}),
    ("invalid", body(u=ORIGIN + "/\x00"), {}),
    ("site", body(s="unknown"), {}),
    ("site", body(s="DEMO"), {}),
    ("clock", body(t=NOON_MS + DAY_MS + 1), {}),
    ("closed", body(t=NOON_MS - DAY_MS - 1), {}),
    ("closed", body(v="C" * 22), {"given": closed}),
    ("origin", body(), {"origin": FOREIGN}),
    ("origin", body(u=FOREIGN + "/"), {"origin": None}),
    ("origin", body(u=FOREIGN + "/"), {"origin": "null"}),
    ("origin", body(), {"origin": "http://www.example.org"}),
    ("origin", body(), {"origin": "https://www.example.org:8443"}),
    ("origin", body(), {"origin": "https://www.example.org.evil.example"}),
    ("too_large", b"x" * (MOST_BYTES + 1), {}),
    ("too_large", body(), {"content_length": str(MOST_BYTES + 1)}),
    ("rate", body(), {"given": empty_bucket}),
    ("busy", body(), {"given": full_queue}),
    ("disk", body(), {"given": full_disk}),
    ("stopping", body(), {"given": stopping}),
]


@pytest.mark.parametrize(("reason", "sent", "how"), REFUSED, ids=[each[0] for each in REFUSED])
async def test_a_refusal_is_named_counted_and_writes_nothing(
    service: Service, reason: str, sent: bytes, how: dict[str, Any]
) -> None:
    given: Callable[[Service], None] = how.get("given", lambda _: None)
    given(service)
    answer = await service.send(sent, **{key: value for key, value in how.items() if key != "given"})
    assert (answer.reason, answer.status) == (reason, STATUS[reason])
    assert service.counts == {reason: 1}
    assert service.journal.open == {}
    assert service.journal._store.last_batch == 0
    assert answer.body.endswith(".\n") or reason in {"malformed", "invalid"}
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert int(answer.headers["content-length"]) == len(answer.body.encode())


def test_every_reason_is_tried_here() -> None:
    assert {reason for reason, _, _ in REFUSED} == set(STATUS) - {"ok"}


@pytest.mark.parametrize(
    ("sent", "how"), [each[1:] for each in REFUSED if "given" not in each[2]], ids=lambda _: ""
)
async def test_the_next_good_beacon_is_served(service: Service, sent: bytes, how: dict[str, Any]) -> None:
    await service.send(sent, **how)
    answer = await service.send(body())
    assert (answer.status, answer.reason, answer.body) == (204, "ok", "")
    assert len(service.journal.open) == 1


@pytest.mark.parametrize("reason", ["busy", "disk", "stopping"])
async def test_a_503_says_when_to_come_again(service: Service, reason: str) -> None:
    {"busy": full_queue, "disk": full_disk, "stopping": stopping}[reason](service)
    answer = await service.send(body())
    assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("site", "keys", "how", "told"),
    [
        ("demo", {}, {}, True),
        ("demo", {"p": 1}, {}, True),
        ("demo", {}, {"sec_gpc": "1"}, True),
        ("demo", {}, {"user_agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}, False),
        ("other", {}, {}, False),
    ],
)
async def test_a_view_is_told_once_that_mistakes_can_be_reported(
    service: Service, site: str, keys: dict[str, Any], how: dict[str, Any], told: bool
) -> None:
    service.corrects = {site}
    view = new_id()
    bodies = [(await service.send(body(v=view, n=number, **keys), **how)).body for number in (1, 2)]
    assert bodies == ['{"notes":true}' if told else "", ""]


async def test_an_answer_comes_after_the_commit(service: Service) -> None:
    sending = asyncio.create_task(service.send(body()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    commits = service.journal.commits
    answer = await sending
    assert answer.status == 204
    assert (commits, service.journal.commits) == (0, 1)


async def test_two_beacons_of_a_view_are_one_view(service: Service) -> None:
    for seq, engaged in [(2, 9_000), (1, 4_000), (2, 9_000)]:
        assert (await service.send(body(n=seq, e=engaged))).status == 204
    (found,) = service.journal.open.values()
    assert (found.seq, found.engaged_ms) == (2, 9_000)


@pytest.mark.parametrize(("later", "reason"), [(DAY_MS, "ok"), (DAY_MS + 1, "closed")])
async def test_a_view_takes_no_beacon_a_day_after_it_began_whatever_its_beacons_say(
    service: Service, later: int, reason: str
) -> None:
    await service.send(body(t=None))
    service.now += later // 2
    await service.send(body(t=None, n=2))
    service.now = NOON_MS + later
    assert (await service.send(body(t=None, n=3))).reason == reason


@pytest.mark.parametrize(
    "origin", [ORIGIN, "https://k.example.org", "https://WWW.example.org", ORIGIN + ":443"]
)
async def test_cors_names_the_pages_origin_when_it_is_on_a_list(service: Service, origin: str) -> None:
    headers = (await service.send(body(), origin=origin)).headers
    assert headers["access-control-allow-origin"] in SITE.origins
    assert "X-Kindly" in headers["access-control-expose-headers"]
    assert headers["vary"] == "Origin"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize("origin", [None, "null", FOREIGN, "*", "https://www.example.org.evil.example", "x"])
async def test_cors_names_no_other_origin(service: Service, origin: str | None) -> None:
    headers = (await service.send(body(), origin=origin)).headers
    assert not [name for name in headers if name.startswith("access-control")]
    assert headers["vary"] == "Origin"


@pytest.mark.parametrize("sent", [body(e=-1), b"{", b"x" * (MOST_BYTES + 1)])
async def test_a_page_of_the_site_may_read_why_it_was_refused(service: Service, sent: bytes) -> None:
    await service.book.refresh()
    answer = await service.send(sent)
    assert answer.headers["access-control-allow-origin"] == ORIGIN


async def test_without_an_origin_the_pages_url_is_judged(service: Service) -> None:
    assert (await service.send(body(), origin=None)).status == 204


async def test_an_origin_on_another_sites_list_is_refused(service: Service) -> None:
    service.sites.append(Site(key="other", name="Other", origins=(FOREIGN,)))
    assert (await service.send(body(), origin=FOREIGN)).reason == "origin"
    assert (await service.send(body(s="other"), origin=FOREIGN)).reason == "ok"


@pytest.mark.parametrize(
    ("origin", "allowed"), [(ORIGIN, True), (FOREIGN, False), ("", False), ("null", False)]
)
async def test_a_preflight_is_answered_for_pages_of_the_sites(
    service: Service, origin: str, allowed: bool
) -> None:
    await service.book.refresh()
    answer = await service.send(method="OPTIONS", origin=origin)
    assert answer.status == 204
    assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
    assert ("access-control-allow-headers" in answer.headers) is allowed
    assert "content-length" not in answer.headers
    assert service.counts == {}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
async def test_other_methods_are_not_served(service: Service, method: str) -> None:
    answer = await service.send(body(), method=method)
    assert (answer.status, answer.headers["allow"], answer.body) == (405, "POST, OPTIONS", "")
    assert service.counts == {}
    assert service.journal.open == {}


@pytest.mark.parametrize("length", [None, "0", "5", "-1", "x", "9" * 5_000 + "x", "²"])
async def test_the_body_counts_and_not_what_its_length_is_said_to_be(
    service: Service, length: str | None
) -> None:
    assert (await service.send(body(), content_length=length)).status == 204
    assert (await service.send(b"x" * 9_000, b"x" * 9_000, content_length=length)).reason == "too_large"


async def test_a_body_may_come_in_pieces(service: Service) -> None:
    whole = body(l="uk")
    assert (await service.send(*(whole[at : at + 1] for at in range(len(whole))))).status == 204


async def test_the_largest_body_is_taken(service: Service) -> None:
    sent = body()
    filled = sent[:-1] + b', "zz": "' + b"x" * (MOST_BYTES - len(sent) - 10) + b'"}'
    assert len(filled) == MOST_BYTES
    assert (await service.send(filled)).status == 204


async def test_an_endless_body_is_not_read_to_its_end(service: Service) -> None:
    answer = await service.send(*(b"x" * 1_024 for _ in range(1_000)))
    assert answer.reason == "too_large"
    assert service.unread > 980


@pytest.mark.parametrize("header", [{"sec_gpc": "1"}, {"dnt": "1"}])
async def test_who_asks_for_privacy_has_no_pseudonym(service: Service, header: dict[str, Any]) -> None:
    await service.send(body(), **header)
    (found,) = service.journal.open.values()
    assert found.origin.reader == 0


@pytest.mark.parametrize("header", [{"sec_gpc": "0"}, {"dnt": "0"}, {}])
async def test_others_have_one(service: Service, header: dict[str, Any]) -> None:
    await service.send(body(), **header)
    (found,) = service.journal.open.values()
    assert found.origin.reader > 0


async def test_a_site_added_a_moment_ago_is_found(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.sites = []
    await service.book.refresh()
    assert (await service.send(body())).reason == "site"
    service.sites = [SITE]
    monkeypatch.setattr(service.book, "_read_at", float("-inf"))
    answer = await service.send(body())
    assert answer.reason == "ok"
    assert answer.headers["access-control-allow-origin"] == ORIGIN


async def test_an_unknown_site_is_no_error_of_ours_when_the_catalog_cannot_be_read(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.book.refresh()

    async def broken() -> list[Site]:
        raise CatalogError("the catalog cannot be read")

    monkeypatch.setattr(service.book, "_load", broken)
    monkeypatch.setattr(service.book, "_read_at", float("-inf"))
    assert (await service.send(body(s="unknown"))).reason == "site"
    assert (await service.send(body())).reason == "ok"


async def test_what_a_page_says_of_its_article_goes_to_the_catalog(service: Service) -> None:
    await service.send(body(m={"t": "Title"}))
    await service.send(body(v=new_id()))
    await service.notes.flush()
    assert [(article.site, article.path, article.title) for article in service.articles] == [
        ("demo", "/news/story", "Title")
    ]


@pytest.mark.parametrize("given", [full_queue, closed])
async def test_a_refused_beacon_says_nothing_of_its_article(
    service: Service, given: Callable[[Service], None]
) -> None:
    given(service)
    await service.send(body(v="C" * 22, m={"t": "Title"}))
    await service.notes.flush()
    assert service.articles == []


@pytest.mark.parametrize(
    "agent", [None, "", "\xff\xfe", "x" * 9_000, "Mozilla/5.0 (\xb2) Chrome/\xb2\xb3.0", "%s{}\\"]
)
async def test_any_user_agent_will_do(service: Service, agent: str | None) -> None:
    assert (await service.send(body(), user_agent=agent)).status == 204


@pytest.mark.parametrize(
    "origin",
    [
        "", "x", "\xff", "https://", "https://[", "https://[::1", "https://a:b", "https://\xe9.example",
        "https://" + "a" * 9_000,
    ],
    ids=ascii,
)  # fmt: skip
async def test_no_origin_can_break_the_endpoint(service: Service, origin: str) -> None:
    assert (await service.send(body(u=URL), origin=origin)).status in {204, 403}


@pytest.mark.parametrize(
    ("keys", "agent", "asked"),
    [
        ({}, AGENT, True),
        ({"m": {"t": "Told"}}, AGENT, False),
        ({"p": 1}, AGENT, False),
        ({}, "Googlebot/2.1", False),
    ],
)
async def test_a_page_is_asked_for_an_article_nobody_told_of(
    service: Service, keys: dict[str, Any], agent: str, asked: bool
) -> None:
    service.notes.asking = True
    answer = await service.send(body(**keys), user_agent=agent)
    expected = (200, '{"page":true}', "application/json") if asked else (204, "", None)
    assert (answer.status, answer.body, answer.headers.get("content-type")) == expected
    assert answer.reason == "ok"


@pytest.mark.parametrize(
    ("keys", "count"), [({"yc": "EUR"}, 0), ({"yc": "USD"}, 1), ({"yc": "USD", "y": 0}, 0)]
)
async def test_revenue_in_another_currency_is_counted(
    service: Service, keys: dict[str, Any], count: int
) -> None:
    assert (await service.send(body(**{"y": 5} | keys))).reason == "ok"
    assert service.foreign == count


async def test_what_arrives_is_noted(service: Service) -> None:
    await service.send(body())
    await service.send(body(), origin="https://elsewhere.example")
    seen = service.arrivals.of("demo")
    assert seen.arrival is not None
    assert [(one.origin, one.count) for one in seen.refusals] == [("https://elsewhere.example", 1)]
