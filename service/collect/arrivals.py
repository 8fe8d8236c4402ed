"""The newest beacon of each site, and the origins refused for it: what the page that sets a tag up shows.

In memory alone and bounded; a restart forgets it. Nothing here is a count of readers: the journal has those.
"""

from typing import Any

import msgspec

from service.collect.urls import parse_page
from service.events import View

MOST_SITES = 1_000
MOST_ORIGINS = 8


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A beacon that was taken. `page` has no query; `blocker` is '' until detection has an answer."""

    at_ms: int
    page: str
    blocker: str
    browser: str
    browser_major: int
    os: str
    device: str
    consent: str
    privacy_signals: int
    tag_version: str


class Refusal(msgspec.Struct, frozen=True):
    """An origin that is not on the site's list: how many beacons it sent, and when the last came (UTC ms)."""

    origin: str
    count: int
    at_ms: int


class Seen(msgspec.Struct, frozen=True):
    """What is known of a site since the start; refusals with the most beacons first."""

    arrival: Arrival | None = None
    refusals: tuple[Refusal, ...] = ()


class Arrivals:
    """Told of every beacon that was taken, and of every one refused for its origin."""

    def __init__(self) -> None:
        self._newest: dict[str, tuple[int, str, View]] = {}
        self._refused: dict[str, dict[str, Refusal]] = {}

    def taken(self, url: str, view: View, now_ms: int) -> None:
        """Note a beacon that is on disk. On the hot path: it keeps references and works nothing out."""
        self._newest[view.site] = (now_ms, url, view)
        _bound(self._newest)

    def refused(self, site: str, origin: str, now_ms: int) -> None:
        """Note a beacon refused for its origin; '' where the page told none that can be read."""
        origins = self._refused.setdefault(site, {})
        _bound(self._refused)
        known = origins.get(origin)
        if known is None and len(origins) == MOST_ORIGINS:
            # The rarest makes room, so that a stranger's made-up origins do not push the publisher's own out.
            del origins[min(origins.values(), key=lambda one: (one.count, one.at_ms)).origin]
        origins[origin] = Refusal(origin, known.count + 1 if known else 1, now_ms)

    def of(self, site: str) -> Seen:
        """What was seen for this site since the start."""
        newest = self._newest.get(site)
        refusals = sorted(self._refused.get(site, {}).values(), key=lambda one: (-one.count, -one.at_ms))
        return Seen(_arrival(*newest) if newest else None, tuple(refusals))


def _bound(by_site: dict[str, Any]) -> None:
    if len(by_site) > MOST_SITES:
        del by_site[next(iter(by_site))]


def _arrival(at_ms: int, url: str, view: View) -> Arrival:
    origin = view.origin
    return Arrival(
        at_ms=at_ms,
        page=_page(url),
        blocker=view.detection.blocker if view.detection_seq >= 0 else "",
        browser=origin.browser,
        browser_major=origin.browser_major,
        os=origin.os,
        device=origin.device,
        consent=origin.consent,
        privacy_signals=origin.privacy_signals,
        tag_version=origin.tag_version,
    )


def _page(url: str) -> str:
    try:
        page = parse_page(url)
    except ValueError:
        return ""
    return page.origin + page.path
