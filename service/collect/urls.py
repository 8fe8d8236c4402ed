"""URLs of pages: taken apart once, and the path that is an article's identity within its site."""

import hashlib
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from service.catalog.origins import normalise

#: Characters of an article's path at most; longer ones end in a digest.
LONGEST_ARTICLE = 512

_URL = re.compile(r"(https?://)([^/?#\\]+)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_ESCAPE = re.compile(r"%(?:([0-9A-Fa-f]{2}))?")
_CUT_ESCAPE = re.compile(r"%[0-9A-F]?$")
#: What WHATWG URL leaves bare in a path, and '%', which `_unescape` has already put right.
_BARE = "/%:@!$&'()*+,;=~|[]"
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
#: Last segments that name another rendering of the same article.
_SAME_ARTICLE = frozenset({"index.html", "index.htm", "index.php", "amp"})


class Page(NamedTuple):
    """A page's URL in parts: `path` and `query` as they were sent, `host` without port, '/' for no path."""

    origin: str
    host: str
    path: str
    query: str


def parse_page(url: str) -> Page:
    """Take an http(s) URL apart; user name and fragment are dropped.

    Raises ValueError when it is none: another scheme, a host or port that cannot be, or a path that no
    browser would send (control characters, lone surrogates). It is the one function here that raises.
    """
    page = _split(url)
    if page is None or not _path(page.path):
        raise ValueError("not an http(s) URL")
    return page


def clean_article(url: str) -> str:
    """The path that identifies an article within its site, or '' when the URL is not one. Never raises.

    Escapes are normalised (RFC 3986 section 6.2.2), dot segments resolved, slashes folded; the trailing
    slash, `/index.html`, `/index.php` and `/amp` go. At most 512 characters: of a longer path the first 495
    and a digest stay, since Cyrillic slugs get there (six characters a letter) and must not fall together.
    """
    page = _split(url)
    return _path(page.path) if page else ""


def origin_of(url: str) -> str:
    """The URL's origin, spelled as `origins.normalise` does; '' when it is not an http(s) URL."""
    page = _split(url)
    return page.origin if page else ""


def host_of(url: str) -> str:
    """The URL's host, lower case, no port, IPv6 in brackets; '' when it is not an http(s) URL."""
    page = _split(url)
    return page.host if page else ""


def _split(url: str) -> Page | None:
    """Not cached whole: click ids make every landing URL unique, but not its authority and path."""
    match = _URL.match(url)
    if not match:
        return None
    origin = _origin(match[1] + match[2])
    if not origin:
        return None
    return Page(origin, _host(origin), match[3].replace("\\", "/") or "/", match[4] or "")


@lru_cache(maxsize=2048)
def _origin(scheme_and_authority: str) -> str:
    scheme, _, authority = scheme_and_authority.partition("://")
    return normalise(f"{scheme}://{authority.rpartition('@')[2]}")


@lru_cache(maxsize=2048)
def _host(origin: str) -> str:
    host = origin.partition("://")[2]
    return host[: host.index("]") + 1] if host.startswith("[") else host.partition(":")[0]


@lru_cache(maxsize=4096)
def _path(raw: str) -> str:
    if not _printable(raw):
        return ""
    segments = _resolve(quote(_ESCAPE.sub(_unescape, raw), safe=_BARE))
    while segments and segments[-1] in _SAME_ARTICLE:
        segments.pop()
    return _shorten("/" + "/".join(segments))


def _printable(raw: str) -> bool:
    if raw.isascii():
        return raw.isprintable()
    return not any(char < " " or char == "\x7f" or "\ud800" <= char <= "\udfff" for char in raw)


def _unescape(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else f"%{match[1].upper()}"


def _resolve(path: str) -> list[str]:
    """RFC 3986 section 5.2.4, folding empty segments on the way."""
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in {"", "."}:
            segments.append(segment)
    return segments


def _shorten(path: str) -> str:
    if len(path) <= LONGEST_ARTICLE:
        return path
    digest = hashlib.blake2b(path.encode(), digest_size=8).hexdigest()
    return f"{_CUT_ESCAPE.sub('', path[: LONGEST_ARTICLE - 17])}~{digest}"
