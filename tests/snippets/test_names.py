"""The tag's names against real blockers' lists: neutral ones pass, baits are caught, none is forgotten."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.snippets.blockers import Answered, Blocker, ask, missing
from tests.snippets.names import (
    ATTRIBUTES,
    BAIT_CLASSES,
    BAITS,
    CLASSES,
    HOSTS,
    IDS,
    PATHS,
    SNIPPETS,
    WORDS,
    Name,
    code,
    is_known,
    names_in,
    served,
)

ENGINES = ("ublock", "adguard", "brave")
#: Where the service may live: on the site, on its sub-domain, and, against our advice, on a host of its own.
SITE, SUBDOMAIN, VENDOR = (
    "https://www.publisher-abc.com",
    "https://k.publisher-abc.com",
    "https://k.vendor-abc.com",
)
HOMES = (SITE, SUBDOMAIN, VENDOR)
#: A bait and its control get a number that keeps caches out; a script may carry its version.
CLIENT = "?client=0.5772156649015329"
QUERIES = ("", CLIENT, "?v=4b1a0c9d8e7f")
#: In the lists' words; browsers call sendBeacon one or the other of the last two.
KINDS = ("script", "xmlhttprequest", "image")
PINGS = ("ping", "beacon")
FRAME = "sub_frame"
ELEMENTS = (
    *(f".{name}" for name in CLASSES),
    *(f"#{name}" for name in IDS),
    *(f"[{name}]" for name in ATTRIBUTES),
)
AD_SERVER = ("https://securepubads.g.doubleclick.net/tag/js/gpt.js", "script")


def neutral(path: str) -> Iterator[tuple[str, str]]:
    """Every way in which the path may be asked for, URL and kind. A vendor's host gets no sendBeacon."""
    urls = [host + path + query for host in HOMES for query in QUERIES]
    yield from itertools.product(urls, KINDS)
    yield from ((url, kind) for url in urls if not url.startswith(VENDOR) for kind in PINGS)


def baits() -> Iterator[tuple[str, str]]:
    yield from ((host + bait["bait"] + CLIENT, bait["as"]) for host in HOMES for bait in BAITS)


@pytest.fixture(scope="module")
def blockers() -> dict[str, Blocker]:
    if command := missing():
        pytest.fail(f"the blockers' lists are not here: {command}")
    requests = [
        *((f"https://{host}/", FRAME) for host in HOSTS),
        *itertools.chain.from_iterable(map(neutral, PATHS)),
        *baits(),
        AD_SERVER,
        (f"{VENDOR}/v1/read", "ping"),
    ]
    return ask(requests, [*ELEMENTS, *(f".{name}" for name in BAIT_CLASSES)], WORDS)


@pytest.fixture(params=ENGINES)
def blocker(request: pytest.FixtureRequest, blockers: dict[str, Blocker]) -> Blocker:
    return blockers[request.param]


@pytest.mark.parametrize("path", PATHS)
def test_a_neutral_path_is_blocked_nowhere(blocker: Blocker, path: str) -> None:
    found = {(url, kind): blocker.blocked(url, kind) for url, kind in neutral(path)}
    assert {asked: rule for asked, rule in found.items() if rule} == {}


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_of_a_frame_is_blocked_nowhere(blocker: Blocker, host: str) -> None:
    assert blocker.blocked(f"https://{host}/", FRAME) == ""


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_neutral_element_is_hidden_nowhere(blocker: Blocker, element: str) -> None:
    assert blocker.touched(element) == []


@pytest.mark.parametrize("word", WORDS)
def test_a_global_and_a_stored_key_are_left_alone(blocker: Blocker, word: str) -> None:
    assert blocker.named(word) == []


@pytest.mark.parametrize("host", HOMES)
@pytest.mark.parametrize("bait", BAITS, ids=lambda bait: str(bait["bait"]))
def test_a_bait_is_blocked(blocker: Blocker, host: str, bait: dict[str, str]) -> None:
    assert blocker.blocked(host + bait["bait"] + CLIENT, bait["as"])


@pytest.mark.parametrize("name", BAIT_CLASSES)
def test_a_bait_class_is_hidden(blocker: Blocker, name: str) -> None:
    assert f".{name}" in blocker.touched(f".{name}")


def test_the_lists_are_alive(blocker: Blocker) -> None:
    assert blocker.blocked(*AD_SERVER)


@pytest.mark.parametrize("engine", ["ublock", "adguard"])
def test_hiding_rules_were_read(blockers: dict[str, Blocker], engine: str) -> None:
    found = blockers[engine]
    assert isinstance(found, Answered)
    assert found.rules > 10_000


def test_a_beacon_to_a_vendors_host_is_lost_to_ublock(blockers: dict[str, Blocker]) -> None:
    """Why docs/embed.md wants the service on the site or its sub-domain."""
    assert blockers["ublock"].blocked(f"{VENDOR}/v1/read", "ping")


@pytest.mark.parametrize("path", list(code()), ids=lambda path: path.relative_to(SNIPPETS).as_posix())
def test_no_module_has_a_name_that_was_not_tried(path: Path) -> None:
    assert [name for name in sorted(names_in(path.read_text("utf-8"))) if not is_known(name)] == []


@pytest.mark.parametrize("path", list(served()))
def test_every_built_module_is_served_under_a_tried_path(path: str) -> None:
    assert path in PATHS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("const endpoint = host + '/v1/track';", [Name("path", "/v1/track")]),
        ("load(`${host}/k/new.js`)", [Name("path", "/k/new.js")]),
        ('e.src=t+"/k/"+n+".js"', [Name("path", "/k/")]),
        ("box.className = 'ad-slot wide';", [Name("class", "ad-slot"), Name("class", "wide")]),
        ("box.classList.add('on')", [Name("class", "on")]),
        ('host.innerHTML = \'<p class="note" id="n1">\'', [Name("class", "note"), Name("id", "n1")]),
        ("box.id = 'ad_box'", [Name("id", "ad_box")]),
        ("document.createElement('kind-note')", [Name("class", "kind-note")]),
        ("all('[data-ad-box]')", [Name("attribute", "data-ad-box")]),
        (
            "tag.dataset['adHosts'] || tag.dataset.site",
            [Name("attribute", "data-ad-hosts"), Name("attribute", "data-site")],
        ),
        ("localStorage.setItem('ads', '1')", [Name("word", "ads")]),
        ("sessionStorage.ads = 1", [Name("word", "ads")]),
        ("window.kindly_ads = []", [Name("word", "kindly_ads")]),
        ("'kindlyAds' in box.dataset", [Name("attribute", "data-kindly-ads")]),
        ("frame('https://bait.example/')", [Name("host", "bait.example")]),
        ("dataset['kindlyArticle']", [Name("attribute", "data-kindly-article")]),
        ("// asks '/v1/track'\n/* '/ads.js' */ go();", []),
        ("/gpt\\.js/.test(src) && a / b", []),
    ],
)
def test_names_are_found_in_code(text: str, found: list[Name]) -> None:
    assert sorted(names_in(text)) == sorted(found)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (Name("path", "/k.js"), True),
        (Name("path", "/k/"), True),
        (Name("path", "/k"), False),
        (Name("path", "/v1/hit"), False),
        (Name("class", "ad-slot"), False),
        (Name("word", "kindly"), True),
        (Name("word", "kindly_ads"), False),
    ],
)
def test_a_name_is_told_from_known_ones(name: Name, known: bool) -> None:
    assert is_known(name) is known
