"""Firefox with what stands between a reader and the ads, started and live."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tests.browser.adguard.built import extensions
from tests.browser.firefox import UBLOCK, Firefox, Preferences, wait_until_live
from tests.browser.matrix.browsers import Browser, Place, poll
from tests.browser.matrix.pages import ADSENSE, GPT, HOST, SUB_DOMAIN, TRACKER

PRIVACY_BADGER = Path("/usr/share/webext/privacy-badger")
_BADGER_ID = "jid1-MnnxcxisBPnSXQ@jetpack"


@contextlib.contextmanager
def _firefox(
    port: int, preferences: Preferences | None = None, managed: dict[str, dict[str, object]] | None = None
) -> Iterator[Firefox]:
    browser = Firefox(port, preferences, managed)
    try:
        yield browser
    finally:
        browser.close()


@contextlib.contextmanager
def plain(place: Place) -> Iterator[Browser]:
    with _firefox(place.port) as browser:
        yield browser


@contextlib.contextmanager
def ublock(place: Place) -> Iterator[Browser]:
    with _firefox(place.port) as browser:
        browser.install(UBLOCK)
        wait_until_live(browser, place.url("/"))
        yield browser


@contextlib.contextmanager
def adguard(place: Place) -> Iterator[Browser]:
    with _firefox(place.port) as browser:
        browser.install(extensions() / "firefox")
        wait_until_live(browser, place.url("/"))
        yield browser


@contextlib.contextmanager
def ublock_uncloaking(place: Place) -> Iterator[Browser]:
    """Every name is an alias of `localhost`, as a cloaked tracker's is of its vendor."""
    hosts = f"{HOST},{SUB_DOMAIN},{ADSENSE},{GPT},{TRACKER}"
    direct: Preferences = {
        "network.proxy.type": 0,
        "network.dns.disabled": False,
        "network.dns.localDomains": hosts,
    }
    with _firefox(place.port, direct) as browser:
        browser.install(UBLOCK)
        wait_until_live(browser, place.url("/"))
        yield browser


@contextlib.contextmanager
def badger_as_installed(place: Place) -> Iterator[Browser]:
    with _badger(place, signal=True) as browser:
        yield browser


@contextlib.contextmanager
def badger_without_signal(place: Place) -> Iterator[Browser]:
    """Its switch "Send websites the Do Not Track signal" is off: otherwise the reader is never measured."""
    with _badger(place, signal=False) as browser:
        yield browser


@contextlib.contextmanager
def _badger(place: Place, *, signal: bool) -> Iterator[Firefox]:
    settings: dict[str, object] = {"showIntroPage": False, "sendDNTSignal": signal}
    with _firefox(place.port, managed={_BADGER_ID: settings}) as browser:
        browser.install(PRIVACY_BADGER)
        tab = browser.tab()
        wanted = f"""fetch('http://{TRACKER}/', {{ mode: 'no-cors' }}).then(() => false, () => true)"""
        poll(lambda: tab.go(place.url("/")), lambda: tab.js(wanted))
        tab.close()
        yield browser


_STRICT: Preferences = {
    "browser.contentblocking.category": "strict",
    "privacy.trackingprotection.enabled": True,
    "privacy.trackingprotection.socialtracking.enabled": True,
    "privacy.trackingprotection.emailtracking.enabled": True,
    "privacy.fingerprintingProtection": True,
    "privacy.query_stripping.enabled": True,
    "network.cookie.cookieBehavior": 5,
    # A fresh profile has no lists of trackers; Mozilla's own tests name hosts by hand in the same way.
    "urlclassifier.trackingTable": "moztest-track-simple",
}


@contextlib.contextmanager
def strict_protection(place: Place) -> Iterator[Browser]:
    with _firefox(place.port, {**_STRICT, "urlclassifier.trackingTable.testEntries": TRACKER}) as browser:
        yield browser


@contextlib.contextmanager
def strict_against_ads(place: Place) -> Iterator[Browser]:
    """Mozilla's list of trackers has the hosts of most ad networks too."""
    entries = f"{TRACKER},{ADSENSE},{GPT}"
    with _firefox(place.port, {**_STRICT, "urlclassifier.trackingTable.testEntries": entries}) as browser:
        yield browser


@contextlib.contextmanager
def without_ad_names(place: Place) -> Iterator[Browser]:
    """A resolver that does not know the hosts of ads: they are asked directly, where no name resolves."""
    script = f"""function FindProxyForURL(url, host) {{
      return {[ADSENSE, GPT, TRACKER]!r}.indexOf(host) < 0 ? "PROXY 127.0.0.1:{place.port}" : "DIRECT";
    }}"""
    preferences: Preferences = {
        "network.proxy.type": 2,
        "network.proxy.autoconfig_url": "data:application/x-ns-proxy-autoconfig," + quote(script),
    }
    with _firefox(place.port, preferences) as browser:
        yield browser
