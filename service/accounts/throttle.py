"""How often somebody may try to sign in. In memory, so a restart forgets."""

import ipaddress
import time
from collections.abc import Callable, Hashable

#: More keys than this are not remembered; the one longest unused goes first. About 3 MB.
MAX_KEYS = 10_000


class Throttle:
    """At most `limit` attempts for one key in any `window_s` seconds."""

    def __init__(self, limit: int, window_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._window_s = window_s
        self._clock = clock
        self._attempts: dict[Hashable, list[float]] = {}

    def wait_s(self, key: Hashable) -> float:
        """Count an attempt and return 0, or return the seconds until the next one is allowed."""
        now = self._clock()
        # Taken out and put back: a dict keeps its keys in this order, which makes its first the least used.
        recent = [at for at in self._attempts.pop(key, []) if now - at < self._window_s]
        wait = recent[0] + self._window_s - now if len(recent) >= self._limit else 0.0
        if not wait:
            recent.append(now)
        self._attempts[key] = recent
        if len(self._attempts) > MAX_KEYS:
            del self._attempts[next(iter(self._attempts))]
        return wait

    def forget(self, key: Hashable) -> None:
        """Forget a key's attempts: the last one was right."""
        self._attempts.pop(key, None)


def network(address: str) -> str:
    """The address as it is counted: an IPv6 host owns its whole /64, so that is one."""
    try:
        host = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(host, ipaddress.IPv6Address) and host.ipv4_mapped is None:
        return str(ipaddress.IPv6Network((host, 64), strict=False))
    return address
