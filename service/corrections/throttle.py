"""How many reports are taken: a few a minute of an address, and of a site what a newsroom can bear."""

from collections.abc import Callable
from time import monotonic

from service.collect.limiter import Limiter

#: Reports a minute and address, and at once: a reader with a sharp eye, not a script.
ADDRESS_A_MINUTE, ADDRESS_AT_ONCE = 6, 10
#: Reports a minute and site; beyond this each costs its sender work.
CALM_A_MINUTE = 60
#: Reports a minute and site; beyond this none is taken.
MOST_A_MINUTE = 600
#: After more than is calm, work is asked for so long.
FLOODED_S = 10 * 60.0
#: Requests a second and address that ask or tell something of a page, and at once, as with beacons.
ASKED_A_SECOND, ASKED_AT_ONCE = 20, 200
#: Words of pages a second and site that change something, and at once: each is a write to the disk.
WORDS_A_SECOND, WORDS_AT_ONCE = 20, 100


class Throttle:
    """Counts reports and lets them through; `a_minute` is an address's limit, 0 for none."""

    def __init__(self, a_minute: int = ADDRESS_A_MINUTE, clock: Callable[[], float] = monotonic) -> None:
        at_once = max(1.0, a_minute * ADDRESS_AT_ONCE / ADDRESS_A_MINUTE)
        self._addresses = Limiter(a_minute / 60, at_once, clock)
        self._calm = Limiter(CALM_A_MINUTE / 60, CALM_A_MINUTE, clock)
        self._most = Limiter(MOST_A_MINUTE / 60, MOST_A_MINUTE, clock)
        self._asked = Limiter(ASKED_A_SECOND, ASKED_AT_ONCE, clock)
        self._words = Limiter(WORDS_A_SECOND, WORDS_AT_ONCE, clock)
        self._flooded: dict[str, float] = {}
        self._clock = clock

    def address(self, address: str) -> bool:
        """Whether this address may send one more report."""
        return self._addresses.allow(address)

    def asks(self, address: str) -> bool:
        """Whether this address may ask or tell one thing more of a page."""
        return self._asked.allow(address)

    def words(self, site: str) -> bool:
        """Whether one word more of this site's pages may change something."""
        return self._words.allow(site)

    def site(self, site: str) -> bool:
        """Whether this site may get one more report; what is more than calm makes it flooded."""
        if not self._most.allow(site):
            return False
        if not self._calm.allow(site):
            self._flooded[site] = self._clock() + FLOODED_S
        return True

    def flooded(self, site: str) -> bool:
        """Whether a report for this site costs work by now."""
        return self._flooded.get(site, 0.0) > self._clock()
