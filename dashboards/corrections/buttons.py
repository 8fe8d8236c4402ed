"""What the inbox's pages offer to do, and say of what was done."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboards.corrections.kept import Kept
from dashboards.corrections.undo import SECRET, unsealed
from dashboards.corrections.visit import EDITOR, Visit
from dashboards.corrections.words import KEYS, STATES, STEPS
from service.catalog.people import ROLES, Person
from service.page.language import _, ngettext


def offered(people: Sequence[Person]) -> dict[str, Any]:
    """What the buttons of both pages need: states, keys, and who may be given a correction."""
    editors = [one for one in people if ROLES.index(one.role) >= ROLES.index(EDITOR)]
    return {"steps": STEPS, "keys": KEYS, "people": editors}


async def done(kept: Kept, visit: Visit) -> dict[str, Any]:
    """What the page before this one did: in words, and to be taken back."""
    query = visit.request.query_params
    text = query.get("done", "")
    was = unsealed(await kept.secret(SECRET), visit.site.key, text) if text else None
    if was is None:
        return {"notice": _notice(query), "undo": ""}
    count, state = len(was.before), _(STATES.get(was.state, was.state))
    words = ngettext(
        "%(num)s correction is now “%(state)s”.",
        "%(num)s corrections are now “%(state)s”.",
        count,
        state=state,
    )
    return {"notice": words if count else _("Nothing had to be changed."), "undo": text if count else ""}


def _notice(query: Mapping[str, str]) -> str:
    words = {
        "undone": _("Undone."),
        "given": _("Assigned."),
        "freed": _("Assigned to nobody."),
        "said": _("Your remark is kept."),
    }
    return next((text for name, text in words.items() if name in query), "")
