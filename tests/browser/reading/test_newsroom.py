"""Three readers of the demo newsroom, one of them with a blocker: from the browser to the overview."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from dashboards.numbers import FEW
from tests.browser.firefox import firefox
from tests.browser.newsroom import HOST, SITE, Newsroom, newsroom
from tests.browser.reading.hands import FirefoxHands, Hands, chromium_hands, firefox_hands
from tests.browser.reading.reader import Reader
from tests.browser.reading.truth import Truth
from tests.load.client import post

pytestmark = pytest.mark.browser
_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
#: Open views are shown within two seconds.
SHOWN_S = 2.5
_BLOCK_RATE = re.compile(r"Block rate.*?class=\"value\">([\d.]+)%", re.DOTALL)


@contextlib.contextmanager
def blocking_hands(port: int) -> Iterator[Hands]:
    with firefox(port, ublock_on=f"http://{HOST}/") as browser:
        yield FirefoxHands(browser)


@dataclass(frozen=True)
class Who:
    hands: Callable[[int], contextlib.AbstractContextManager[Hands]]
    article: str
    states: frozenset[str]


READERS = {
    "Chromium": Who(chromium_hands, "/local/ferry-chain-parts-mid-river", frozenset({"none"})),
    "Firefox": Who(firefox_hands, "/sport/rowers-cross-to-orra", frozenset({"none"})),
    "uBlock Origin": Who(
        blocking_hands, "/opinion/what-an-advertisement-pays-for", frozenset({"requests", "cosmetic"})
    ),
}


@dataclass(frozen=True)
class Day:
    """What happened at a newsroom: who read how, and the block rate before and after, per cent."""

    news: Newsroom
    truths: Mapping[str, Truth]
    before: tuple[float, float]
    after: tuple[float, float]


def _block_rate(news: Newsroom) -> tuple[float, float]:
    """In the API, and on the overview, once what was sent is shown."""
    time.sleep(SHOWN_S)
    ((_, (share,)),) = news.query("block_rate")
    shown = _BLOCK_RATE.search(news.panel("totals"))
    assert shown
    return 100 * share, float(shown[1])


def _read(who: Who, news: Newsroom) -> Truth:
    """About twenty seconds, to the end of the article and beyond."""
    with who.hands(news.port) as hands:
        reader = Reader(hands, news.url(who.article))
        reader.open()
        reader.scroll(400, times=24)
        reader.leave()
        time.sleep(0.5)
    return reader.truth


def _seed(news: Newsroom) -> None:
    """So many readers without a blocker that the overview shows a rate."""
    for number in range(FEW):
        beacon = {"s": SITE, "v": f"{number:022}", "n": 1, "u": news.url("/local/seen-before"), "b": "none"}
        post(news.port, msgspec.json.encode(beacon), origin=f"http://{HOST}", agent=_AGENT)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    with newsroom(tmp_path_factory.mktemp("day")) as news:
        _seed(news)
        before = _block_rate(news)
        with ThreadPoolExecutor(len(READERS)) as pool:
            truths = dict(zip(READERS, pool.map(lambda who: _read(who, news), READERS.values()), strict=True))
        yield Day(news, truths, before, _block_rate(news))


def _stored(day: Day, name: str, *metrics: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    where = (("is", "article", (READERS[name].article,)),)
    ((state, found),) = day.news.query(*metrics, by=("blocker",), where=where)
    return state, found


@pytest.mark.parametrize("name", READERS)
def test_reading_to_the_end_is_stored(day: Day, name: str) -> None:
    _, (views, engaged_s, scroll_pct, finish_rate) = _stored(
        day, name, "views", "engaged_s", "scroll_pct", "finish_rate"
    )
    truth = day.truths[name]
    assert engaged_s == pytest.approx(truth.engaged_s, rel=0.05)
    assert scroll_pct == pytest.approx(truth.scroll_pct, abs=2)
    assert (views, finish_rate) == (1, 1.0)


@pytest.mark.parametrize("name", READERS)
def test_state_is_stored(day: Day, name: str) -> None:
    (state,), (block_rate,) = _stored(day, name, "block_rate")
    assert state in READERS[name].states
    assert block_rate == (state != "none")


def test_one_blocker_moves_the_block_rate(day: Day) -> None:
    rate = 100 / (FEW + len(READERS))
    assert day.before == (0, 0)
    assert day.after[0] == pytest.approx(rate)
    assert day.after[1] == pytest.approx(rate, abs=0.06)
