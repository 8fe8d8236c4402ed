"""`/s/{site}/corrections/settings`: whether a site takes corrections, its captions, and who is told."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin import desk_form, snippet
from service.admin.appeals_words import Change, differences
from service.admin.forms import Door, Visit, message
from service.admin.forms_settings import fingerprint
from service.admin.forms_shown import Shown
from service.appeals.languages import LANGUAGES
from service.catalog.catalog import Catalog
from service.catalog.desk_deliveries import STEPS, DeskDelivery
from service.catalog.desks import LONGEST_CAPTION, Desk
from service.catalog.errors import CatalogError
from service.catalog.sites import Site
from service.corrections.addresses import PUBLIC, Policy
from service.corrections.failure import Failure, words
from service.corrections.webhook import shown_secret
from service.page.language import N_, _, language, sentence

PATH = "/corrections/settings"
ROLE = "editor"
MOST_SHOWN = 12

KINDS = {"email": N_("letter"), "webhook": N_("webhook")}
STATES = {
    "waiting": N_("waits"),
    "sending": N_("under way"),
    "sent": N_("told"),
    "refused": N_("given up"),
    "unknown": N_("unknown"),
}


class Messenger(Protocol):
    """Tells a desk something to see that it arrives; both raise Failure."""

    @property
    def mails(self) -> bool: ...

    async def try_letter(self, site: Site, desk: Desk) -> None: ...

    async def try_call(self, site: Site, desk: Desk) -> None: ...


def routes(
    accounts: Accounts,
    catalog: Catalog,
    messenger: Messenger,
    changed: Callable[[], Awaitable[None]],
    policy: Policy = PUBLIC,
) -> list[BaseRoute]:
    """The page and its forms. `changed` is awaited after settings were kept; `policy`: what may be called."""
    door, desk = Door(accounts, catalog.site), _Settings(catalog, messenger, changed, policy)
    return [
        door.page(PATH, desk.show),
        door.form(PATH, desk.take, ROLE, desk.again),
        door.form(f"{PATH}/secret", desk.renew, ROLE),
        door.form(f"{PATH}/try", desk.attempt, ROLE),
    ]


class _Settings(msgspec.Struct, frozen=True):
    catalog: Catalog
    messenger: Messenger
    changed: Callable[[], Awaitable[None]]
    policy: Policy

    async def show(self, visit: Visit) -> Response:
        """What is kept."""
        desk = await self.catalog.desk(visit.site.key)
        notice = _("Saved.") if "saved" in visit.request.query_params else ""
        return await self._page(visit, desk, desk_form.typed_of(_for(visit, desk)), notice=notice)

    async def again(self, visit: Visit) -> Response:
        """The form of an earlier session, as it was sent."""
        text = _("You have signed in anew since this form was opened: nothing was saved. Send it again.")
        desk = await self.catalog.desk(visit.site.key)
        return await self._page(visit, desk, desk_form.known(visit.fields)[0], 403, notice=text)

    async def take(self, visit: Visit) -> Response:
        """Keep what was typed, unless it is wrong or somebody was faster."""
        typed, unknown = desk_form.known(visit.fields)
        desk = await self.catalog.desk(visit.site.key)
        if unknown:
            text = _("This form has no field “%(name)s”; nothing was saved.", name=unknown[0][:60])
            return await self._page(visit, desk, typed, 400, problems={"": text})
        if visit.fields.get("do") == "more":
            return await self._page(visit, desk, typed, notice=_("Not saved yet."))
        wanted, problems = desk_form.read(typed, self.policy)
        if wanted is None:
            text = _("Nothing was saved. What you wrote stands below.")
            return await self._page(visit, desk, typed, 422, problems=problems, notice=text)
        if visit.fields.get("was") != _fingerprint(desk):
            changes = differences(desk_form.facts(desk), desk_form.facts(wanted))
            return await self._page(visit, desk, typed, 409, conflict=changes)
        return await self._keep(visit, desk, wanted)

    async def renew(self, visit: Visit) -> Response:
        """Sign with another secret from now on."""
        desk = await self.catalog.desk(visit.site.key)
        if not desk.webhook:
            return message(409, _("There is no webhook"), _("Nothing was changed. Write its address first."))
        return await self._keep(visit, desk, _wanted(desk), new_secret=True)

    async def attempt(self, visit: Visit) -> Response:
        """Send a test to where the button says."""
        desk = await self.catalog.desk(visit.site.key)
        tries = {"email": self.messenger.try_letter, "webhook": self.messenger.try_call}
        do = visit.fields.get("do", "")
        if do not in tries or not getattr(desk, do):
            return message(400, _("There is nobody to tell"), _("Nothing was sent. Write the address first."))
        typed = desk_form.typed_of(desk)
        try:
            await tries[do](visit.site, desk)
        except Failure as failure:
            return await self._page(visit, desk, typed, failed=words(failure.kept))
        return await self._page(visit, desk, typed, notice=_("The test was taken."))

    async def _keep(
        self, visit: Visit, desk: Desk, wanted: desk_form.Wanted, *, new_secret: bool = False
    ) -> Response:
        """Keep it. A new secret is shown in the answer itself, and never again."""
        new_secret = new_secret or (bool(wanted.webhook) and not desk.webhook)
        try:
            kept = await self.catalog.put_desk(
                visit.site.key, **msgspec.structs.asdict(wanted), new_secret=new_secret
            )
        except CatalogError as error:
            text = sentence(error.text, **error.values)
            return await self._page(visit, desk, desk_form.typed_of(wanted), 422, problems={"": text})
        await self.changed()
        if new_secret:
            secret = shown_secret(kept.secret)
            return await self._page(visit, kept, desk_form.typed_of(kept), notice=_("Saved."), secret=secret)
        return RedirectResponse(f"/s/{visit.site.key}{PATH}?saved", 303)

    async def _page(
        self,
        visit: Visit,
        desk: Desk,
        typed: Mapping[str, str],
        status: int = 200,
        *,
        problems: Mapping[str, str] = {},
        notice: str = "",
        conflict: list[Change] | None = None,
        secret: str = "",
        failed: str = "",
    ) -> Response:
        deliveries = await self.catalog.desk_deliveries(visit.site.key, MOST_SHOWN)
        return visit.render(
            "desk.html",
            status,
            form=Shown(typed, problems),
            problems=problems,
            notice=notice,
            conflict=conflict,
            secret=secret,
            failed=failed,
            desk=_for(visit, desk),
            was=_fingerprint(desk),
            writes=visit.may(ROLE),
            mails=self.messenger.mails,
            languages=desk_form.languages(),
            directions={code: one.direction for code, one in LANGUAGES.items()},
            blank=desk_form.MORE,
            longest=LONGEST_CAPTION,
            steps=STEPS,
            tags=_tags(visit),
            deliveries=[_shown(one, ZoneInfo(visit.site.timezone)) for one in deliveries],
        )


def _wanted(desk: Desk) -> desk_form.Wanted:
    return desk_form.Wanted(on=desk.on, captions=desk.captions, email=desk.email, webhook=desk.webhook)


def _fingerprint(desk: Desk) -> str:
    return fingerprint(_wanted(desk))


def _for(visit: Visit, desk: Desk) -> Desk:
    """The desk as this person may see it: an address of a webhook is often a key by itself."""
    if not desk.webhook or visit.may(ROLE):
        return desk
    return msgspec.structs.replace(desk, webhook=f"https://{urlsplit(desk.webhook).hostname}/…")


def _tags(visit: Visit) -> dict[str, str]:
    """The tag that measures too, and the one that does nothing but take corrections."""
    own = f"{visit.request.url.scheme}://{visit.request.url.netloc}"
    choices = snippet.read({}, visit.site, own).choices
    return {
        "with": snippet.tag(visit.site, msgspec.structs.replace(choices, notes="too")),
        "only": snippet.tag(visit.site, msgspec.structs.replace(choices, notes="only", consent="required")),
    }


def _shown(one: DeskDelivery, zone: ZoneInfo) -> dict[str, Any]:
    """A delivery in words, as its line in the table says it."""
    return {
        "correction": one.correction,
        "kind": _(KINDS[one.kind]),
        "reports": one.reports,
        "state": one.state,
        "words": _(STATES[one.state]),
        "why": words(one.error),
        "attempts": one.attempts,
        "at": _moment(one.changed_at, zone),
        "again": _moment(one.next_at, zone) if one.state == "waiting" and one.next_at else None,
    }


def _moment(at_ms: int, zone: ZoneInfo) -> dict[str, str]:
    when = dt.datetime.fromtimestamp(at_ms // 1000, zone)
    return {"words": format_datetime(when, "d MMM, HH:mm", locale=language()), "iso": when.isoformat()}
