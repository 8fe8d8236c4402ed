"""Proof of work: what a sender's computer must do first while a site is flooded.

It is given a salt, and finds a whole number (nonce) such that the SHA-256 of `salt:nonce`, as ASCII, begins
with so many 0 bits: 2^bits tries on average (Back, Hashcash, 2002). Nobody is counted or known by it.
"""

import hashlib
import secrets
from collections import OrderedDict
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from service.signing import seal, unseal

#: 16,384 tries: half a second of a phone, for one report.
BITS = 14
#: Long enough to write a report after the page was told the salt.
GOOD_MS = 30 * 60_000
#: Salts that were used are remembered until they are no good; 100,000 are more than 30 minutes' reports.
_MOST_USED = 100_000
_PURPOSE = "work"


class Solution(msgspec.Struct, frozen=True):
    """What was worked out."""

    salt: Annotated[str, Meta(max_length=200)]
    nonce: Annotated[int, Meta(ge=0, le=2**53)]


class Work:
    """Sets the work and checks it. The key lives as long as the process: a restart sets the work anew."""

    def __init__(self, bits: int = BITS) -> None:
        self.bits = bits
        self._key = secrets.token_bytes(32)
        self._used: OrderedDict[str, None] = OrderedDict()

    def set(self, site: str, now_ms: int) -> dict[str, Any]:
        """Work for a sender to this site, as it travels."""
        payload = f"{now_ms + GOOD_MS} {self.bits} {secrets.token_hex(8)} {site}"
        return {"salt": seal(self._key, _PURPOSE, payload.encode()), "bits": self.bits}

    def done(self, solution: Solution | None, site: str, now_ms: int) -> bool:
        """Whether it was done for this site, in time, and is used for the first time."""
        if solution is None or solution.salt in self._used:
            return False
        payload = unseal(self._key, _PURPOSE, solution.salt)
        if payload is None:
            return False
        good_to, bits, _, of_site = payload.decode().split(" ", 3)
        if int(good_to) < now_ms or of_site != site or not solved(solution, int(bits)):
            return False
        self._used[solution.salt] = None
        if len(self._used) > _MOST_USED:
            self._used.popitem(last=False)
        return True


def solved(solution: Solution, bits: int) -> bool:
    """Whether the SHA-256 of `salt:nonce` begins with so many 0 bits."""
    digest = hashlib.sha256(f"{solution.salt}:{solution.nonce}".encode("utf-8", "replace")).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
