"""`/s/{site}/appeals`: who is asked, in which order, with what result; and the switch that ends it all."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from zoneinfo import ZoneInfo

import msgspec
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin import appeals_words
from service.admin.appeals_publish import Publisher
from service.admin.appeals_rules import base, the_rule
from service.admin.editor import Editor, no_such_rule
from service.admin.editor_preview import Preview
from service.admin.forms import Door, Visit, message
from service.admin.tell import tell
from service.appeals.defaults import default_body
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.rule import Form, Policy
from service.catalog.rules import KeptRule
from service.catalog.sites import Site
from service.page.language import N_, _

Changed = Callable[[], Awaitable[None]]
#: Of a site: rule -> readers asked, and those who allowed ads, in the last seven days.
Results = Callable[[str], Awaitable[Mapping[int, tuple[int, int]]]]

FORM_HELP: dict[Form, str] = {
    "inline": N_("Stands below the text. Nobody is interrupted."),
    "banner": N_("A strip at the window's foot. Can be ignored."),
    "dialog": N_("In the middle of the page. Has to be answered."),
    "soft_wall": N_("Covers the article until it is closed, or for some seconds."),
    "hard_wall": N_("Covers the article after some free ones, until one of the ways on is taken."),
}


def routes(accounts: Accounts, catalog: Catalog, changed: Changed, results: Results) -> list[BaseRoute]:
    """The list of rules, their editor, preview, publishing and history, and all their buttons.

    `changed` is awaited after everything that readers may see, so that it is live at once.
    """
    door = Door(accounts, catalog.site)
    desk, editor = _Desk(catalog, changed, results), Editor(catalog)
    publisher, preview = Publisher(catalog, changed), Preview(catalog)
    rule = "/appeals/{rule}"
    return [
        door.page("/appeals", desk.show),
        door.form("/appeals", desk.add, "editor"),
        door.form("/appeals/stop", desk.stop, "editor"),
        door.page(rule, editor.show),
        door.form(rule, editor.take, "editor", editor.again),
        door.form(f"{rule}/state", desk.step, "editor"),
        door.page(f"{rule}/publish", publisher.show, "editor"),
        door.form(f"{rule}/publish", publisher.publish, "editor"),
        door.page(f"{rule}/history", publisher.history),
        door.form(f"{rule}/back", publisher.back, "editor"),
        door.page(f"{rule}/preview", preview.draft),
        door.form(f"{rule}/preview", preview.typed, "editor"),
    ]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Catalog
    changed: Changed
    results: Results

    async def show(self, visit: Visit) -> Response:
        rules = await self.catalog.rules(visit.site.key)
        zone = ZoneInfo(visit.site.timezone)
        return visit.render(
            "appeals.html",
            rules=[rule for rule in rules if rule.state != "archived"],
            archived=[rule for rule in rules if rule.state == "archived"],
            results=await self.results(visit.site.key),
            base=base(visit.site),
            forms=appeals_words.FORMS,
            states=appeals_words.STATES,
            form_help=FORM_HELP,
            audience=appeals_words.audience,
            local=lambda ms: dt.datetime.fromtimestamp(ms / 1000, zone),
        )

    async def add(self, visit: Visit) -> Response:
        """A new draft with the default texts of a form."""
        chosen = visit.fields.get("form")
        form = next((form for form in appeals_words.FORMS if form == chosen), None)
        if form is None:
            text = _("Go back and choose how readers are to be asked.")
            return message(400, _("Choose a form first"), text)
        languages = dict.fromkeys((visit.site.policy.language, "en", "uk"))
        # Its name is for colleagues, in the language in which they see these pages.
        body = msgspec.structs.replace(default_body(form, languages), name=tell(appeals_words.FORMS[form]))
        kept = await self.catalog.add_rule(visit.site.key, body, visit.person.email)
        return RedirectResponse(f"{base(visit.site)}/{kept.id}", 303)

    async def stop(self, visit: Visit) -> Response:
        """The switch for all appeals of the site."""
        stopped = visit.fields.get("stopped") != "no"

        def change(site: Site) -> Site:
            policy: Policy = msgspec.structs.replace(site.policy, stopped=stopped)
            return msgspec.structs.replace(site, policy=policy)

        await self.catalog.change_site(visit.site.key, change)
        await self.changed()
        return RedirectResponse(base(visit.site), 303)

    async def step(self, visit: Visit) -> Response:
        """Another state, or another place in the order."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        steps = {
            "pause": self.catalog.pause_rule,
            "resume": self.catalog.resume_rule,
            "archive": self.catalog.archive_rule,
            "restore": self.catalog.restore_rule,
        }
        do = visit.fields.get("do", "")
        if do in steps:
            try:
                await steps[do](visit.site.key, kept.id, visit.person.email)
            except CatalogError:
                return _too_late(kept)
        elif do in {"up", "down"}:
            way = 1 if do == "down" else -1
            await self.catalog.move_rule(visit.site.key, kept.id, way, visit.person.email)
        else:
            text = _("Nothing was changed. Go back and load the page again.")
            return message(400, _("There is no such button"), text)
        await self.changed()
        return RedirectResponse(base(visit.site), 303)


def _too_late(kept: KeptRule) -> Response:
    text = _(
        "The state of this rule is “%(state)s” now. Go back and load the page again.",
        state=_(appeals_words.STATES[kept.state]),
    )
    return message(409, _("This cannot be done"), text)
