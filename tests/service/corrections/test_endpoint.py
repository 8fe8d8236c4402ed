"""Every answer of `/v1/note`: its status, its reason, its counter; and what is kept of it."""

import json
from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from service.catalog.errors import CatalogError
from service.catalog.rule import Policy, Theme
from service.collect.exchange import MOST_BYTES
from service.corrections.endpoint import CHECK_PATH, QUICKEST_MS
from service.corrections.reasons import RETRY_S, STATUS, Turned
from service.corrections.throttle import CALM_A_MINUTE, MOST_A_MINUTE, Throttle
from service.corrections.work import Solution, solved
from tests.service.corrections.notes import ORIGIN, URL, Service, body, serving, words

FOREIGN = "https://foreign.example"


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with serving(tmp_path) as service:
        yield service


def empty_bucket(service: Service) -> None:
    service.throttle = Throttle(1, clock=lambda: 0.0)
    for _ in range(10):
        service.throttle.address("192.0.2.1")


def flooded(service: Service) -> None:
    service.throttle = Throttle(0, clock=lambda: 0.0)
    for _ in range(CALM_A_MINUTE + 1):
        service.throttle.site("demo")


def overrun(service: Service) -> None:
    service.throttle = Throttle(0, clock=lambda: 0.0)
    for _ in range(MOST_A_MINUTE):
        service.throttle.site("demo")


def off(service: Service) -> None:
    service.desks._on.clear()


def full(service: Service) -> None:
    async def take(*_: object) -> Any:
        raise Turned("full")

    service.taking.take = take  # type: ignore[method-assign,assignment]


def full_disk(service: Service) -> None:
    async def take(*_: object) -> Any:
        raise CatalogError("database or disk is full")

    service.taking.take = take  # type: ignore[method-assign,assignment]


REFUSED: list[tuple[str, Any, dict[str, Any]]] = [
    ("malformed", b"", {}),
    ("malformed", b"{", {}),
    ("malformed", body(), {"cut": True}),
    ("invalid", b"[]", {}),
    ("invalid", body(exact=""), {}),
    ("invalid", body(exact="x" * 1_001), {}),
    ("invalid", body(url="about:blank"), {}),
    ("site", body(site="unknown"), {}),
    ("origin", body(), {"origin": FOREIGN}),
    ("origin", body(url=FOREIGN + "/"), {"origin": None}),
    ("origin", body(url=FOREIGN + "/"), {"origin": "null"}),
    ("too_large", b"x" * (MOST_BYTES + 1), {}),
    ("too_large", body(), {"content_length": str(MOST_BYTES + 1)}),
    ("rate", body(), {"given": empty_bucket}),
    ("rate", body(), {"given": overrun}),
    ("off", body(), {"given": off}),
    ("quick", body(took=QUICKEST_MS - 1), {}),
    ("quick", body(took=None), {}),
    ("work", body(), {"given": flooded}),
    ("work", body(work={"salt": "mine", "nonce": 1}), {"given": flooded}),
    ("full", body(), {"given": full}),
    ("busy", body(), {"given": full_disk}),
]


@pytest.mark.parametrize(("reason", "sent", "how"), REFUSED, ids=[each[0] for each in REFUSED])
async def test_a_refusal_is_named_and_counted_and_keeps_nothing(
    service: Service, reason: str, sent: bytes, how: dict[str, Any]
) -> None:
    given: Callable[[Service], None] = how.get("given", lambda _: None)
    given(service)
    answer = await service.send(sent, **{key: value for key, value in how.items() if key != "given"})
    assert (answer.reason, answer.status) == (reason, STATUS[reason])
    assert service.counts == {reason: 1}
    assert await service.corrections() == []
    assert answer.headers.get("retry-after", "0") == str(RETRY_S.get(reason, 0))
    assert answer.headers["cache-control"] == "no-store"
    assert ("access-control-allow-origin" in answer.headers) == (how.get("origin", ORIGIN) == ORIGIN)


def test_every_refusal_is_tried_here() -> None:
    good = {"taken", "merged", "known", "honeypot", "told", "checked"}
    assert {reason for reason, _, _ in REFUSED} == set(STATUS) - good


async def test_a_report_is_taken_and_the_next_one_joins_it(service: Service) -> None:
    first = await service.send(body(comment="Wrong year", email="ann@reader.example"))
    second = await service.send(body(suggestion="1962"), address="192.0.2.2")
    assert [json.loads(one.body) for one in (first, second)] == [{"state": "taken"}, {"state": "merged"}]
    (found,) = await service.corrections()
    assert (found.article, found.exact, found.reports, found.severity_why) == (
        "/2026/bridge",
        "1936",
        2,
        "a number",
    )
    reports = await service.catalog.reports(found.id, 9)
    assert [(one.suggestion, one.comment, one.email) for one in reports] == [
        ("1962", "", ""),
        ("1963", "Wrong year", "ann@reader.example"),
    ]
    assert service.counts == {"taken": 1, "merged": 1}


