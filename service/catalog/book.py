"""The sites as the hot path knows them: in memory, at most two seconds behind the catalog.

The command line adds and changes sites from another process, so the catalog is read again every two
seconds, and at once (but four times a second at most) when a beacon names a site that is not known.
"""

import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable
from zoneinfo import ZoneInfo

from service.catalog.errors import CatalogError
from service.catalog.sites import Money, Site

_LAZY_S = 0.25
_UTC = ZoneInfo("UTC")


class SiteBook:
    """Looks sites up by key; `load` reads them all from the catalog."""

    def __init__(self, load: Callable[[], Awaitable[Iterable[Site]]]) -> None:
        self._load = load
        self._read_at = float("-inf")
        self._sites: dict[str, Site] = {}
        self._zones: dict[str, ZoneInfo] = {}
        self.origins: frozenset[str] = frozenset()

    async def refresh(self) -> None:
        """Read the catalog again."""
        self._read_at = time.monotonic()
        sites = {site.key: site for site in await self._load()}
        if sites != self._sites:
            self._sites = sites
            self._zones = {key: ZoneInfo(site.timezone) for key, site in sites.items()}
            self.origins = frozenset(origin for site in sites.values() for origin in site.origins)

    def get(self, key: str) -> Site | None:
        return self._sites.get(key)

    async def find(self, key: str) -> Site | None:
        """The site, also one added a moment ago. Never raises: who refreshes every two seconds is told."""
        if key not in self._sites and time.monotonic() - self._read_at > _LAZY_S:
            with contextlib.suppress(CatalogError):
                await self.refresh()
        return self._sites.get(key)

    def zone(self, key: str) -> ZoneInfo:
        """The time zone that cuts this site's days; UTC for a site that is no more."""
        return self._zones.get(key, _UTC)

    def money(self, key: str) -> Money:
        """What this site's ads bring; the usual for a site that is no more."""
        site = self._sites.get(key)
        return site.money if site else Money()

    @property
    def sites(self) -> list[Site]:
        return list(self._sites.values())
