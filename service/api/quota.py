"""How many requests a token may make."""

import math
import time
from collections.abc import Callable
from typing import NamedTuple

WINDOW_S = 600


class Standing(NamedTuple):
    """Whether a request is within the quota, how many more are, and in how many seconds all are again."""

    allowed: bool
    left: int
    reset_s: int


class Quota:
    """At most `most` requests of a token in a window of ten minutes, begun by its first; 0: no limit.

    In memory: a restart forgets. Only tokens that exist are counted, so the table is as small as theirs.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._windows: dict[int, tuple[float, int]] = {}

    def take(self, token: int) -> Standing:
        """Count a request of this token, unless it is one too many."""
        now = self._clock()
        began, used = self._windows.get(token, (now, 0))
        if now - began >= WINDOW_S:
            began, used = now, 0
        allowed = not self._most or used < self._most
        used += allowed
        self._windows[token] = began, used
        return Standing(allowed, max(0, self._most - used), math.ceil(began + WINDOW_S - now))

    def headers(self, standing: Standing) -> dict[str, str]:
        """`RateLimit-Policy`, `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10) and `Retry-After`."""
        if not self._most:
            return {}
        found = {
            "RateLimit-Policy": f'"token";q={self._most};w={WINDOW_S}',
            "RateLimit": f'"token";r={standing.left};t={standing.reset_s}',
        }
        return found if standing.allowed else {**found, "Retry-After": str(standing.reset_s)}
