"""Campaigns: what a link's tagging says of itself (utm_source, utm_medium, utm_campaign)."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_plus

#: Characters each value keeps.
LONGEST = 100

_PARAMETER = re.compile(r"(?:^|&)(utm_source|utm_medium|utm_campaign|gclid|gbraid|wbraid|msclkid)=([^&]+)")
#: Click ids that only ad clicks carry, and the source and medium their makers document for those: Google Ads
#: auto-tagging is "google / cpc" (Google Analytics help), Microsoft Advertising's is "bing / cpc" (its help,
#: 56762). `fbclid` is not here: Facebook adds it to links that nobody paid for, too.
_PAID_CLICKS = {
    "gclid": ("google", "cpc"),
    "gbraid": ("google", "cpc"),
    "wbraid": ("google", "cpc"),
    "msclkid": ("bing", "cpc"),
}


class Campaign(NamedTuple):
    """Each at most 100 characters, '' when the link does not say; source and medium in lower case."""

    source: str = ""
    medium: str = ""
    campaign: str = ""


_UNTAGGED = Campaign()


def parse(query: str) -> Campaign:
    """The campaign of a query string (without '?'). The first of repeated parameters counts. Never raises.

    A click id stands in for source and medium only where the link gives neither.
    """
    if "utm_" not in query and "id=" not in query:
        return _UNTAGGED
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(query):
        found.setdefault(name, value)
    return _campaign(found) if found else _UNTAGGED


def _campaign(found: dict[str, str]) -> Campaign:
    source = _word(found.get("utm_source", ""))
    medium = _word(found.get("utm_medium", ""))
    if not source and not medium:
        source, medium = next((_PAID_CLICKS[name] for name in found if name in _PAID_CLICKS), ("", ""))
    return Campaign(source, medium, _text(found.get("utm_campaign", "")))


def _word(value: str) -> str:
    return _text(value).lower()[:LONGEST].rstrip()


def _text(value: str) -> str:
    # An escaped character takes up to 12 (four bytes, three each), so more can never be kept.
    return _clean(value[: 12 * LONGEST]) if value else ""


@lru_cache(maxsize=4096)
def _clean(escaped: str) -> str:
    """Decode and drop what cannot be seen: controls, bidirectional overrides, lone surrogates."""
    text = unquote_plus(escaped)
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable())
    return text.strip()[:LONGEST].rstrip()
