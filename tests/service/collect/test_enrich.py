"""A beacon becomes a view: what the page sent, and what the request around it says."""

from typing import Any

import msgspec
import pytest

from service.catalog.sites import Site
from service.collect.countries import Countries
from service.collect.enrich import LONGEST_DETECTION_MS, Asker, Enricher, check_age, respect
from service.collect.pseudonym import Salts
from service.collect.reasons import Dropped
from service.collect.wire import decode
from service.events import NEVER, Detection, Origin, Story, View
from tests.service.collect.page import body
from tests.service.views import DAY_MS, NOON_MS
from tests.service.views import view as plain

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SITE = Site(
    key="demo",
    name="Demo",
    origins=("https://www.example.org", "https://k.example.org"),
    timezone="Europe/Kyiv",
)
KNOWN = {"/known": Story("World", ("Ann",), 500, "uk")}
ASKER = Asker("192.0.2.1", FIREFOX)


@pytest.fixture
def salts() -> dict[str, bytes]:
    return {}


@pytest.fixture
def enricher(salts: dict[str, bytes]) -> Enricher:
    return Enricher(Salts({}, salts.__setitem__), Countries(), lambda _, path: KNOWN.get(path))


def enrich(enricher: Enricher, asker: Asker = ASKER, now: int = NOON_MS, **keys: Any) -> View:
    return enricher.view(respect(decode(body(**keys)), asker), SITE, asker, now)


def test_every_total_of_the_wire_is_one_of_the_view(enricher: Enricher) -> None:
    view = enrich(enricher, n=3, e=1, f=2, a=3, d=4, z=True, i=[7, 6, 5], y=8)
    assert (view.site, view.view, view.seq, view.origin_seq) == ("demo", "A" * 22, 3, 3)
    assert (view.engaged_ms, view.focus_ms, view.active_10s, view.scroll_pct) == (1, 2, 3, 4)
    assert (view.finished, view.slots_seen, view.slots_filled, view.slots_viewable) == (True, 7, 6, 5)
    assert view.revenue_micros == 8
    assert view.last_at == NOON_MS


def test_the_request_and_the_page_make_the_origin(enricher: Enricher) -> None:
    view = enrich(
        enricher, u="https://www.example.org/news/Story/?utm_source=Letter&utm_medium=email&utm_campaign=May#x",
        r="https://www.google.com/", l="uk-UA", o=[1280, 720], h="reload", j="notice", k="1.0", rs=True,
    )  # fmt: skip
    assert msgspec.structs.replace(view.origin, reader=1) == Origin(
        article="/news/Story", reader=1, resumed=True, referrer="google.com", channel="email",
        utm_source="letter", utm_medium="email", utm_campaign="May", previous="", device="desktop",
        browser="Firefox", browser_major=140, os="Linux", country="", language="uk", viewport_width=1280,
        viewport_height=720, consent="notice", privacy_signals=0, navigation="reload", tag_version="1.0",
        bot="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "article"),
    [
        ({"u": "https://www.example.org/a?x=1#y"}, "/a"),
        ({"c": "https://www.example.org/canonical"}, "/canonical"),
        ({"c": "https://example.org/canonical"}, "/canonical"),
        ({"c": "http://www.example.org/canonical/"}, "/canonical"),
        ({"c": "https://elsewhere.example/theirs"}, "/news/story"),
        ({"c": "nonsense"}, "/news/story"),
        ({"c": "/relative"}, "/news/story"),
        ({"c": ""}, "/news/story"),
        ({"u": "https://www.example.org"}, "/"),
    ],
)
def test_the_article_is_the_canonical_path_on_the_sites_own_host(
    enricher: Enricher, keys: dict[str, Any], article: str
) -> None:
    assert enrich(enricher, **keys).origin.article == article


@pytest.mark.parametrize(
    "url", ["x", "ftp://example.org/", "javascript:alert(1)", "//example.org/", "https://"]
)
def test_a_url_that_is_no_page_is_invalid(enricher: Enricher, url: str) -> None:
    with pytest.raises(Dropped) as dropped:
        enrich(enricher, u=url)
    assert dropped.value.reason == "invalid"
    assert "$.u" in str(dropped.value)


@pytest.mark.parametrize(
    ("referrer", "channel", "host", "previous"),
    [
        ("", "direct", "", ""),
        ("https://www.google.com/", "search", "google.com", ""),
        ("https://www.example.org/front?x=1", "internal", "", "/front"),
        ("https://k.example.org/front", "internal", "", "/front"),
        ("https://blog.elsewhere.example/post", "other", "blog.elsewhere.example", ""),
        ("not a url", "direct", "", ""),
    ],
)
def test_where_a_reader_came_from(
    enricher: Enricher, referrer: str, channel: str, host: str, previous: str
) -> None:
    origin = enrich(enricher, r=referrer).origin
    assert (origin.channel, origin.referrer, origin.previous) == (channel, host, previous)


