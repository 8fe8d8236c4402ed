"""The matrix: what is to be stored of each kind of page behind each blocker."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.browser.matrix import chromiums, firefoxes
from tests.browser.matrix.browsers import Browser, Place


def _all(state: str, kinds: str) -> dict[str, str]:
    return dict.fromkeys(map(str.strip, kinds.split("|")), state)


NONE = "none"
REQUESTS = "requests"


@dataclass(frozen=True)
class Setup:
    """A browser with one blocker. `expected` tells the right state by kind of page."""

    browser: str
    blocker: str
    start: Callable[[Place], AbstractContextManager[Browser]]
    expected: Mapping[str, str]
    #: Whether the browser reaches the pages through a proxy.
    proxied: bool = True

    def __str__(self) -> str:
        return f"{self.browser}, {self.blocker}"


_COMMON = "site | sub-domain | other ads | no ads | iframe | policy | policy, sub-domain"
_FIREFOX = f"{_COMMON} | hidden"
_CHROMIUM = f"{_COMMON} | Save-Data"
#: Pages on which something else than a blocker stops requests.
_TROUBLE = "policy without images | one ad host down | slow"

MATRIX: tuple[Setup, ...] = (
    Setup(
        "Firefox",
        "nothing",
        firefoxes.plain,
        _all(NONE, f"{_FIREFOX} | {_TROUBLE}") | _all("inconclusive", "offline"),
    ),
    Setup("Firefox", "uBlock Origin", firefoxes.ublock, _all(REQUESTS, f"{_FIREFOX} | slow")),
    Setup(
        "Firefox",
        "uBlock Origin, names uncloaked",
        firefoxes.ublock_uncloaking,
        _all(REQUESTS, "site | sub-domain"),
        proxied=False,
    ),
    Setup("Firefox", "AdGuard's engine", firefoxes.adguard, _all(REQUESTS, _FIREFOX)),
    Setup(
        "Firefox",
        "Privacy Badger, signal off",
        firefoxes.badger_without_signal,
        _all("tracking_protection", "site | sub-domain | other ads") | _all(NONE, "no ads | policy"),
    ),
    Setup("Firefox", "Privacy Badger", firefoxes.badger_as_installed, _all("not_run", "site")),
    Setup(
        "Firefox",
        "ETP strict",
        firefoxes.strict_protection,
        _all("tracking_protection", "site | sub-domain | iframe") | _all(NONE, "no ads | policy"),
    ),
    Setup(
        "Firefox",
        "ETP strict, ads too",
        firefoxes.strict_against_ads,
        _all("tracking_protection", "site | sub-domain | other ads") | _all(NONE, "no ads | policy"),
    ),
    Setup(
        "Firefox",
        "DNS blocking",
        firefoxes.without_ad_names,
        _all("dns", "site | sub-domain | other ads | iframe") | _all(NONE, "no ads | policy"),
    ),
    Setup(
        "Chromium",
        "nothing",
        chromiums.plain,
        _all(NONE, f"{_CHROMIUM} | {_TROUBLE}") | _all("inconclusive", "offline"),
    ),
    Setup("Chromium", "AdGuard's engine", chromiums.adguard, _all(REQUESTS, f"{_CHROMIUM} | slow")),
    Setup(
        "Chromium",
        "requests only",
        chromiums.requests_only,
        _all(REQUESTS, "site | sub-domain | no ads | policy"),
    ),
    Setup(
        "Chromium",
        "elements only",
        chromiums.elements_only,
        _all("cosmetic", "site | sub-domain | no ads | policy"),
    ),
    Setup(
        "Chromium",
        "DNS blocking",
        chromiums.without_ad_names,
        _all("dns", "site | sub-domain | other ads | iframe") | _all(NONE, "no ads | policy"),
    ),
)
