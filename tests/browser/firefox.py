"""Stock Firefox ESR, headless, by WebDriver BiDi over one websocket: Debian's Firefox needs no other driver.

Every host name on port 80 goes to the service under test, which Firefox takes for its HTTP proxy: nothing
leaves the machine, and a made-up host name escapes the exceptions that filter lists make for localhost.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

BINARY = "firefox-esr"
UBLOCK = Path("/usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}/uBlock0@raymondhill.net")

_UBLOCK_ID = "uBlock0@raymondhill.net"
#: Firefox gives each extension's pages a random address, unless its profile has one.
_UBLOCK_PAGES = "0f6b1d1c-6a53-4c0e-9d5c-2f1f6b0c7a11"

Preferences = Mapping[str, bool | int | str]

_PREFERENCES: Preferences = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "toolkit.telemetry.server": "",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "extensions.autoDisableScopes": 0,
    # Profile and application only: Debian's packages in /usr/share would load themselves into every profile.
    "extensions.enabledScopes": 5,
    "network.dns.disabled": True,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "extensions.webextensions.uuids": json.dumps({_UBLOCK_ID: _UBLOCK_PAGES}),
}


class Firefox:
    """One browser process with a profile of its own.

    `managed` are settings that an administrator gives to an extension, by its id.
    """

    def __init__(
        self,
        proxy_port: int,
        preferences: Preferences | None = None,
        managed: Mapping[str, Mapping[str, object]] | None = None,
    ) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        self._configure({**_PREFERENCES, "network.proxy.http_port": proxy_port, **(preferences or {})})
        for extension, settings in (managed or {}).items():
            self._manage(extension, settings)
        self._process = subprocess.Popen(
            [
                BINARY,
                "--headless",
                "--no-remote",
                "--profile",
                str(self._profile),
                "--remote-debugging-port=0",
                # Or no test could open an extension's own pages.
                "--remote-allow-system-access",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "MOZ_HEADLESS": "1", "HOME": str(self._profile)},
        )
        self._open = contextlib.ExitStack()
        self._number = 0
        try:
            self._socket = self._open.enter_context(connect(f"{self._address()}/session", max_size=None))
            self._tell("session.new", capabilities={})
        except BaseException:
            self.close()
            raise

    def _configure(self, preferences: Preferences) -> None:
        (self._profile / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                for name, value in preferences.items()
            )
        )

    def _manage(self, extension: str, settings: Mapping[str, object]) -> None:
        # The profile is the browser's home as well.
        told = {"name": extension, "description": "settings", "type": "storage", "data": settings}
        folder = self._profile / ".mozilla" / "managed-storage"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{extension}.json").write_text(json.dumps(told))

    def _address(self) -> str:
        errors = self._process.stderr
        assert errors is not None
        for line in errors:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                # Somebody has to read on, or Firefox blocks when the pipe is full.
                threading.Thread(target=errors.read, daemon=True).start()
                return found[1]
        raise RuntimeError("Firefox ended before it listened")

    def _tell(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def install(self, extension: Path) -> None:
        kind = "path" if extension.is_dir() else "archivePath"
        self._tell("webExtension.install", extensionData={"type": kind, "path": str(extension)})

    def tab(self, *, hidden: bool = False) -> "Tab":
        """A tab, in front of the others or behind them."""
        return Tab(self, self._tell("browsingContext.create", type="tab", background=hidden)["context"])

    def window(self) -> "Tab":
        """A tab in a window of its own, which takes the focus."""
        return Tab(self, self._tell("browsingContext.create", type="window")["context"])

    def tell(self, method: str, **parameters: Any) -> Any:
        return self._tell(method, **parameters)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._tell("browser.close")
        self._open.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()
        shutil.rmtree(self._profile, ignore_errors=True)


class Tab:
    """A tab: what a reader does in it."""

    def __init__(self, browser: Firefox, context: str) -> None:
        self._browser = browser
        self._context = context

    def go(self, url: str) -> None:
        self._browser.tell("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def js(self, expression: str) -> Any:
        answer = self._browser.tell(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value") or "null")

    def wheel(self, pixels: int) -> None:
        action = {"type": "scroll", "x": 200, "y": 300, "deltaX": 0, "deltaY": pixels}
        self._browser.tell(
            "input.performActions",
            context=self._context,
            actions=[{"type": "wheel", "id": "wheel", "actions": [action]}],
        )

    def perform(self, source: dict[str, Any], *actions: dict[str, Any]) -> None:
        """Act with one input source (WebDriver's key, pointer or wheel)."""
        self._browser.tell(
            "input.performActions", context=self._context, actions=[{**source, "actions": actions}]
        )

    def front(self) -> None:
        """Bring it to the front: its window gets the focus, the other tabs of that window are hidden."""
        self._browser.tell("browsingContext.activate", context=self._context)

    def close(self) -> None:
        self._browser.tell("browsingContext.close", context=self._context)


_PROBE = """(async () => {
  const box = document.createElement('div');
  box.className = 'ad-leaderboard';
  box.textContent = 'x';
  document.body.append(box);
  const refused = await fetch('/ads?client=' + Math.random()).then(() => false, () => true);
  await new Promise((done) => setTimeout(done, 200));
  return refused && box.offsetHeight === 0;
})()"""


@contextlib.contextmanager
def firefox(port: int, ublock_on: str = "") -> Iterator[Firefox]:
    """Firefox; with uBlock Origin when `ublock_on` names a page on which to wait until its lists are live."""
    browser = Firefox(port)
    try:
        if ublock_on:
            browser.install(UBLOCK)
            wait_until_live(browser, ublock_on)
        yield browser
    finally:
        browser.close()


_TRUST = """vAPI.messaging.send('dashboard', { what: 'getWhitelist' }).then(({ whitelist }) =>
  vAPI.messaging.send('dashboard', { what: 'setWhitelist', whitelist: [...whitelist, %s].join('\\n') }))"""


def switch_ublock_off(browser: Firefox, host: str) -> None:
    """Put a host on uBlock Origin's list of trusted sites, from the page on which readers edit it."""
    tab = browser.tab(hidden=True)
    tab.go(f"moz-extension://{_UBLOCK_PAGES}/whitelist.html")
    tab.js(_TRUST % json.dumps(host))
    tab.close()


def wait_until_live(browser: Firefox, url: str, timeout_s: float = 30) -> None:
    """Until a blocker both refuses requests and hides elements on that page."""
    tab = browser.tab()
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        tab.go(url)
        if tab.js(_PROBE):
            tab.close()
            return
        time.sleep(0.2)
    raise TimeoutError("the blocker never went live")