@pytest.mark.parametrize(
    ("began", "sent", "started"),
    [
        (None, None, NOON_MS),
        (NOON_MS, None, NOON_MS),
        (None, NOON_MS, NOON_MS),
        (NOON_MS - 5_000, NOON_MS, NOON_MS - 5_000),
        (NOON_MS + 995_000, NOON_MS + 1_000_000, NOON_MS - 5_000),  # a clock that is fast
        (NOON_MS - 1_005_000, NOON_MS - 1_000_000, NOON_MS - 5_000),  # and one that is slow
        (NOON_MS, NOON_MS - 5_000, NOON_MS),  # sent before it began
        (NOON_MS, 2**53, NOON_MS - DAY_MS),
    ],
)
def test_a_view_is_placed_in_the_servers_time(
    enricher: Enricher, began: int | None, sent: int | None, started: int
) -> None:
    assert enrich(enricher, t=began, w=sent).started_at == started


@pytest.mark.parametrize("behind", [0, DAY_MS - 1, -DAY_MS])
def test_a_closed_view_is_remembered_until_its_beacons_are_refused_for_their_age(
    enricher: Enricher, behind: int
) -> None:
    began = NOON_MS - behind
    view = enrich(enricher, t=began)
    assert view.expires_at >= NOON_MS + DAY_MS
    with pytest.raises(Dropped):
        check_age(decode(body(t=began)), view.expires_at + 1)


@pytest.mark.parametrize(
    ("began", "reason"),
    [
        (None, None),
        (NOON_MS, None),
        (NOON_MS - DAY_MS, None),
        (NOON_MS - DAY_MS - 1, "closed"),
        (0, "closed"),
        (NOON_MS + DAY_MS, None),
        (NOON_MS + DAY_MS + 1, "clock"),
        (2**53, "clock"),
    ],
)
def test_a_view_may_begin_within_a_day_of_now(began: int | None, reason: str | None) -> None:
    beacon = decode(body(t=began))
    if reason is None:
        check_age(beacon, NOON_MS)
        return
    with pytest.raises(Dropped) as dropped:
        check_age(beacon, NOON_MS)
    assert dropped.value.reason == reason


def test_the_same_reader_has_one_pseudonym_a_day_and_another_the_next(enricher: Enricher) -> None:
    late = NOON_MS + 9 * 3_600_000  # 23:00 in Kyiv
    first, again, other, next_day = (
        enrich(enricher, now=now, asker=asker).origin.reader
        for now, asker in [
            (NOON_MS, ASKER),
            (late, ASKER),
            (late, Asker("192.0.2.2", FIREFOX)),
            (late + 3_600_000, ASKER),
        ]
    )
    assert first == again
    assert len({first, other, next_day}) == 3


@pytest.mark.parametrize(
    ("header", "told", "signals"), [(1, 0, 1), (2, 0, 2), (0, 1, 1), (0, 3, 3), (1, 2, 3)]
)
def test_of_who_asks_for_privacy_only_a_view_is_kept(
    enricher: Enricher, salts: dict[str, bytes], header: int, told: int, signals: int
) -> None:
    asker = Asker("192.0.2.1", FIREFOX, header)
    keys: dict[str, Any] = {
        "e": 5,
        "f": 6,
        "a": 1,
        "d": 7,
        "z": True,
        "i": [3, 2, 1],
        "y": 8,
        "b": "requests",
        "g": 9,
    }
    where: dict[str, Any] = {
        "u": "https://www.example.org/news?utm_source=x#y",
        "r": "https://news.example/",
        "l": "uk",
    }
    view = enrich(enricher, asker=asker, p=told, m={"t": "x"}, **keys, **where)
    assert (view.origin.reader, view.origin.privacy_signals, salts) == (0, signals, {})
    assert view.detection == Detection("not_run")
    origin = view.origin
    assert (origin.article, origin.referrer, origin.utm_source, origin.language) == ("/news", "", "", "")
    nothing = enrich(enricher, asker=asker, p=told, u="https://www.example.org/news")
    assert msgspec.structs.replace(view, view=nothing.view) == nothing


