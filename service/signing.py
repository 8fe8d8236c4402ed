"""Texts that we give away and know again: signed, not secret.

A sealed text is its payload as base64url, a dot, and the HMAC-SHA-256 (RFC 2104) of what it is for and of
that payload. What was sealed for one purpose opens for no other.
"""

import base64
import hashlib
import hmac

_DIGEST = hashlib.sha256


def seal(key: bytes, purpose: str, payload: bytes) -> str:
    """The payload with its signature: letters, digits, `-`, `_` and one dot, safe in an address."""
    body = _text(payload)
    return f"{body}.{_signature(key, purpose, body)}"


def unseal(key: bytes, purpose: str, sealed: str) -> bytes | None:
    """The payload of what `seal` made with this key for this purpose; None of anything else.

    The comparison takes as long for a wrong signature as for the right one.
    """
    body, _dot, shown = sealed.partition(".")
    if not hmac.compare_digest(_bytes(shown), _bytes(_signature(key, purpose, body))):
        return None
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))


def _signature(key: bytes, purpose: str, body: str) -> str:
    return _text(hmac.new(key, _bytes(f"{purpose}\0{body}"), _DIGEST).digest())


def _text(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    # An address may hold half a surrogate pair, which no encoding has.
    return text.encode("utf-8", "replace")
