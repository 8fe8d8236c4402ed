"""The limiter: a token bucket for each address, in memory."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from service.collect.pseudonym import network

#: Addresses remembered, about 20 MB; the one not seen for longest is forgotten first.
MOST_ADDRESSES = 100_000
#: Seconds by which sums of a burst's length may be off, after three years without a restart.
_ROUNDING_S = 1e-6


class Limiter:
    """Lets an address (of IPv6, a /64) through `burst` times at once and `rate` times a second after that.

    In any t seconds it never allows more than burst + rate * t. A rate of 0 turns it off. Raises ValueError
    for a rate below 0, a burst below 1, or either not finite.
    """

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        if not (math.isfinite(rate) and math.isfinite(burst) and rate >= 0 and burst >= 1):
            raise ValueError(f"rate {rate:g} must be 0 or more, burst {burst:g} at least 1, both finite")
        self._interval = 1 / rate if rate else 0.0
        self._depth = burst * self._interval + _ROUNDING_S
        self._clock = clock
        # One number says all of a bucket: when it will be full again (the generic cell rate algorithm).
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def allow(self, address: str) -> bool:
        """Whether one more from this address is within its limit; only what is allowed counts against it."""
        if not self._interval:
            return True
        now = self._clock()
        key = network(address)
        full_at = max(self._full_at.pop(key, now), now)
        allowed = full_at + self._interval - now <= self._depth
        self._full_at[key] = full_at + self._interval if allowed else full_at
        if len(self._full_at) > MOST_ADDRESSES:
            self._full_at.popitem(last=False)
        return allowed

    def __len__(self) -> int:
        """Addresses remembered."""
        return len(self._full_at)
