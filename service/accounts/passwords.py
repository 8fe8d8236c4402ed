"""Passwords: argon2id hashes, made and checked off the event loop."""

import asyncio
import base64
import secrets
import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

#: NIST SP 800-63B asks for at least 8 characters; the upper bound only keeps hashing cheap.
MIN_LENGTH, MAX_LENGTH = 8, 1000


class PasswordError(ValueError):
    """A password that cannot be taken. The message is a sentence for a person."""


class Passwords:
    """Hashes with one set of parameters, by default the second choice of RFC 9106 (64 MiB, about 0.1 s)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody = _nobody(self._hasher)
        # One at a time, so that a flood of attempts takes 64 MiB and not 64 MiB for each.
        self._turn = asyncio.Lock()

    async def hash(self, password: str) -> str:
        """The password's hash in the PHC format. Raises PasswordError for one too short or too long."""
        return await self._hash(_checked(password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether this is the password. None, for nobody's hash, takes as long and answers False."""
        async with self._turn:
            return await asyncio.to_thread(self._verify, password_hash or self._nobody, _normal(password))

    async def renewed(self, password_hash: str, password: str) -> str | None:
        """A right password's new hash when its old one was made with other parameters than today's."""
        if not self._hasher.check_needs_rehash(password_hash):
            return None
        return await self._hash(_normal(password))

    async def _hash(self, password: str) -> str:
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def strong_password() -> str:
    """A new password of 120 random bits, 20 characters."""
    return secrets.token_urlsafe(15)


def _checked(password: str) -> str:
    password = _normal(password)
    if len(password) < MIN_LENGTH:
        raise PasswordError(f"the password is too short; it must have at least {MIN_LENGTH} characters")
    if len(password) > MAX_LENGTH:
        raise PasswordError(f"the password is longer than {MAX_LENGTH:,} characters")
    return password


def _normal(password: str) -> str:
    # Keyboards differ in how they compose letters such as ї; NIST SP 800-63B asks for one normal form.
    return unicodedata.normalize("NFKC", password)


def _nobody(hasher: PasswordHasher) -> str:
    """A hash with these parameters that no password has: verifying against it costs what a real one does."""

    def random(length: int) -> str:
        return base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")

    variant = {Type.ID: "argon2id", Type.I: "argon2i", Type.D: "argon2d"}[hasher.type]
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"${variant}$v=19${costs}${random(hasher.salt_len)}${random(hasher.hash_len)}"
