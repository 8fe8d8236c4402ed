"""`…/publish` and `…/history`: what changes for readers, before and after it has."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
from starlette.responses import RedirectResponse, Response

from service.admin.appeals_rules import base, the_rule
from service.admin.appeals_words import STATES, changes
from service.admin.editor import no_such_rule
from service.admin.editor_checks import advice, found
from service.admin.forms import Visit
from service.catalog.bodies import LONGEST_NOTE
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.rule import Rule
from service.catalog.rules import ORDER_NOTE, KeptRule
from service.page.language import _, sentence

#: What the catalog notes by itself
_BACK = re.compile(r"Back to version ([0-9]+)")
_ORDER = re.compile(rf"{ORDER_NOTE} priority ([0-9]+), was ([0-9]+)")


class Publisher(msgspec.Struct, frozen=True):
    """Shows what publishing would change, publishes, and goes back."""

    catalog: Catalog
    changed: Callable[[], Awaitable[None]]

    async def show(self, visit: Visit) -> Response:
        """What would change, field by field, and what is to be thought of."""
        kept = await the_rule(self.catalog, visit)
        return await self._page(visit, kept) if kept else no_such_rule()

    async def publish(self, visit: Visit) -> Response:
        """Make the draft live, unless somebody has changed it since the page was shown."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        if found(kept.draft, visit.site).problems:
            return await self._page(visit, kept, 422)
        if visit.fields.get("edition") != str(kept.edition):
            told = _(
                "%(person)s has changed the draft since you looked at it. This is what it is now.",
                person=kept.changed_by,
            )
            return await self._page(visit, kept, 409, problem=told)
        note = visit.fields.get("note", "")
        try:
            await self.catalog.publish(visit.site.key, kept.id, visit.person.email, note, kept.edition)
        except CatalogError as error:
            return await self._page(visit, kept, 422, problem=sentence(error.text, **error.values))
        await self.changed()
        return RedirectResponse(base(visit.site), 303)

    async def history(self, visit: Visit) -> Response:
        """Every version, what it changed, who published it and when."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        versions = await self.catalog.history(visit.site.key, kept.id)
        zone = ZoneInfo(visit.site.timezone)
        before = [older.body for _newer, older in pairwise(versions)] + [None]
        return visit.render(
            "history.html",
            rule=kept,
            base=base(visit.site),
            versions=[
                {"version": one, "changes": changes(old, one.body) if old else []}
                for one, old in zip(versions, before, strict=bool(versions))
            ],
            local=lambda ms: dt.datetime.fromtimestamp(ms // 1000, zone),
            states=STATES,
            noted=_noted,
        )

    async def back(self, visit: Visit) -> Response:
        """Make an earlier version live again."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        version = visit.fields.get("version", "")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
        await self.catalog.back_to(visit.site.key, kept.id, number, visit.person.email)
        await self.changed()
        return RedirectResponse(f"{base(visit.site)}/{kept.id}/history", 303)

    async def _page(self, visit: Visit, kept: KeptRule, status: int = 200, problem: str = "") -> Response:
        others = (await self.catalog.live_rules()).get(visit.site.key, [])
        draft = Rule(kept.id, kept.version + 1, kept.draft)
        return visit.render(
            "publish.html",
            status,
            rule=kept,
            base=base(visit.site),
            changes=changes(kept.published, kept.draft),
            wrong=list(dict.fromkeys(found(kept.draft, visit.site).problems.values())),
            advice=advice(draft, [one for one in others if one.id != kept.id], visit.site),
            note=visit.fields.get("note", ""),
            longest_note=LONGEST_NOTE,
            problem=problem,
        )


def _noted(note: str) -> str:
    """A note as the history shows it: in the language spoken, where nobody typed it."""
    if back := _BACK.fullmatch(note):
        return _("Back to version %(version)s", version=back[1])
    if order := _ORDER.fullmatch(note):
        return _("Order of the rules: priority %(now)s, was %(before)s", now=order[1], before=order[2])
    return note
