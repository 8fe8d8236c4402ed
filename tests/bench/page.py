"""The overview as somebody sees it who signs in: asked for whole, and drawn in Chromium."""

import statistics
import time
from collections.abc import Callable
from urllib.parse import urlencode

import msgspec
from playwright.sync_api import BrowserContext

from tests.bench import history
from tests.bench.history import History
from tests.browser.chromium import launched
from tests.load.client import send
from tests.load.server import Server, kindly

EMAIL, PASSWORD = "bench@kindly.test", "nine-long-harbour-walls"
#: High enough to have every panel in sight, for figures are drawn when they are.
SCREEN = {"width": 1280, "height": 3000}
LOADS = 5
#: Since the navigation began, once every panel has its answer and every figure is drawn, ms.
_DRAWN = """() => {
  const panels = [...document.querySelectorAll('.panel')];
  const undrawn = (panel) => panel.hasAttribute('aria-busy') || panel.querySelector('.skeleton, .failed')
    || (panel.querySelector('script.drawing') && !panel.querySelector('.figure .main-svg'));
  return panels.length > 1 && !panels.some(undrawn) && performance.now();
}"""


class First(msgspec.Struct, frozen=True):
    """Milliseconds of the overview with all of its panels.

    `whole`: in one answer, of a server that has just started. `drawn_cold`: until the last panel is drawn, of
    such a server, in a browser that was never there; `drawn_new`: the same browser with other days, of which
    no answer is kept; `drawn`: the median once both know it.
    """

    whole: float
    drawn_cold: float
    drawn_new: float
    drawn: float


def measure(server: Server, story: History) -> First:
    """Restarts the server, which is running and runs on."""
    cookie = _sign_in(server)
    whole = _restarted(server, story, lambda: _whole(server, story, cookie))
    name, _, value = cookie.partition("=")
    with launched(server.port) as browser:
        context = browser.new_context(viewport=SCREEN)  # type: ignore[arg-type]
        context.new_page().goto("about:blank")  # whatever a browser does when it starts
        site = f"http://127.0.0.1:{server.port}"
        context.add_cookies([{"name": name, "value": value, "url": site}])
        cold = _restarted(server, story, lambda: _drawn(context, site, story.first, story.last))
        new = _drawn(context, site, story.second, story.last)
        known = [_drawn(context, site, story.first, story.last) for _ in range(LOADS)]
    return First(whole, cold, new, statistics.median(known))


def _restarted(server: Server, story: History, take: Callable[[], float]) -> float:
    server.stop()
    history.forget_files(story.data)
    server.start()
    return take()


def _whole(server: Server, story: History, cookie: str) -> float:
    span = urlencode({"from": story.first, "to": story.last, "plain": 1})
    began = time.perf_counter()
    reply = send(server.port, "GET", f"/s/{history.SITE}/overview?{span}", headers={"Cookie": cookie})
    took = (time.perf_counter() - began) * 1000
    if reply.status != 200:
        raise RuntimeError(f"the overview was answered {reply.status}")
    return took


def _drawn(context: BrowserContext, site: str, first: str, last: str) -> float:
    page = context.new_page()
    try:
        span = urlencode({"from": first, "to": last})
        page.goto(f"{site}/s/{history.SITE}/overview?{span}", wait_until="commit")
        return float(page.wait_for_function(_DRAWN, polling="raf", timeout=60_000).json_value())
    finally:
        page.close()


def _sign_in(server: Server) -> str:
    kindly("user", "add", EMAIL, "--role", "admin", "--password", PASSWORD, "--data", str(server.data))
    form = urlencode({"email": EMAIL, "password": PASSWORD}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    reply = send(server.port, "POST", "/login", form, headers)
    if reply.status != 303:
        raise RuntimeError(f"signing in was answered {reply.status}")
    return reply.headers["set-cookie"].partition(";")[0]