async def test_the_same_request_again_is_known(service: Service) -> None:
    sent = body()
    answers = [json.loads((await service.send(sent)).body)["state"] for _ in range(3)]
    assert answers == ["taken", "known", "known"]
    (only,) = await service.catalog.reports(1, 9)
    assert only.times == 1


@pytest.mark.parametrize(
    ("keys", "how", "article"),
    [
        ({"url": URL + "/amp?utm_source=x#part"}, {}, "/2026/bridge"),
        ({"url": ORIGIN + "/?p=1", "canonical": URL}, {}, "/2026/bridge"),
        ({"url": URL, "canonical": FOREIGN + "/theirs"}, {}, "/2026/bridge"),
        ({"url": URL}, {"origin": None}, "/2026/bridge"),
    ],
)
async def test_the_article_is_the_one_that_views_have(
    service: Service, keys: dict[str, Any], how: dict[str, Any], article: str
) -> None:
    await service.send(body(**keys), **how)
    assert [one.article for one in await service.corrections()] == [article]


async def test_an_unchanged_text_suggests_nothing(service: Service) -> None:
    await service.send(body(suggestion="1936"))
    (only,) = await service.catalog.reports(1, 9)
    assert (only.suggestion, only.severity_why) == ("", "a comment")


async def test_a_filled_honeypot_is_thanked_and_counted_and_not_kept(service: Service) -> None:
    answer = await service.send(body(name="Ann", took=1))
    assert (answer.status, answer.reason, json.loads(answer.body)) == (200, "taken", {"state": "taken"})
    assert service.counts == {"honeypot": 1}
    assert await service.corrections() == []


@pytest.mark.parametrize(("signal", "kept"), [({}, True), ({"sec_gpc": "1"}, False), ({"dnt": "1"}, False)])
async def test_no_address_is_kept_and_no_pseudonym_where_none_is_wanted(
    service: Service, signal: dict[str, str], kept: bool
) -> None:
    await service.send(body(), address="192.0.2.77", **signal)
    (only,) = await service.catalog.reports(1, 9)
    assert only.reader.isdigit() is kept
    assert "192.0.2" not in str(only)


async def test_work_lets_a_report_through_a_flood(service: Service) -> None:
    flooded(service)
    asked = json.loads((await service.send(body())).body)["work"]
    nonce = next(nonce for nonce in count() if solved(Solution(asked["salt"], nonce), asked["bits"]))
    done = {"salt": asked["salt"], "nonce": nonce}
    assert (await service.send(body(work=done))).reason == "taken"
    assert (await service.send(body(work=done))).reason == "work"


async def test_a_page_is_told_of_the_work_before(service: Service) -> None:
    flooded(service)
    assert json.loads((await service.ask()).body)["work"]["bits"] == 4


async def test_what_a_page_is_told(service: Service) -> None:
    answer = await service.ask(f"site=demo&url={URL}&lang=de-AT")
    told = json.loads(answer.body)
    assert (answer.status, answer.reason, answer.headers["content-type"]) == (200, "told", "application/json")
    assert set(told) == {"caption", "touch", "lang", "dir", "words", "theme", "open"}
    assert (told["lang"], told["dir"], told["touch"], told["open"]) == ("de", "ltr", "Fehler melden", [])
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert set(told["theme"]) == set(Theme.__struct_fields__)


async def test_a_page_is_told_the_newsrooms_caption_and_colours(service: Service) -> None:
    await service.catalog.put_desk("demo", on=True, captions={"en": "Spotted a mistake?"})
    await service.desks.refresh()
    assert json.loads((await service.ask()).body)["caption"] == "Spotted a mistake?"
    assert Policy().theme.background == json.loads((await service.ask()).body)["theme"]["background"]


async def test_a_page_of_a_site_that_is_off_is_told_nothing(service: Service) -> None:
    off(service)
    answer = await service.ask()
    assert (answer.status, answer.reason, answer.body) == (204, "off", "")


