"""Origins as browsers send them: `https://www.example.org`, lower-cased, without the default port."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

import idna

from service.catalog.errors import CatalogError

_DEFAULT_PORTS = {"http": 80, "https": 443}
#: Underscores are no part of a host name by RFC 1123, yet publishers have them and browsers send them.
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*")


def normal_origin(text: str) -> str:
    """The origin in the spelling of the `Origin` header (RFC 6454, section 6.2), host names in punycode.

    Takes `http(s)://host[:port]`, with at most a bare slash after it. Raises CatalogError naming `--origin`.
    """
    parts = _split(text)
    if parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise _refusal(text, "has more than a scheme, a host and a port")
    host = _normal_host(text, parts)
    port = _port(text, parts)
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _split(text: str) -> SplitResult:
    # urlsplit drops tabs and newlines silently, which would let two different texts be one origin.
    if any(character <= " " or character == "\x7f" for character in text):
        raise _refusal(text, "holds white space or control characters")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _refusal(text, "is not an origin") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise _refusal(text, "does not begin with http:// or https://")
    if "@" in parts.netloc or "\\" in text:
        raise _refusal(text, "is not an origin")
    if text.endswith(("?", "#")):
        raise _refusal(text, "has more than a scheme, a host and a port")
    return parts


def _normal_host(text: str, parts: SplitResult) -> str:
    host = parts.hostname or ""
    if "[" in parts.netloc:
        try:
            return f"[{ipaddress.IPv6Address(host).compressed}]"
        except ValueError:
            raise _refusal(text, "has a host that is no IPv6 address") from None
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise _refusal(text, "has a host name that cannot be written in punycode") from None
    # `example.org.` is the same host, and browsers send what the reader typed.
    host = host.removesuffix(".")
    if not _HOST.fullmatch(host):
        raise _refusal(text, "has no valid host name")
    return host


def _port(text: str, parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise _refusal(text, "has a port that is not between 1 and 65535")
    return None if port == _DEFAULT_PORTS[parts.scheme] else port


def _refusal(text: str, why: str) -> CatalogError:
    return CatalogError(f"--origin {text!r} {why}; write it like https://www.example.org")
