"""From the appeal to the dashboard: a reader with uBlock Origin is asked, allows ads, and is recovered."""

import asyncio
import contextlib
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from service.appeals.defaults import default_body
from service.catalog.catalog import Catalog
from service.catalog.rule import Trigger
from tests.browser.firefox import UBLOCK, Firefox, Tab, switch_ublock_off, wait_until_live
from tests.browser.newsroom import EDITOR, HOST, SITE, Newsroom, newsroom

pytestmark = pytest.mark.browser

ARTICLE = "/opinion/what-an-advertisement-pays-for"
#: A rule is live within five seconds, and views are shown within two.
_PATIENCE_S = 20.0
_ENTER = "\ue007"
#: The appeal's shadow is closed; the test takes hold of it when it is made.
_TAKE_HOLD = """() => {
  const real = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) { return window.shadow = real.call(this, options) };
}"""
_BUTTON = "[...shadow.querySelectorAll('dialog[open]')].pop().querySelectorAll('button')"


async def _publish(data: Path) -> None:
    body = msgspec.structs.replace(
        default_body("dialog", ("en",)), name="Please", trigger=Trigger("at_once", 0), holdout=0
    )
    catalog = await Catalog.open(data)
    try:
        rule = await catalog.add_rule(SITE, body, EDITOR)
        await catalog.publish(SITE, rule.id, EDITOR, "The first")
    finally:
        await catalog.close()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom whose rule was published while it runs."""
    data = tmp_path_factory.mktemp("asking")
    with newsroom(data) as news:
        asyncio.run(_publish(data))
        yield news


def until(holds: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.2)
    raise AssertionError(f"never: {what}")


def says(tab: Tab, words: str) -> Callable[[], bool]:
    """Whether the uppermost dialog of the appeal says this."""
    dialogs = "[...(window.shadow ? shadow.querySelectorAll('dialog[open]') : [])]"
    return lambda: words in tab.js(f"{dialogs}.map((one) => one.innerText).pop() || ''")


def press(tab: Tab, label: str) -> None:
    """Press a button of the uppermost dialog by the keyboard."""
    tab.js(f"[...{_BUTTON}].find((one) => one.innerText === {label!r}).focus()")
    tab.perform(
        {"type": "key", "id": "keys"},
        {"type": "keyDown", "value": _ENTER},
        {"type": "keyUp", "value": _ENTER},
    )


def test_a_reader_who_allows_ads_is_recovered(asking: Newsroom) -> None:
    with contextlib.closing(Firefox(asking.port)) as browser:
        browser.tell("script.addPreloadScript", functionDeclaration=_TAKE_HOLD)
        browser.install(UBLOCK)
        wait_until_live(browser, asking.url("/"))
        tab = browser.tab()

        def opened() -> bool:
            tab.go(asking.url(ARTICLE))
            time.sleep(2)
            return says(tab, "How to allow ads")()

        until(opened, "the rule is live and the dialog stands")
        press(tab, "How to allow ads")
        until(says(tab, "dark red shield"), "the steps for this blocker")
        press(tab, "I've allowed ads")
        until(says(tab, "still blocked"), "it is said that ads are still blocked")

        switch_ublock_off(browser, HOST)
        tab.js("window.before = true")
        press(tab, "I've allowed ads")
        until(lambda: not tab.js("window.before"), "the page is loaded again")
        # Ads are viewable after a second, and told of by the next beacon.
        until(lambda: asking.query("recovered_gross")[0][1][0] > 0, "recovered revenue")
        tab.close()
    ((_, (shown, failed, allowed)),) = asking.query("appeals_shown", "verify_failed", "allowed")
    assert (shown >= 1, failed, allowed) == (True, 1, 1)
    assert re.search(r"Allowed ads.*?class=\"value\">1<.*?Recovered, gross", asking.panel("money"), re.DOTALL)
    results = asking.seen(f"/s/{SITE}/results")
    assert re.search(r"Please.*?1 reader asked.*?Tested: allowed", results, re.DOTALL), results
