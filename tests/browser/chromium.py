"""Debian's Chromium, headless, driven by Playwright; the service under test is its proxy for every host."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

#: Not /usr/bin/chromium: the wrapper loads the extensions that Debian packages for it.
BINARY = "/usr/lib/chromium/chromium"
_START_S = 30.0


@contextlib.contextmanager
def launched(port: int, *arguments: str) -> Iterator[Browser]:
    """A browser of Playwright's: every page believes that it is in front and has the focus."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=BINARY,
            args=["--no-sandbox", "--disable-background-networking", *arguments],
            proxy={"server": f"http://127.0.0.1:{port}"},
            ignore_default_args=["--disable-back-forward-cache"],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def chromium(port: int, **options: object) -> Iterator[BrowserContext]:
    """A browser with a clean profile; `options` go to the context."""
    with launched(port) as browser:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        yield context
        context.close()


@contextlib.contextmanager
def started_chromium(port: int, *arguments: str) -> Iterator[Path]:
    """A browser started as a person starts it, with addresses to open among its arguments; its profile."""
    profile = Path(tempfile.mkdtemp(prefix="chromium-"))
    process = subprocess.Popen(
        [
            BINARY,
            "--headless=new",
            "--no-sandbox",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-port=0",
            "--window-size=1000,800",
            f"--user-data-dir={profile}",
            f"--proxy-server=http://127.0.0.1:{port}",
            *arguments,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield profile
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(profile, ignore_errors=True)


@contextlib.contextmanager
def attended_chromium(port: int) -> Iterator[BrowserContext]:
    """A browser whose tabs are hidden and focused as they really are.

    Playwright tells every page of a browser it launched that it is visible and focused; with `no_defaults` it
    leaves one that it finds running as it is.
    """
    with started_chromium(port, "about:blank") as profile, sync_playwright() as driver:
        address = f"http://127.0.0.1:{_debugging_port(profile)}"
        browser = driver.chromium.connect_over_cdp(address, no_defaults=True)
        try:
            yield browser.contexts[0]
        finally:
            browser.close()


def _debugging_port(profile: Path) -> str:
    until = time.monotonic() + _START_S
    while time.monotonic() < until:
        with contextlib.suppress(FileNotFoundError):
            if lines := (profile / "DevToolsActivePort").read_text().split():
                return lines[0]
        time.sleep(0.02)
    raise TimeoutError("Chromium never listened")
