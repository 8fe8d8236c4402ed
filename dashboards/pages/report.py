"""`/s/{site}/report`: who gets the weekly report, and what it looks like."""

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import today_in
from dashboards.pages.frame import frame, no_such_site
from dashboards.report.letter import Letters, standing_alone
from dashboards.report.week import shown_week
from dashboards.respond import message, render
from service.catalog.deliveries import Delivery
from service.catalog.errors import CatalogError
from service.catalog.sites import Site
from service.catalog.subscriptions import Subscription
from service.page.language import _, language, sentence

Endpoint = Callable[[Request], Awaitable[Response]]
Sites = Callable[[str], Awaitable[Site | None]]

#: A letter styles its elements one by one, as mail programs need it; it may do nothing else.
_PREVIEW = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
    ),
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
}


class Subscriptions(Protocol):
    """What this page needs of the catalog."""

    async def subscribe(self, site: str, email: str, language: str) -> Subscription:
        """Send this address the site's reports. Raises CatalogError."""

    async def subscriptions(self, site: str) -> list[Subscription]:
        """A site's subscriptions."""

    async def unsubscribe(self, id: int) -> None:  # noqa: A002
        """Send nothing more."""

    async def deliveries(self, site: str, week: dt.date) -> list[Delivery]:
        """A site's deliveries of a week's report."""


def routes(
    catalog: Subscriptions,
    sites: Sites,
    letters: Letters,
    guard: Callable[[Endpoint], Endpoint],
    sending: bool,
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The page, its preview and its two forms. `sending` says whether there is a mail server."""
    desk = _Desk(catalog, sites, letters, sending, clock)
    base = "/s/{site}/report"
    return [
        Route(base, guard(desk.page), name="report"),
        Route(f"{base}/preview", guard(desk.preview)),
        Route(f"{base}/subscribe", guard(desk.subscribe), methods=["POST"]),
        Route(f"{base}/unsubscribe", guard(desk.unsubscribe), methods=["POST"]),
    ]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Subscriptions
    sites: Sites
    letters: Letters
    sending: bool
    clock: Callable[[], float]

    async def page(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        person, today = request.state.person, today_in(site.timezone, self.clock())
        everybody = await self.catalog.subscriptions(site.key)
        week = _last_monday(today)
        states = {one.subscription: one for one in await self.catalog.deliveries(site.key, week)}
        context: dict[str, Any] = {
            **frame(request, site, "report", today, None),
            "sending": self.sending,
            "person": person,
            "admin": person.role == "admin",
            "mine": next((one for one in everybody if one.email == person.email), None),
            "everybody": [(one, _state(states.get(one.id))) for one in everybody],
            "days": shown_week(week, today).range.words,
            "csrf": request.state.csrf,
        }
        return render("report.html", context)

    async def preview(self, request: Request) -> Response:
        """The last whole week's report, as it is sent now."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        week = _last_monday(today_in(site.timezone, self.clock()))
        letter_to = await self.letters.compose(site, week, language())
        return HTMLResponse(standing_alone(letter_to("")), headers=_PREVIEW)

    async def subscribe(self, request: Request) -> Response:
        """Oneself; admins anybody."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        email = str((await request.form()).get("email", "")).strip()
        person = request.state.person
        if email and person.role != "admin":
            return message(_("Not allowed"), _("Only admins subscribe others."), 403)
        try:
            await self.catalog.subscribe(site.key, email or person.email, language())
        except CatalogError as error:
            return message(_("Nobody was subscribed"), sentence(error.text, **error.values), 422)
        return RedirectResponse(_address(site), 303)

    async def unsubscribe(self, request: Request) -> Response:
        """Oneself; admins anybody."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        number, person = str((await request.form()).get("id", "")), request.state.person
        for one in await self.catalog.subscriptions(site.key):
            if str(one.id) == number and (person.role == "admin" or one.email == person.email):
                await self.catalog.unsubscribe(one.id)
        return RedirectResponse(_address(site), 303)


def _address(site: Site) -> str:
    return f"/s/{quote(site.key, safe='')}/report"


def _last_monday(today: dt.date) -> dt.date:
    """The Monday of the last week that is over."""
    return today - dt.timedelta(today.weekday() + 7)


def _state(delivery: Delivery | None) -> str:
    """What became of the last week's report."""
    words = {
        "sent": _("last report sent"),
        "sending": _("being sent"),
        "waiting": _("mail server said later, trying again"),
        "refused": _("last report refused by the mail server"),
        "unknown": _("last report may not have arrived"),
    }
    return words[delivery.state] if delivery else ""
