"""`kindly('debug')` in both engines: the console says what was seen and sent, why, and what failed."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin, verdict
from tests.browser.origin import Page as Answer
from tests.browser.pages import TAG, article, text
from tests.browser.reading.hands import ENGINES, Hands
from tests.browser.views import detected, rest

pytestmark = pytest.mark.browser

DEBUG = "void kindly('debug')"
REQUIRED = TAG.replace(' data-consent="notice"', "")
STUB = "window.kindly = window.kindly || function () { (kindly.q = kindly.q || []).push(arguments) };"
GPC = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });"
#: The console keeps nothing that a page could read again: each line is noted as it is shown.
NOTED = """window.said = [];
const { log } = console;
console.log = (...all) => {
  const plain = (one) => typeof one === "string" || one instanceof Error;
  said.push(all.map((one) => (plain(one) ? String(one) : JSON.stringify(one))).join(" "));
  log(...all);
};"""
AD_HOST, TRACKER_HOST, DEAD_HOST = "securepubads.g.doubleclick.net", "tracker.test", "k.dead.test"
_SENT = "kindly: sent because "
_NOTHING = "nothing detected: without consent, or not yet"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hands(site: Origin, engine: str) -> Iterator[Hands]:
    with ENGINES[engine](site.port) as made:
        yield made


class Console:
    """A page, and the console beside it."""

    def __init__(self, site: Origin, news: Newsroom, hands: Hands, path: str) -> None:
        self._site, self._news, self._hands = site, news, hands
        self.path = path

    def open(self, *, head: str = TAG, script: str = "", body: str = "") -> None:
        page = article(body + text(100, 3000), head=f"<script>{NOTED}{script}</script>{head}")
        self._site.pages[self.path] = page
        self._hands.go(self._news.url(self.path))

    def do(self, expression: str) -> None:
        self._hands.js(expression)

    def look_away(self) -> None:
        self._hands.hide()
        self._hands.back()

    def said(self, *what: str) -> list[str]:
        """The lines so far that have one of these texts, or all."""
        lines = self._hands.js("said")
        return [line for line in lines if not what or any(one in line for one in what)]

    def wait_for(self, *what: str) -> None:
        """Until each text was said."""
        self._site.wait_for(lambda: all(map(self.said, what)), f"{what} in the console")


@pytest.fixture
def console(
    site: Origin, news: Newsroom, hands: Hands, engine: str, request: pytest.FixtureRequest
) -> Console:
    return Console(site, news, hands, f"/debug/{request.function.__name__}/{engine}")


def test_what_was_seen(site: Origin, console: Console) -> None:
    console.open()
    (view,) = detected(site, console.path)
    console.do(DEBUG)
    console.wait_for("blocker state")
    (first, *_) = console.said()
    assert view["b"] == "none"
    assert first == (
        f"kindly {view['k']}: blocker state none, confidence {view['q']} %, after {view['x']} ms"
    )


def test_what_was_sent_and_answered(site: Origin, console: Console) -> None:
    """Each beacon once, before and after the question; the first view of an article is asked for more."""
    console.open()
    detected(site, console.path)
    console.do(DEBUG)
    console.wait_for("the view began", "the service asked for the article’s metadata")
    console.look_away()
    console.wait_for("the page was hidden")
    rest()
    lines = console.said(_SENT)
    reasons = ("the view began", "the service asked for the article’s metadata", "the page was hidden")
    expected = [
        f"{_SENT}{reason} ({sent.status} {sent.reason}) {json.dumps(sent.beacon, separators=(',', ':'))}"
        for reason, sent in zip(reasons, site.sent(console.path), strict=True)
    ]
    assert [_as_told(line) for line in lines] == [_as_told(line) for line in expected]
    assert [sent.status for sent in site.sent(console.path)] == [200, 204, 204]


def _as_told(line: str) -> tuple[str, object]:
    reason, _, beacon = line.partition(" {")
    return reason, json.loads("{" + beacon)


REASONS: dict[str, Callable[[Console], object]] = {
    "a checkpoint was due": lambda console: console.do("0"),
    "another view begins": lambda console: console.do("void history.pushState({}, '', '/debug/next')"),
    "the page was hidden": lambda console: console.look_away(),
}


@pytest.mark.parametrize("reason", REASONS)
def test_why_it_was_sent(site: Origin, console: Console, reason: str) -> None:
    console.path += "/" + reason.replace(" ", "-")
    console.open()
    detected(site, console.path)
    console.do(DEBUG)
    console.wait_for("the service asked for the article’s metadata")
    REASONS[reason](console)
    console.wait_for(f"{_SENT}{reason} (204 ok)")


def test_an_answer_that_says_later(site: Origin, console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "instead", verdict(503, "busy"))
    console.open()
    detected(site, console.path)
    console.do(DEBUG)
    console.wait_for(f"{_SENT}the view began (503 busy)")
    monkeypatch.setattr(site, "instead", None)
    console.wait_for(f"{_SENT}the last one was not taken (200 ok)")


def test_no_answer(site: Origin, console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "refused", {DEAD_HOST})
    # The script itself comes from here: only what it asks for is lost.
    console.open(
        script=f"""const ask = fetch;
      fetch = (url, how) => ask(/read/.test(url) ? "http://{DEAD_HOST}/" : url, how);"""
    )
    site.wait_for(lambda: site.asked(host=DEAD_HOST), "a beacon to nobody")
    console.do(DEBUG)
    console.wait_for(f"{_SENT}the view began (no answer )")
    assert site.beacons(console.path) == []


#: What makes a page look blocked, the state it then has, and the signals that are told.
_SLOT = "<div data-kindly-slot></div>"
_HIDING = "<style>.ad-leaderboard, .ad_300x250 { display: none !important }</style>"
_EMPTYING = """const put = Element.prototype.append;
Element.prototype.append = function (...all) {
  if (/adserver/.test(all[0].src)) all[0].src = "/debug/empty.js";
  put.apply(this, all);
};"""
_LOSING = (
    "const ask = fetch; fetch = (url, how) => ({0}).test(url) ? Promise.reject(TypeError()) : ask(url, how);"
)
SIGNALS = {
    "hidden": (
        {"body": _HIDING},
        "cosmetic",
        ["an ad-like element is hidden, a neutral one is not"],
    ),
    "all-hidden": (
        {"body": "<style>div { display: none !important }</style>"},
        "inconclusive",
        ["a neutral element is hidden too"],
    ),
    "refused": (
        {"script": _LOSING.format("/[/]ads/")},
        "requests",
        ["an ad-like request to this site is refused, a neutral one is not"],
    ),
    "not-run": (
        {"script": _EMPTYING},
        "requests",
        ["an ad-like script of this site does not run, a neutral one does"],
    ),
    "late": (
        {"script": f"setTimeout(() => document.head.insertAdjacentHTML('beforeend', {_HIDING!r}), 1000);"},
        "cosmetic",
        ["an ad-like element is hidden, a neutral one is not", "this is the second look, two seconds later"],
    ),
    "offline": (
        {"script": _LOSING.format("/[/](ads|v1[/]ok)/")},
        "none",
        ["a neutral request failed too: offline, or a policy (CSP) of the page"],
    ),
    "dead-ad-host": (
        {"body": _SLOT, "head": f'<script async src="http://{AD_HOST}/tag/js/gpt.js"></script>{TAG}'},
        "dns",
        ["an ad script of the page was lost", "the ad hosts cannot be reached"],
    ),
    "dead-tracker": (
        {"head": TAG.replace("data-site", f'data-tracker-hosts="{TRACKER_HOST}" data-site')},
        "tracking_protection",
        ["a tracker or ad host is refused by the browser"],
    ),
}


@pytest.mark.parametrize("kind", SIGNALS)
def test_signals_are_told(site: Origin, console: Console, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    made, state, signals = SIGNALS[kind]
    console.path += f"/{kind}"
    monkeypatch.setattr(site, "refused", {AD_HOST, TRACKER_HOST})
    monkeypatch.setitem(site.pages, "/debug/empty.js", Answer("text/javascript", b""))
    console.open(**made)
    site.wait_for_beacon(console.path, lambda beacon: beacon["b"] == state)
    console.do(DEBUG)
    console.wait_for(f"blocker state {state}, ", _SENT)
    told = [line for line in console.said()[1:] if not line.startswith(_SENT)]
    assert told == [f"kindly: {signal}" for signal in signals]


def test_nothing_before_consent(site: Origin, console: Console) -> None:
    console.open(head=REQUIRED)
    console.do(DEBUG)
    console.wait_for(_NOTHING)
    rest()
    assert len(console.said()) == 1
    assert site.beacons(console.path) == []
    console.do("kindly('consent', true)")
    console.wait_for(f"{_SENT}the view began (200 ok)")


def test_asked_before_the_tag_came(console: Console) -> None:
    console.open(script=f"{STUB} kindly('debug');")
    console.wait_for(f"{_SENT}the view began (200 ok)")
    assert _NOTHING in console.said()[0]


def test_nothing_is_seen_of_a_reader_with_gpc(site: Origin, console: Console) -> None:
    console.open(script=GPC)
    (view,) = detected(site, console.path)
    console.do(DEBUG)
    console.wait_for("nothing detected")
    assert view["b"] == "not_run"
    assert not console.said("blocker state")


def test_the_count_of_a_reader_with_gpc_is_told(site: Origin, console: Console) -> None:
    console.open(script=GPC)
    detected(site, console.path)
    console.do(DEBUG)
    console.wait_for("nothing detected")
    rest()
    assert console.said(_SENT)


FAULTS = {
    "revenue": ("kindly('revenue', 'nonsense')", "Error: revenue"),
    "currency": ("kindly('revenue', 1, 'EUR'); kindly('revenue', 1, 'USD')", "Error: revenue"),
    "verb": ("kindly('nonsense')", "TypeError"),
    "the-last": ("kindly('nonsense'); kindly('revenue', -1)", "Error: revenue"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_the_last_error_is_told(site: Origin, console: Console, kind: str) -> None:
    call, error = FAULTS[kind]
    console.path += f"/{kind}"
    console.open()
    detected(site, console.path)
    console.do(f"void (() => {{ {call} }})()")
    console.do(DEBUG)
    console.wait_for(_SENT)
    (line,) = console.said("kept from the page")
    assert line.startswith(f"kindly: kept from the page: {error}")


def test_no_error_is_told_of_a_page_without(site: Origin, console: Console) -> None:
    console.open()
    detected(site, console.path)
    console.do(DEBUG)
    console.wait_for(_SENT)
    assert console.said("kept from the page") == []