@pytest.mark.parametrize(
    ("query", "how", "reason"),
    [
        ("", {}, "site"),
        ("site=unknown&url=" + URL, {}, "site"),
        ("site=demo&url=" + URL, {"origin": FOREIGN}, "origin"),
        ("site=demo", {"origin": None}, "origin"),
        ("site=demo&url=about:blank", {}, "invalid"),
        ("site=demo&url=" + URL + "&x=1" * 50, {}, "invalid"),
        ("site=demo&url=%00", {}, "invalid"),
        ("site=%ff%fe&url=%ed%a0%80", {}, "site"),
        ("site=demo&url=" + URL + "%ed%a0%80", {}, "told"),
        ("site=demo&url=" + URL + "?" + "x" * 20_000, {}, "told"),
        ("site=demo&url=" + URL + "&lang=" + "x" * 5_000, {}, "told"),
    ],
)  # fmt: skip
async def test_odd_questions(service: Service, query: str, how: dict[str, Any], reason: str) -> None:
    assert (await service.ask(query, **how)).reason == reason


async def test_pages_look_for_open_corrections_of_their_own_article(service: Service) -> None:
    await service.send(body())
    await service.send(body(url=ORIGIN + "/other"))
    assert await service.open() == [[1, 5, (await service.corrections())[0].hash]]
    await service.catalog.set_state("demo", [1], "rejected", "ann@daily.example", service.now)
    assert await service.open() == []


async def test_a_quote_without_a_word_is_not_looked_for(service: Service) -> None:
    await service.send(body(exact="…", prefix="", suffix=""))
    assert len(await service.open()) == 1
    await service.send(body(url=ORIGIN + "/x", exact="\u00ad", prefix=" ", suffix=" "))
    assert (await service.corrections())[1].words == 1


async def test_three_readers_whose_pages_miss_it_close_a_correction_and_three_open_it_again(
    service: Service,
) -> None:
    await service.send(body())
    for number, state in enumerate(("new", "new", "fixed")):
        service.now += 60_000
        assert (await service.check(f"192.0.2.{number}", gone=[1])).status == 204
        assert [one.state for one in await service.corrections()] == [state]
    (found,) = await service.corrections()
    assert (found.fixed_by, found.state_at - found.first_at) == ("readers", 180_000)
    for number, state in enumerate(("fixed", "fixed", "new")):
        await service.check(f"192.0.2.{number}", here=[1])
        assert [one.state for one in await service.corrections()] == [state]


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        ({"gone": [2]}, {}),
        ({"gone": [1], "here": [1]}, {}),
        ({"gone": [1], "url": ORIGIN + "/other"}, {}),
        ({"gone": [1]}, {"user_agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}),
        ({"gone": [1]}, {"sec_gpc": "1"}),
    ],
)
async def test_words_that_say_nothing(service: Service, keys: dict[str, Any], how: dict[str, Any]) -> None:
    await service.send(body())
    for number in range(5):
        sent = words(**keys)
        answer = await service.send(sent, path=CHECK_PATH, address=f"192.0.2.{number}", **how)
        assert (answer.status, answer.reason) == (204, "checked")
    assert [(one.state, one.gone) for one in await service.corrections()] == [("new", ())]


@pytest.mark.parametrize(
    ("sent", "how", "reason"),
    [
        (b"{", {}, "malformed"),
        (words(gone=["1"]), {}, "invalid"),
        (words(url="x"), {}, "invalid"),
        (words(site="unknown"), {}, "site"),
        (words(), {"origin": FOREIGN}, "origin"),
        (b" " * (MOST_BYTES + 1), {}, "too_large"),
    ],
)
async def test_words_that_are_refused(
    service: Service, sent: bytes, how: dict[str, Any], reason: str
) -> None:
    assert (await service.send(sent, path=CHECK_PATH, **how)).reason == reason


async def test_words_for_a_site_that_is_off(service: Service) -> None:
    off(service)
    assert (await service.check("192.0.2.1", gone=[1])).reason == "off"


async def test_questions_have_a_limit_too(service: Service) -> None:
    service.throttle = Throttle(0, clock=lambda: 0.0)
    for _ in range(200):
        service.throttle.asks("192.0.2.1")
    assert [(await service.ask()).reason, (await service.check("192.0.2.1")).reason] == ["rate", "rate"]


@pytest.mark.parametrize(
    ("path", "method", "status", "allowed"),
    [
        ("/v1/note", "OPTIONS", 204, "GET, POST, OPTIONS"),
        ("/v1/note", "PUT", 405, "GET, POST, OPTIONS"),
        ("/v1/note/check", "OPTIONS", 204, "POST, OPTIONS"),
        ("/v1/note/check", "GET", 405, "POST, OPTIONS"),
    ],
)
async def test_other_methods(service: Service, path: str, method: str, status: int, allowed: str) -> None:
    answer = await service.send(path=path, method=method)
    assert (answer.status, answer.headers["allow"]) == (status, allowed)
    assert service.counts == {}
