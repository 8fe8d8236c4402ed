"""The reader's pseudonym: the same for a day, then nobody can make it again.

It is a keyed hash of site, address and user agent. The key is a random salt that lives one local day of the
site's time zone, 24 hours but for the nights the clocks change, and is then destroyed (Plausible's method).
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address
from zoneinfo import ZoneInfo

SALT_BYTES = 32
#: Enough for any address as text, and a bound for what a careless proxy lets through as one.
_LONGEST_ADDRESS = 64
_LONGEST_AGENT = 512
_POSITIVE = 2**63 - 1
#: The last millisecond of 9998: beyond it a local date may be none that Python knows.
_LAST_MS = 253_370_764_799_999


def reader(salt: bytes, site: str, address: str, user_agent: str) -> int:
    """A reader's pseudonym: 1 to 2^63 - 1, never 0, which stands for "none is kept".

    Only the first 512 characters of the user agent count. Raises ValueError for a salt that is not of
    SALT_BYTES: without a secret key the addresses could be found by trying them all.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    hashed = blake2b(key=salt, digest_size=8)
    for part in (site, network(address), user_agent[:_LONGEST_AGENT]):
        encoded = part.encode("utf-8", "surrogatepass")
        # The length goes first, lest ("ab", "c") and ("a", "bc") be one reader.
        hashed.update(len(encoded).to_bytes(4, "big") + encoded)
    return int.from_bytes(hashed.digest(), "big") & _POSITIVE or 1


@lru_cache(maxsize=16_384)
def network(address: str) -> str:
    """What stays the same of a reader's address through a day: IPv4 whole, of IPv6 the first 64 bits.

    A household or phone is given a /64, and privacy extensions (RFC 8981) change the lower half by the day
    or oftener. IPv4 inside IPv6 (::ffff:192.0.2.1) is unwrapped; what is no address stays as it is.
    """
    address = address[:_LONGEST_ADDRESS]
    if ":" not in address:
        return address
    try:
        parsed = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"


def day_key(timezone: str, at_ms: int) -> str:
    """Whose salt counts at a moment (UTC ms): 'Europe/Kyiv 2026-11-23', the zone and its local date.

    Raises ZoneInfoNotFoundError or ValueError for a time zone that is none; moments outside 1970 to 9998
    are taken for the nearest inside.
    """
    # By the minute the cache hits and is still exact: since 1972 every zone's offset is whole minutes.
    return _day_key(timezone, min(max(at_ms, 0), _LAST_MS) // 60_000)


@lru_cache(maxsize=4096)
def _day_key(timezone: str, minute: int) -> str:
    local = datetime.fromtimestamp(minute * 60, UTC).astimezone(ZoneInfo(timezone))
    return f"{timezone} {local.date().isoformat()}"


class Salts:
    """The salts in force, one for each time zone's present day.

    `load` holds those on disk at start. `store` must put a new one there before it returns, so that a restart
    goes on with the same pseudonyms; what it raises passes through, and the next call tries again. Ask by the
    time of arrival: a day that is over has lost its salt, and asking for it would make another.
    """

    def __init__(self, load: Mapping[str, bytes], store: Callable[[str, bytes], None]) -> None:
        self._salts = dict(load)
        self._store = store

    def salt(self, key: str) -> bytes:
        """The salt of a `day_key`, made and stored when first needed."""
        salt = self._salts.get(key)
        if salt is None:
            salt = secrets.token_bytes(SALT_BYTES)
            self._store(key, salt)
            self._salts[key] = salt
        return salt

    def expire(self, now_ms: int, timezones: Iterable[str]) -> list[str]:
        """Forget every salt but those of the present day in `timezones`, all zones that sites have.

        Returns their keys, sorted: the caller destroys them on disk.
        """
        present = {day_key(timezone, now_ms) for timezone in timezones}
        over = sorted(self._salts.keys() - present)
        for key in over:
            del self._salts[key]
        return over
