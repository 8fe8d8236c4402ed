"""Addresses that an appeal may lead to."""

import re
from urllib.parse import quote

from service.catalog.origins import normalise

LONGEST = 2_048

#: What browsers strip or turn into '/' before they read a scheme, and what no address holds (WHATWG URL).
_NEVER = re.compile(r"[\x00-\x20\x7f-\x9f\s\\\ud800-\udfff]")
_HTTPS = re.compile(r"https://([^/?#@]+)([/?#].*)?", re.IGNORECASE)
#: No header but the two that only fill a letter in: some mail programs attach files when an address says so.
_MAILTO = re.compile(
    r"mailto:([A-Za-z0-9._%+-]{1,64})@([^@:/?#&]+)(\?(?:subject|body)=[^&#]*(?:&(?:subject|body)=[^&#]*)*)?",
    re.IGNORECASE,
)
#: What stays bare behind the host; quotes and angle brackets never do.
_BARE = "/%:@!$&()*+,;=~|[]?#"


def link(address: str) -> str:
    """The address as a browser may follow it, or '' for anything but https: and mailto:. Never raises.

    Host names go into punycode, the rest is percent-encoded; user names and passwords are refused, because
    `https://bank.example@evil.example` is made to be misread.
    """
    if len(address) > LONGEST or _NEVER.search(address):
        return ""
    return _web(address) or _mail(address)


def web_link(address: str) -> str:
    """The same for pages alone: '' for anything but https:."""
    return link(address) if address[:6].lower() == "https:" else ""


def _web(address: str) -> str:
    match = _HTTPS.fullmatch(address)
    origin = normalise(f"https://{match[1]}") if match else ""
    return origin + quote(match[2] or "", safe=_BARE) if match and origin else ""


def _mail(address: str) -> str:
    match = _MAILTO.fullmatch(address)
    host = normalise(f"https://{match[2]}").removeprefix("https://") if match else ""
    return f"mailto:{match[1]}@{host}{quote(match[3] or '', safe=_BARE)}" if match and host else ""
