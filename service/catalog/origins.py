"""Origins: one spelling for each, the browsers', so that an allow-list is a look-up in a set."""

import ipaddress
import re
from functools import lru_cache

import idna

from service.catalog.errors import CatalogError

#: Browsers leave these out of the Origin they send (WHATWG URL, special schemes).
_DEFAULT_PORTS = {"http": 80, "https": 443}
#: RFC 1035 caps a host at 253 characters; scheme, brackets and port add a few.
_LONGEST = 300
_ORIGIN = re.compile(r"(https?)://(\[[0-9a-f:.]+\]|[^\[\]:/?#@\\]+)(?::([0-9]{0,5}))?/?", re.IGNORECASE)
#: Underscores are no host name by RFC 952, but are served and visited all the same.
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")


@lru_cache(maxsize=4096)
def normalise(origin: str) -> str:
    """`scheme://host[:port]` as a browser would send it (RFC 6454), or '' for anything but an http(s) origin.

    Lower case, default port dropped, international names in punycode (UTS 46), IPv6 compressed. A
    trailing slash is forgiven, because people paste addresses; 'null', user names and paths are not origins.
    Never raises.
    """
    match = _ORIGIN.fullmatch(origin) if len(origin) <= _LONGEST else None
    if not match:
        return ""
    scheme = match[1].lower()
    host = _ipv6(match[2]) if match[2].startswith("[") else _name(match[2])
    port = int(match[3] or _DEFAULT_PORTS[scheme])
    if not host or not 0 < port < 65_536:
        return ""
    return f"{scheme}://{host}" if port == _DEFAULT_PORTS[scheme] else f"{scheme}://{host}:{port}"


def normal_origin(text: str) -> str:
    """What `normalise` makes of an origin that a person wrote. Raises CatalogError naming `--origin`."""
    origin = normalise(text)
    if not origin:
        raise CatalogError(
            "--origin %(text)s is not an origin: http:// or https://, a host name and perhaps a port, and "
            "nothing more; write it like https://www.example.org",
            text=repr(text),
        )
    return origin


def _ipv6(bracketed: str) -> str:
    try:
        return f"[{ipaddress.IPv6Address(bracketed[1:-1])}]"
    except ValueError:
        return ""


def _name(host: str) -> str:
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:
            return ""
    host = host.lower().removesuffix(".")
    return host if len(host) <= 253 and _HOST.fullmatch(host) else ""