def test_neither_address_nor_user_agent_is_in_the_view(enricher: Enricher) -> None:
    stored = msgspec.msgpack.encode(enrich(enricher))
    for secret in (b"192.0.2.1", b"Gecko", b"rv:140", b"x86_64"):
        assert secret not in stored


@pytest.mark.parametrize(
    ("keys", "seq", "detection"),
    [
        ({}, -1, Detection()),
        ({"b": "requests", "g": 5, "q": 90, "x": 310}, 1, Detection("requests", 5, 90, 310)),
        ({"b": "not_run"}, 1, Detection("not_run")),
        ({"g": 5, "q": 90}, -1, Detection()),
    ],
)
def test_detection_is_told_when_the_page_has_an_answer(
    enricher: Enricher, keys: dict[str, Any], seq: int, detection: Detection
) -> None:
    view = enrich(enricher, **keys)
    assert (view.detection_seq, view.detection) == (seq, detection)


@pytest.mark.parametrize(
    ("meta", "seq", "story"),
    [
        (None, NEVER, Story()),
        ({}, 1, Story()),
        ({"s": "Sport", "a": ["A", "B"], "w": 300, "l": "uk-UA"}, 1, Story("Sport", ("A", "B"), 300, "uk")),
    ],
)
def test_the_story_is_told_when_the_page_says_it(
    enricher: Enricher, meta: dict[str, Any] | None, seq: int, story: Story
) -> None:
    view = enrich(enricher, m=meta)
    assert (view.story_seq, view.story) == (seq, story)


@pytest.mark.parametrize(
    ("keys", "known", "seq"),
    [
        ({"u": "https://www.example.org/known"}, False, 1),
        ({"u": "https://www.example.org/known"}, True, NEVER),
        ({"u": "https://www.example.org/unknown"}, False, NEVER),
    ],
)
def test_another_views_story_is_taken_over_once(
    enricher: Enricher, keys: dict[str, Any], known: bool, seq: int
) -> None:
    before = enrich(enricher, n=0, m={"s": "Told"}, **keys) if known else None
    view = enricher.view(decode(body(n=1, **keys)), SITE, ASKER, NOON_MS, before)
    assert (view.story_seq, view.story) == (seq, KNOWN["/known"] if seq == 1 else Story())


@pytest.mark.parametrize(
    ("currency", "micros"),
    [
        ({}, 8),
        ({"yc": "EUR"}, 8),
        ({"yc": "eur"}, 8),
        ({"yc": ""}, 8),
        ({"yc": None}, 8),
        ({"yc": "USD"}, 0),
        ({"yc": 5}, 0),
        ({"yc": ["EUR"]}, 0),
    ],
)
def test_revenue_is_taken_in_the_sites_currency(
    enricher: Enricher, currency: dict[str, Any], micros: int
) -> None:
    assert enrich(enricher, y=8, **currency).revenue_micros == micros


def test_a_detection_that_slept_is_cut(enricher: Enricher) -> None:
    assert enrich(enricher, b="none", x=10**9).detection.detection_ms == LONGEST_DETECTION_MS


@pytest.mark.parametrize(
    ("decided", "told", "stages"),
    [
        ({"rule": 7, "variant": 2}, [7, 2, 2 | 4 | 8, 900, 0], 2 | 4 | 8),
        ({"rule": 7, "variant": 2}, [7, 2, 2**31 - 1, 0, 0], 4_095 - 1),
        ({"rule": 7, "variant": 0}, [7, 0, 2 | 4 | 256, 900, 0], 2),
        ({"rule": 7, "variant": 2}, [7, 1, 2, 0, 0], 0),
        ({"rule": 7, "variant": 2}, [8, 2, 2, 0, 0], 0),
        ({}, [0, 0, 2, 0, 0], 0),
        (None, [7, 2, 2, 0, 0], 0),
    ],
)
def test_progress_is_believed_of_the_views_own_appeal(
    enricher: Enricher, decided: dict[str, int] | None, told: list[int], stages: int
) -> None:
    known = None if decided is None else plain(**decided)
    found = enricher.view(decode(body(n=2, ap=told)), SITE, ASKER, NOON_MS, known)
    assert (found.stages, found.shown_ms) == (stages, told[3] if stages & 4 else 0)


@pytest.mark.parametrize(
    ("agent", "bot"),
    [(FIREFOX, ""), ("Googlebot/2.1", "crawler"), ("", "no_agent"), ("curl/8", "http_client")],
)
def test_bots_are_marked(enricher: Enricher, agent: str, bot: str) -> None:
    assert enrich(enricher, asker=Asker("192.0.2.1", agent)).origin.bot == bot
