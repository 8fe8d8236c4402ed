"""Which corrections a page of the inbox shows, as its address says it."""

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from service.catalog.corrections import OPEN, STATES
from service.page.language import N_, _

#: What the list may show: name in the address, words, states.
VIEWS = {
    "open": (N_("Open"), OPEN),
    "new": (N_("New"), ("new",)),
    "accepted": (N_("Accepted"), ("accepted",)),
    "fixed": (N_("Fixed"), ("fixed",)),
    "rejected": (N_("Rejected"), ("rejected",)),
    "all": (N_("All"), STATES),
}
#: Of whom, besides a person's number.
ME, NOBODY = "me", "nobody"

_LONGEST = 200
_MOST_DIGITS = 9


class AskedError(ValueError):
    """This cannot be shown. The message is a sentence for the person."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """`who` is ME, NOBODY, a person's number or '' for all; `page` is 1 for the first."""

    state: str = "open"
    section: str = ""
    who: str = ""
    text: str = ""
    page: int = 1

    @property
    def states(self) -> tuple[str, ...]:
        """The states shown."""
        return VIEWS[self.state][1]

    @property
    def narrowed(self) -> bool:
        """Whether less than all of these states is shown."""
        return bool(self.section or self.who or self.text)

    def query(self, **changes: object) -> str:
        """The part of an address behind the `?` that shows this; only what is not usual, in a fixed order."""
        wanted = msgspec.structs.replace(self, **changes) if changes else self
        usual = Asked()
        found = [
            (name, getattr(wanted, name))
            for name in self.__struct_fields__
            if getattr(wanted, name) != getattr(usual, name)
        ]
        return urlencode(found, errors="replace")


def read_asked(query: Mapping[str, str]) -> Asked:
    """What an address asks for. Raises AskedError for what makes no sense."""
    state = query.get("state") or "open"
    if state not in VIEWS:
        known = ", ".join(VIEWS)
        raise AskedError(
            _("There is no state “%(state)s”. Use one of %(known)s.", state=state[:40], known=known)
        )
    who = query.get("who", "")
    if who not in (ME, NOBODY, "") and not _is_number(who):
        text = _("There is no person “%(who)s”. Use me, nobody, or a person’s number.", who=who[:40])
        raise AskedError(text)
    page = query.get("page") or "1"
    if not _is_number(page):
        raise AskedError(_("“%(text)s” is no page of the list. Write it as page=2.", text=page[:40]))
    return Asked(
        state=state,
        section=query.get("section", "").strip()[:_LONGEST],
        who=who,
        text=query.get("text", "").strip()[:_LONGEST],
        page=max(int(page), 1),
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
