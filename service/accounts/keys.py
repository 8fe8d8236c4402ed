"""Secrets made and recognised: session keys and API tokens, 256 random bits each, kept only as SHA-256.

A plain hash is enough for them: what is random cannot be guessed, so there is nothing to slow down.
"""

import hashlib
import re
import secrets

TOKEN_PREFIX = "kindly_"  # noqa: S105 (the part of a token that is no secret)

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """256 random bits as 43 base64url characters."""
    return secrets.token_urlsafe(32)


def is_key(text: str) -> bool:
    """Whether this has the shape of a key."""
    return _KEY.fullmatch(text) is not None


def new_token() -> str:
    """An API token: `kindly_` and a key. The prefix lets secret scanners find one that leaked."""
    return TOKEN_PREFIX + new_key()


def is_token(text: str) -> bool:
    """Whether this has the shape of an API token."""
    return text.startswith(TOKEN_PREFIX) and is_key(text.removeprefix(TOKEN_PREFIX))


def fingerprint(secret: str) -> str:
    """What is kept of a key or token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
