"""Addresses that the service may call: on the public internet, and written so that they mean one thing.

What is no public address is told by the IANA special-purpose address registries (RFC 6890) and, for IPv6, by
what lies outside of global unicast, 2000::/3 (RFC 4291, 2.4).
"""

import ipaddress
import re
from typing import NoReturn
from urllib.parse import urlsplit

import idna
import msgspec

from service.corrections.failure import Failure
from service.page.language import N_

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 1_000
#: Where HTTPS is spoken; what else listens on a host is nobody's to find out from here.
PORTS = frozenset({443, 8443})

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNICAST = ipaddress.ip_network("2000::/3")
#: `is_global` knows most of them, and differs between patch releases of Python.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT, and one cloud's metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's metadata at a public address
            "169.254.0.0/16",  # link-local, and most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",
            "2001::/23",  # Teredo among others
            "2001:db8::/32",
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",
        ),
    )
)
#: ISATAP (RFC 5214): the lower half of the address holds an IPv4 address.
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


class Policy(msgspec.Struct, frozen=True):
    """What may be called. Only tests allow more than the defaults: `exempt` addresses, and plain `http`."""

    ports: frozenset[int] = PORTS
    exempt: frozenset[str] = frozenset()
    plain: bool = False


PUBLIC = Policy()


class Target(msgspec.Struct, frozen=True):
    """Where a request goes: `host` in ASCII without brackets, `path` with its query, from '/' on."""

    tls: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The `Host` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"


def read_target(url: str, policy: Policy = PUBLIC) -> Target:
    """The address taken apart. Raises Failure, with what would be right, unless it may be called.

    What a name resolves to is another matter, and looked at when it is called.
    """
    if len(url) > LONGEST or not url.isascii() or re.search(r"[\x00-\x20\x7f\\]", url):
        _bad(N_("Write the address in ASCII without spaces, at most 1,000 characters."))
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        _bad(N_("This is no address. Write it like https://hooks.example.org/kindly"))
    if parts.scheme != "https" and not (policy.plain and parts.scheme == "http"):
        _bad(N_("The address must begin with https://"))
    if "@" in parts.netloc:
        _bad(N_("The address must hold no user and no password; the signature says who calls."))
    if parts.fragment or not host:
        _bad(N_("This is no address. Write it like https://hooks.example.org/kindly"))
    tls = parts.scheme == "https"
    port = port or (443 if tls else 80)
    if port not in policy.ports:
        raise Failure(N_("The port is %(port)s; it must be 443 or 8443."), final=True, port=str(port))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(tls, _host(host, policy), port, path)


def _host(host: str, policy: Policy) -> str:
    if ip := _literal(host):
        check_public(host, [str(ip)], policy)
        return str(ip)
    try:
        host = idna.encode(host.rstrip("."), uts46=True).decode()
    except idna.IDNAError:
        # Underscores stand in host names, though they should not.
        host = host.rstrip(".")
    labels = host.split(".")
    if not all(map(_LABEL.fullmatch, labels)) or len(host) > 253:
        _bad(N_("This is no address. Write it like https://hooks.example.org/kindly"))
    # 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1 to a resolver.
    if _NUMBER.fullmatch(labels[-1]):
        _bad(N_("Write the host by its name, or as four decimal numbers."))
    return host


def _literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def check_public(host: str, addresses: list[str], policy: Policy = PUBLIC) -> None:
    """Raises Failure unless every address that a host has is a public one."""
    if not addresses:
        raise Failure(N_("No address is known of %(host)s."), host=host)
    for address in addresses:
        if address not in policy.exempt and not is_public(address):
            if host == address:
                text = N_("%(address)s is no public address; only such are called.")
                raise Failure(text, final=True, address=address)
            text = N_("%(host)s is at %(address)s, which is no public address; only such are called.")
            raise Failure(text, final=True, host=host, address=address)


def is_public(address: str) -> bool:
    """Whether this IP address, as the resolver wrote it, is one of the public internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if not ip.is_global or any(ip in network for network in _SPECIAL if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return True
    # Outside of it: mapped and compatible IPv4, NAT64, site-local, unique local, multicast.
    return ip in _UNICAST and (int(ip) >> 32) & 0xFFFFFFFF not in _ISATAP


def _bad(text: str) -> NoReturn:
    raise Failure(text, final=True)
