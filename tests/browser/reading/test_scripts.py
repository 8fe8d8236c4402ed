"""Readers follow scripts in both engines: what the service stored is what they did, by their own clock."""

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import article
from tests.browser.reading.hands import ENGINES
from tests.browser.reading.pages import WORDS, body, image, silence
from tests.browser.reading.reader import Reader
from tests.browser.reading.scripts import SCRIPTS
from tests.browser.reading.truth import Truth

pytestmark = pytest.mark.browser
#: Each reader has a browser of their own, since only one window has the focus; most of the time they rest.
AT_ONCE = 4

Readings = Mapping[tuple[str, str], Future[Truth]]


@pytest.fixture(scope="module")
def readings(site: Origin, news: Newsroom, request: pytest.FixtureRequest) -> Iterator[Readings]:
    """The readings that the session's tests ask for, all begun at once."""
    site.pages |= {"/sound.wav": silence(), "/late.svg": image(800, 500)}
    asked = [
        (str(item.callspec.params["engine"]), str(item.callspec.params["script"]))
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.function is test_what_was_read_is_stored
    ]

    def read(engine: str, script: str) -> Truth:
        site.pages[f"/{script}/{engine}"] = article(body(script), title=script)
        with ENGINES[engine](site.port) as hands:
            reader = Reader(hands, news.url(f"/{script}/{engine}"))
            reader.open()
            SCRIPTS[script](reader)
            reader.leave()
            # The last beacon outlives its page, not the browser.
            time.sleep(0.5)
        return reader.truth

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {pair: pool.submit(read, *pair) for pair in asked}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_read_is_stored(
    readings: Readings, site: Origin, news: Newsroom, engine: str, script: str
) -> None:
    truth = readings[engine, script].result()
    page = f"/{script}/{engine}"
    told = max(beacon["e"] for beacon in site.beacons(page))
    views, engaged_s, scroll_pct, finish_rate, read_rate = news.stored(
        page, told, "views", "engaged_s", "scroll_pct", "finish_rate", "read_rate"
    )
    assert views == 1
    assert engaged_s == pytest.approx(truth.engaged_s, rel=0.05, abs=0.3)
    assert scroll_pct == pytest.approx(truth.scroll_pct, abs=2)
    assert finish_rate == truth.finished
    assert read_rate == truth.read(WORDS.get(script, 100))
