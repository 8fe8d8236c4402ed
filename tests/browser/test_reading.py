"""One reading, from a real browser to the API: what is stored is what happened."""

import time
from collections.abc import Callable

import pytest

from tests.browser.chromium import chromium
from tests.browser.firefox import firefox
from tests.browser.newsroom import ARTICLE, Newsroom

pytestmark = pytest.mark.browser
READ_S = 20
_WHAT = ("engaged_s", "finish_rate", "scroll_pct", "block_rate")


def read_for_20_s(
    wheel: Callable[[int], None], at_end: Callable[[], bool], now: Callable[[], float]
) -> float:
    """Turn the wheel about once a second, through to the end; how long the page was there."""
    while now() < READ_S:
        if not at_end():
            wheel(400)
        else:
            wheel(-30)
        time.sleep(0.7)
    return now()


_AT_END = (
    "scrollY + innerHeight >= document.querySelector('article').getBoundingClientRect().bottom + scrollY"
)
_NOW = "performance.now() / 1000"


def test_chromium_reads_to_the_end(news: Newsroom) -> None:
    with chromium(news.port) as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(news.url(ARTICLE))
        spent = read_for_20_s(
            lambda pixels: page.mouse.wheel(0, pixels),
            lambda: bool(page.evaluate(_AT_END)),
            lambda: float(page.evaluate(_NOW)),
        )
        page.goto(news.url("/"))
    _assert_read(news, "Chrome", spent, state="none", blocked=0.0)
    assert problems == []


@pytest.mark.parametrize(
    ("blocker", "states", "blocked"),
    [("", {"none"}, 0.0), ("uBlock Origin", {"requests", "cosmetic"}, 1.0)],
    ids=["plain", "ublock"],
)
def test_firefox_reads_to_the_end(news: Newsroom, blocker: str, states: set[str], blocked: float) -> None:
    before = news.query("block_rate", "concluded_views")
    article = "/opinion/what-an-advertisement-pays-for" if blocker else ARTICLE
    with firefox(news.port, ublock_on=news.url("/") if blocker else "") as browser:
        tab = browser.tab()
        tab.go(news.url(article))
        spent = read_for_20_s(tab.wheel, lambda: bool(tab.js(_AT_END)), lambda: float(tab.js(_NOW)))
        tab.go(news.url("/"))
    (state,) = {row[0][0] for row in _rows(news, "Firefox", article)}
    assert state in states
    _assert_read(news, "Firefox", spent, state=state, blocked=blocked, article=article)
    if blocker:
        after = news.query("block_rate", "concluded_views")
        assert after[0][1][0] > (before[0][1][0] or 0 if before else 0)


def _rows(news: Newsroom, browser: str, article: str) -> list[tuple[tuple[str, ...], tuple[float, ...]]]:
    where = (("is", "browser", (browser,)), ("is", "article", (article,)))
    news.wait_for(where=where)
    return news.query("views", by=("blocker",), where=where)


def _assert_read(
    news: Newsroom, browser: str, spent: float, *, state: str, blocked: float, article: str = ARTICLE
) -> None:
    where = (("is", "browser", (browser,)), ("is", "article", (article,)))
    told, views, engaged, finished, depth, rate = news.wait_for("views", *_WHAT, where=where, by=("blocker",))
    assert (told, views) == (state, 1)
    assert engaged == pytest.approx(spent, abs=1.0)
    assert (finished, depth, rate) == (1.0, 100, blocked)
