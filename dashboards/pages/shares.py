"""`/s/{site}/shares`: pages of a site that strangers may see by their link; editors make and revoke it."""

import datetime as dt
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote
from zoneinfo import ZoneInfo

import msgspec
from babel.dates import format_datetime
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import Range, RangeError, locale, today_in
from dashboards.pages.book import BY_NAME
from dashboards.pages.frame import frame, no_such_site
from dashboards.pages.place import Page
from dashboards.respond import message, render
from dashboards.shown import Shown, read_shown
from service import signing
from service.catalog.errors import CatalogError
from service.catalog.people import ROLES
from service.catalog.shares import SHARE_DAYS, Share
from service.catalog.sites import Site
from service.page.language import _, sentence

Endpoint = Callable[[Request], Awaitable[Response]]
#: Who may see an endpoint: people of this role or more.
Guard = Callable[[Endpoint, str], Endpoint]

PURPOSE = "share"
#: The catalog's secret by which links are signed.
SECRET = "links"  # noqa: S105 (its name)
#: What a page shows is in the link itself, and mail and proxies lose addresses of over 8,000 characters.
LONGEST_QUERY = 4_000


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """What a link holds; `expires_at` in UTC milliseconds."""

    id: str
    site: str
    page: str
    query: str
    expires_at: int


class Shares(Protocol):
    """What these pages need of the catalog."""

    async def secret(self, name: str) -> bytes:
        """The secret of this name."""

    async def add_share(self, site: str, page: str, query: str, days: int, by: str, now: int) -> Share:
        """Keep a share. Raises CatalogError."""

    async def shares(self, site: str) -> list[Share]:
        """A site's shares, newest first."""

    async def share(self, id: str) -> Share | None:  # noqa: A002
        """The share with this id."""

    async def revoke_share(self, site: str, id: str) -> None:  # noqa: A002
        """End a share."""


def offer(request: Request, site: Site, page: Page, shown: Shown | None) -> dict[str, Any] | None:
    """What `share.html` needs; None for people who may not share, and for pages that cannot be.

    The days are fixed as dates: who gets the link next month sees what was shared.
    """
    person = getattr(request.state, "person", None)
    if shown is None or person is None or not (_may(person.role) and _can_be_shared(page, shown)):
        return None
    return {
        "action": f"/s/{quote(site.key, safe='')}/shares",
        "csrf": request.state.csrf,
        "page": page.name,
        "query": fixed(shown).query(),
        "days": SHARE_DAYS,
    }


def _may(role: str) -> bool:
    return ROLES.index(role) >= ROLES.index("editor")


def _can_be_shared(page: Page, shown: Shown) -> bool:
    """What is of right now has no days to share; an article's page is of one article.

    What stands under another page is for those who work there.
    """
    return not (page.stream or page.under) and (not page.needs or shown.only(page.needs) is not None)


def fixed(shown: Shown) -> Shown:
    """The same, of these days also when it is another day."""
    span = shown.range
    return msgspec.structs.replace(shown, range=Range(span.first, span.last, "custom", span.today))


def sealed(key: bytes, share: Share) -> str:
    """The token of a share's link."""
    held = Sealed(
        id=share.id, site=share.site, page=share.page, query=share.query, expires_at=share.expires_at
    )
    return signing.seal(key, PURPOSE, msgspec.json.encode(held))


def routes(
    catalog: Shares,
    sites: Callable[[str], Awaitable[Site | None]],
    guard: Guard,
    home: str = "",
    clock: Callable[[], float] = time.time,
) -> list[BaseRoute]:
    """The list and its two forms. `home` is where links begin, by default where the page was asked for."""
    desk = _Desk(catalog, sites, home, clock)
    return [
        Route("/s/{site}/shares", guard(desk.listed, "editor"), name="shares"),
        Route("/s/{site}/shares", guard(desk.add, "editor"), methods=["POST"]),
        Route("/s/{site}/shares/revoke", guard(desk.revoke, "editor"), methods=["POST"]),
    ]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Shares
    sites: Callable[[str], Awaitable[Site | None]]
    home: str
    clock: Callable[[], float]

    async def listed(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        today = today_in(site.timezone, self.clock())
        key, now = await self.catalog.secret(SECRET), self.clock() * 1000
        home = (self.home or str(request.base_url)).rstrip("/")
        found = [
            {
                "share": share,
                "heading": BY_NAME[share.page].heading if share.page in BY_NAME else share.page,
                "shown": _read(share.query, site, self.clock()),
                "link": f"{home}/shared/{sealed(key, share)}",
                "open": share.expires_at > now,
                "until": until(share.expires_at, site),
            }
            for share in await self.catalog.shares(site.key)
        ]
        context = {
            **frame(request, site, "shares", today, None),
            "shares": found,
            "new": request.query_params.get("new", ""),
            "csrf": getattr(request.state, "csrf", ""),
        }
        return render("shares.html", context)

    async def add(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        form = await request.form()
        page = BY_NAME.get(str(form.get("page", "")))
        shown = _read(str(form.get("query", "")), site, self.clock())
        if page is None or shown is None or not _can_be_shared(page, shown):
            text = _("Go back to the page, and share it from there.")
            return message(_("This cannot be shared"), text, 422)
        query, days = fixed(shown).query(), str(form.get("days", ""))
        if len(query) > LONGEST_QUERY:
            text = _("Its filters are too long for a link. Take some of them away, and share the page again.")
            return message(_("This cannot be shared"), text, 422)
        try:
            share = await self.catalog.add_share(
                site.key,
                page.name,
                query,
                int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
                request.state.person.email,
                round(self.clock() * 1000),
            )
        except CatalogError as error:
            return message(_("This cannot be shared"), sentence(error.text, **error.values), 422)
        return RedirectResponse(f"{_address(site)}?new={quote(share.id)}", 303)

    async def revoke(self, request: Request) -> Response:
        site = await self.sites(request.path_params["site"])
        if site is None:
            return no_such_site()
        await self.catalog.revoke_share(site.key, str((await request.form()).get("id", "")))
        return RedirectResponse(_address(site), 303)


def _address(site: Site) -> str:
    return f"/s/{quote(site.key, safe='')}/shares"


def _read(query: str, site: Site, now: float) -> Shown | None:
    """What a query shows; None where it makes no sense (any more)."""
    try:
        return read_shown(QueryParams(parse_qsl(query, keep_blank_values=True)), today_in(site.timezone, now))
    except (RangeError, ValueError):
        return None


def until(expires_at: int, site: Site) -> str:
    """When a link expires (UTC milliseconds), on the site's clock."""
    at = dt.datetime.fromtimestamp(expires_at / 1000, dt.UTC)
    return str(format_datetime(at, "d MMM y, HH:mm", ZoneInfo(site.timezone), locale()))
