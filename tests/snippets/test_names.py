"""The tag's names against the lists that real blockers use: neutral ones must pass, baits must not.

The lists are those of Debian's uBlock Origin package (`webext-ublock-origin-chromium`); `adblock` reads them
as Brave does. The tag's own table, `snippets/dist/baits.json`, says which names are baits.
"""

import json
from pathlib import Path
from typing import Any

import adblock
import pytest

ASSETS = Path("/usr/share/chromium/extensions/ublock-origin/assets")
LISTS = (
    "thirdparties/easylist/easylist.txt",
    "thirdparties/easylist/easyprivacy.txt",
    "ublock/filters.min.txt",
    "ublock/privacy.min.txt",
    "ublock/unbreak.min.txt",
    "ublock/quick-fixes.min.txt",
    "ublock/badware.min.txt",
)
TABLE: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "snippets" / "dist" / "baits.json").read_text("utf-8")
)
PAGE = "https://www.publisher-abc.com/2026/05/a-story"
#: Where the service may live: on the site, on its sub-domain, and, against our advice, on a host of its own.
FIRST_PARTY = ("https://www.publisher-abc.com", "https://k.publisher-abc.com")
HOSTS = (*FIRST_PARTY, "https://k.vendor-abc.com")
QUERY = "?client=0.5772156649015329"
#: Type `fetch` is what lists call xmlhttprequest; `ping` is sendBeacon.
NEUTRAL = [
    ("/k.js", "script"),
    ("/v1/read", "xmlhttprequest"),
    *((path["control"] + query, path["as"]) for path in TABLE["paths"] for query in ("", QUERY)),
]


@pytest.fixture(scope="module")
def lists() -> adblock.Engine:
    missing = [name for name in LISTS if not (ASSETS / name).is_file()]
    if missing:
        pytest.fail(
            f"no blocker lists in {ASSETS} ({', '.join(missing)}): "
            "apt-get install --no-install-recommends webext-ublock-origin-chromium"
        )
    rules = adblock.FilterSet()
    for name in LISTS:
        rules.add_filter_list((ASSETS / name).read_text("utf-8"))
    return adblock.Engine(rules)


def is_blocked(lists: adblock.Engine, url: str, kind: str) -> bool:
    return bool(lists.check_network_urls(url, PAGE, kind).matched)


def hidden(lists: adblock.Engine, classes: list[str], ids: list[str]) -> set[str]:
    rules = lists.url_cosmetic_resources(PAGE)
    return set(lists.hidden_class_id_selectors(classes, ids, rules.exceptions))


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(("path", "kind"), NEUTRAL)
def test_a_neutral_request_passes(lists: adblock.Engine, host: str, path: str, kind: str) -> None:
    assert not is_blocked(lists, host + path, kind)


@pytest.mark.parametrize("host", FIRST_PARTY)
def test_a_beacon_of_last_resort_passes(lists: adblock.Engine, host: str) -> None:
    assert not is_blocked(lists, host + "/v1/read", "ping")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", TABLE["paths"], ids=lambda path: str(path["bait"]))
def test_a_bait_is_blocked(lists: adblock.Engine, host: str, path: dict[str, str]) -> None:
    assert is_blocked(lists, host + path["bait"] + QUERY, path["as"])


@pytest.mark.parametrize("name", TABLE["classes"]["baits"])
def test_a_bait_class_is_hidden(lists: adblock.Engine, name: str) -> None:
    assert hidden(lists, [name], []) == {f".{name}"}


@pytest.mark.parametrize("name", [TABLE["classes"]["control"], "kindly", "data-kindly-slot"])
def test_a_neutral_class_or_id_is_shown(lists: adblock.Engine, name: str) -> None:
    assert hidden(lists, [name], [name]) == set()
