"""`/s/{site}/setup`: paste this, open an article, see the tick."""

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from service.accounts.guard import Accounts
from service.admin import snippet
from service.admin.forms import message, no_such_site
from service.admin.render import PAGES
from service.catalog.errors import CatalogError
from service.catalog.sites import Site
from service.collect.arrivals import Seen
from service.page.language import N_, _, language, sentence

#: What a blocker state says to somebody who has just pasted the tag; DESIGN section 4 defines each.
BLOCKERS = {
    "": N_("not answered yet"),
    "none": N_("none found"),
    "requests": N_("yes: requests are blocked"),
    "cosmetic": N_("yes: ads are hidden"),
    "dns": N_("yes: ad hosts cannot be reached"),
    "tracking_protection": N_("trackers are refused, ads can run"),
    "inconclusive": N_("could not tell"),
    "not_run": N_("was not looked for"),
}
CONSENT = {
    "granted": N_("given by the reader"),
    "notice": N_("by notice"),
    "off": N_("not asked for"),
    "": N_("not told"),
}
DEVICES = {"desktop": N_("desktop"), "phone": N_("phone"), "tablet": N_("tablet"), "tv": N_("TV")}


def routes(
    accounts: Accounts,
    sites: Callable[[str], Awaitable[Site | None]],
    seen: Callable[[str], Seen],
    change: Callable[[Site], Awaitable[None]],
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The page, its live part, and the button that accepts an origin.

    `seen` tells what has arrived for a site; `change` keeps a site's new settings; `clock` gives seconds
    since 1970.
    """
    desk = _Desk(accounts, sites, seen, change, clock, clock())
    return [
        Route("/s/{site}/setup", accounts.signed_in(desk.page), methods=["GET"]),
        Route("/s/{site}/setup/seen", accounts.signed_in(desk.live), methods=["GET"]),
        Route("/s/{site}/setup/origin", accounts.signed_in(desk.accept, role="admin"), methods=["POST"]),
    ]


class _Desk(msgspec.Struct, frozen=True):
    accounts: Accounts
    sites: Callable[[str], Awaitable[Site | None]]
    seen: Callable[[str], Seen]
    change: Callable[[Site], Awaitable[None]]
    clock: Callable[[], float]
    started: float

    async def page(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        read = snippet.read(request.query_params, site, _origin(request))
        context = self._seen(request, site) | {
            "read": read,
            "tag": snippet.tag(site, read.choices),
            "warnings": snippet.warnings(site, read.choices),
            "modes": snippet.MODES,
        }
        return PAGES.render("setup.html", 400 if read.problems else 200, **context)

    async def live(self, request: Request) -> Response:
        """What has arrived, as a fragment that takes the place of the last one."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        return PAGES.render("seen.html", **self._seen(request, site))

    async def accept(self, request: Request) -> Response:
        """Put an origin that was refused on the site's list."""
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        origin = (await request.form()).get("origin")
        if origin not in {refusal.origin for refusal in self.seen(site.key).refusals}:
            text = _("No beacon from this origin was refused lately. Go back and load the page again.")
            return message(400, _("This origin is not known"), text)
        try:
            await self.change(msgspec.structs.replace(site, origins=(*site.origins, str(origin))))
        except CatalogError as error:
            return message(400, _("This cannot be kept"), sentence(error.text, **error.values))
        return RedirectResponse(_base(site), 303)

    def _seen(self, request: Request, site: Site) -> dict[str, Any]:
        seen, zone = self.seen(site.key), ZoneInfo(site.timezone)
        today = dt.datetime.fromtimestamp(self.clock(), zone).date()
        return {
            "site": site,
            "base": _base(site),
            "arrival": seen.arrival,
            "refusals": [one for one in seen.refusals if one.origin not in site.origins],
            "started_ms": round(self.started * 1000),
            "moment": lambda at_ms: _moment(at_ms, zone, today),
            "blockers": BLOCKERS,
            "consents": CONSENT,
            "devices": DEVICES,
            "is_admin": request.state.person.role == "admin",
            "csrf": request.state.csrf,
        }


def _base(site: Site) -> str:
    return f"/s/{quote(site.key, safe='')}/setup"


def _origin(request: Request) -> str:
    """This service's own address, as this browser reached it."""
    return f"{request.url.scheme}://{request.url.netloc}"


def _moment(at_ms: int, zone: ZoneInfo, today: dt.date) -> dict[str, str]:
    """A moment for a person, with its day unless that is today, and for a program."""
    when = dt.datetime.fromtimestamp(at_ms // 1000, zone)
    pattern = "HH:mm:ss" if when.date() == today else "d MMMM, HH:mm:ss"
    return {"words": format_datetime(when, pattern, locale=language()), "iso": when.isoformat()}
