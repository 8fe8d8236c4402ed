"""Chromium with what stands between a reader and the ads, started and live."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.adguard.built import extensions
from tests.browser.chromium import BINARY
from tests.browser.matrix.browsers import Browser, Place, Tab, poll
from tests.browser.matrix.pages import ADSENSE, GPT, TRACKER


class _ChromiumTab:
    def __init__(self, page: Page) -> None:
        self._page = page

    def go(self, url: str) -> None:
        self._page.goto(url)

    def js(self, expression: str) -> Any:
        return self._page.evaluate(expression)

    def front(self) -> None:
        self._page.bring_to_front()

    def close(self) -> None:
        self._page.close()


class Chromium:
    """A browser that Playwright drives: all its tabs believe that they are in front."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context

    def tab(self, *, hidden: bool = False) -> Tab:
        if hidden:
            raise ValueError("Playwright tells every page that it is visible")
        return _ChromiumTab(self.context.new_page())

    def saving_data(self) -> Tab:
        page = self.context.new_page()
        session = self.context.new_cdp_session(page)
        session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})
        return _ChromiumTab(page)


@contextlib.contextmanager
def _chromium(*arguments: str, extension: Path | None = None) -> Iterator[Chromium]:
    profile = tempfile.mkdtemp(prefix="chromium-")
    loaded = (
        [f"--load-extension={extension}", f"--disable-extensions-except={extension}"] if extension else []
    )
    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            profile,
            executable_path=BINARY,
            headless=False,
            args=["--headless=new", "--no-sandbox", "--disable-background-networking", *loaded, *arguments],
            ignore_default_args=["--disable-extensions", "--disable-back-forward-cache"],
        )
        try:
            yield Chromium(context)
        finally:
            context.close()
            shutil.rmtree(profile, ignore_errors=True)


def _proxy(place: Place) -> str:
    return f"--proxy-server=http://127.0.0.1:{place.port}"


@contextlib.contextmanager
def plain(place: Place) -> Iterator[Browser]:
    with _chromium(_proxy(place)) as browser:
        yield browser


@contextlib.contextmanager
def without_ad_names(place: Place) -> Iterator[Browser]:
    unknown = "".join(f"MAP {host} ~NOTFOUND, " for host in (ADSENSE, GPT, TRACKER))
    with _chromium(
        f"--host-resolver-rules={unknown}MAP *.test 127.0.0.1:{place.port}, MAP * ~NOTFOUND"
    ) as browser:
        yield browser


@contextlib.contextmanager
def adguard(place: Place) -> Iterator[Browser]:
    with _chromium(_proxy(place), extension=extensions() / "chromium") as browser:
        workers = browser.context.service_workers
        worker = workers[0] if workers else browser.context.wait_for_event("serviceworker")
        worker.evaluate("self.ready")
        _live(browser, place, "refused && hidden")
        yield browser


@contextlib.contextmanager
def requests_only(place: Place) -> Iterator[Browser]:
    with _chromium(_proxy(place), extension=extensions() / "requests") as browser:
        _live(browser, place, "refused && !hidden")
        yield browser


@contextlib.contextmanager
def elements_only(place: Place) -> Iterator[Browser]:
    with _chromium(_proxy(place), extension=extensions() / "elements") as browser:
        _live(browser, place, "!refused && hidden")
        yield browser


def _live(browser: Chromium, place: Place, wanted: str) -> None:
    tab = browser.tab()
    probe = f"""(async () => {{
      const box = document.createElement('div');
      box.className = 'ad-leaderboard';
      box.textContent = 'x';
      document.body.append(box);
      const refused = await fetch('/ads?client=' + Math.random()).then(() => false, () => true);
      await new Promise((done) => setTimeout(done, 200));
      const hidden = box.offsetHeight === 0;
      return {wanted};
    }})()"""
    poll(lambda: tab.go(place.url("/")), lambda: tab.js(probe))
    tab.close()
