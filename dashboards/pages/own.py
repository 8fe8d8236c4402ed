"""What only one page's address says: how its list is searched, sorted, paged (`shown.OWN`)."""

import msgspec

from dashboards.shown import OWN, Shown
from service.metrics.query import QueryError
from service.page.language import _

_MOST_DIGITS = 6


def own(shown: Shown, name: str) -> str:
    """What the address says by this name, or ''."""
    return dict(shown.own).get(name, "")


def with_own(shown: Shown, **changes: str) -> Shown:
    """The same with these changed, '' takes one away; at the first page of the list unless one is named."""
    found = {name: text for name, text in shown.own if name != "page"} | changes
    return msgspec.structs.replace(shown, own=tuple((name, found[name]) for name in OWN if found.get(name)))


def page_number(shown: Shown) -> int:
    """The page of the list, 1 the first. Raises QueryError for what is no number."""
    text = own(shown, "page") or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise QueryError(_("“%(text)s” is no page of the list. Write it as page=2.", text=text[:40]))
    return max(int(text), 1)
