"""Desks as the hot path knows them, at most two seconds old; and what an article's pages look for."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from service.catalog.corrections import Correction
from service.catalog.desks import Desk

#: Articles whose corrections are remembered; 10,000 without any take 2 MB.
MOST_ARTICLES = 10_000
#: Seconds: what the desk decides reaches pages so much later, and a busy article costs one question in it.
FRESH_S = 5.0


class DeskBook:
    """Looks desks up by site; `load` reads them all from the catalog."""

    def __init__(self, load: Callable[[], Awaitable[Iterable[Desk]]]) -> None:
        self._load = load
        self._on: dict[str, Desk] = {}

    async def refresh(self) -> None:
        """Read the catalog again."""
        self._on = {desk.site: desk for desk in await self._load() if desk.on}

    def corrects(self, site: str) -> bool:
        """Whether the site takes corrections."""
        return site in self._on

    def of(self, site: str) -> Desk | None:
        """The site's desk; None where it is off."""
        return self._on.get(site)


class Watched:
    """The corrections that an article's pages look for, remembered for FRESH_S seconds."""

    def __init__(
        self,
        load: Callable[[str, str], Awaitable[list[Correction]]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, list[Correction]]] = OrderedDict()

    async def of(self, site: str, article: str) -> list[Correction]:
        """The article's, those that weigh most first."""
        read_at, found = self._known.get((site, article), (float("-inf"), []))
        if self._clock() - read_at < FRESH_S:
            return found
        now = self._clock()
        found = await self._load(site, article)
        self._known[site, article] = now, found
        self._known.move_to_end((site, article))
        if len(self._known) > MOST_ARTICLES:
            self._known.popitem(last=False)
        return found

    def forget(self, site: str, article: str) -> None:
        """Ask the catalog next time: something has changed."""
        self._known.pop((site, article), None)
