"""Beacons put together as the views that they tell of."""

import time
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.origin import Origin

Beacon = Mapping[str, Any]
#: Long enough for a beacon that should not be there: the tag looks around every second.
QUIET_S = 1.4


def latest(beacons: Iterable[Beacon]) -> list[Beacon]:
    """The latest snapshot of each view, in the order in which the views began to arrive."""
    found: dict[str, Beacon] = {}
    for beacon in beacons:
        known = found.get(beacon["v"])
        if known is None or beacon["n"] > known["n"]:
            found[beacon["v"]] = beacon
    return list(found.values())


def views(site: Origin, prefix: str) -> list[Beacon]:
    """The views of all pages whose paths begin like that."""
    return latest(site.beacons(prefix))


def paths(found: Iterable[Beacon]) -> list[str]:
    return [urlsplit(beacon["u"]).path for beacon in found]


def detected(site: Origin, path: str, count: int = 1) -> list[Beacon]:
    """The views under a path, once there are so many; each is told of when detection has an answer."""
    site.wait_for(lambda: len(views(site, path)) >= count, f"{count} views of {path}")
    return views(site, path)


def settle(page: Page) -> None:
    """Let what is not expected happen."""
    page.wait_for_timeout(QUIET_S * 1000)


def rest() -> None:
    """The same, where no page has to go on."""
    time.sleep(QUIET_S)
