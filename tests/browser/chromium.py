"""Debian's Chromium, headless, driven by Playwright; the service under test is its proxy for every host."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, sync_playwright

#: Not /usr/bin/chromium: the wrapper loads the extensions that Debian packages for it.
BINARY = "/usr/lib/chromium/chromium"


@contextlib.contextmanager
def chromium(port: int, **options: object) -> Iterator[BrowserContext]:
    """A browser with a clean profile; `options` go to the context."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=BINARY,
            args=["--no-sandbox", "--disable-background-networking"],
            proxy={"server": f"http://127.0.0.1:{port}"},
            ignore_default_args=["--disable-back-forward-cache"],
        )
        try:
            context = browser.new_context(**options)  # type: ignore[arg-type]
            yield context
            context.close()
        finally:
            browser.close()
