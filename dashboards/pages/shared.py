"""`/shared/{token}`: one page, as it was shared, for whoever has its link.

Everything comes from the token; what a stranger adds to the address changes nothing.
"""

from typing import Any, NoReturn

import msgspec
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dashboards.dates import RangeError, today_in
from dashboards.pages.ask import Ask
from dashboards.pages.book import BY_NAME
from dashboards.pages.desk import Desk, panel_context
from dashboards.pages.place import Page, Place
from dashboards.pages.shares import PURPOSE, SECRET, Sealed, Shares, until
from dashboards.respond import message, render
from dashboards.shown import Shown, read_shown
from dashboards.spreadsheet import csv_file
from service import signing
from service.catalog.sites import Site
from service.metrics.query import QueryError
from service.page.language import _


class Shut(Exception):
    """The link opens nothing: `status` 404 where it never did, 410 where it does no longer."""

    def __init__(self, status: int, title: str, text: str) -> None:
        self.status = status
        self.title = title
        self.text = text
        super().__init__(title)


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What a link shows, and until when (UTC milliseconds)."""

    address: str
    site: Site
    page: Page
    shown: Shown
    expires_at: int

    @property
    def places(self) -> tuple[Place, ...]:
        """The page's panels but those of other days or views: of right now, and goals."""
        return tuple(place for place in self.page.places if place.shared)

    def place(self, name: str) -> Place:
        """The panel's place with that name. Raises Shut."""
        for place in self.places:
            if place.name == name:
                return place
        raise Shut(404, "", _("There is no such panel."))


def routes(desk: Desk, catalog: Shares) -> list[BaseRoute]:
    """The shared page, and its panels with their files. Nobody signs in here."""
    door = _Door(desk, catalog)
    return [
        Route("/shared/{token}", door.page, name="shared"),
        Route("/shared/{token}/panel/{panel}", door.panel, name="shared-panel"),
    ]


class _Door(msgspec.Struct, frozen=True):
    desk: Desk
    catalog: Shares

    async def page(self, request: Request) -> Response:
        """The whole page, its panels on their own or with `plain=1` at once."""
        try:
            opened = await self._opened(request)
            answer = await self._page(request, opened)
        except Shut as shut:
            answer = message(shut.title, shut.text, shut.status)
        except QueryError as error:
            answer = message(_("This cannot be shown"), str(error), 410)
        return _private(answer)

    async def panel(self, request: Request) -> Response:
        """One panel, or with `.csv` its numbers."""
        name, dot, kind = request.path_params["panel"].partition(".")
        try:
            opened = await self._opened(request)
            place = opened.place(name if kind in ("", "csv") else "")
            ask = self._ask(request, opened)
            panel = await place.answer(ask)
        except Shut as shut:
            return _private(_problem(shut.title, shut.text, shut.status))
        except QueryError as error:
            return _private(_problem("", str(error), 410))
        if dot:
            return _private(csv_file(ask, place, await panel.whole() if panel.whole else panel.table))
        return _private(
            render("panels/panel.html", {"panel": panel_context(place, ask, panel), "plain": False})
        )

    async def _page(self, request: Request, opened: Opened) -> Response:
        plain = request.query_params.get("plain") == "1"
        ask, page = self._ask(request, opened), opened.page
        kept = msgspec.structs.replace(page, places=opened.places)
        path = opened.shown.only(page.needs) if page.needs else None
        subject = path or ""
        if path and page.needs == "article":
            subject = (await self.desk.titles(opened.site.key, [path])).get(path) or path
        context: dict[str, Any] = {
            "site": opened.site,
            "page": kept,
            "places": kept.places,
            "span": opened.shown.range,
            "shown": opened.shown,
            "plain": plain,
            "here": opened.address,
            "panel_base": f"{opened.address}/panel",
            "query": "",
            "problem": "",
            "subject": subject,
            "panels": await self.desk.all_panels(ask, kept) if plain else {},
            "until": until(opened.expires_at, opened.site),
        }
        return render("shared.html", context)

    def _ask(self, request: Request, opened: Opened) -> Ask:
        ask = self.desk.ask(request, opened.site, opened.page, opened.shown)
        return msgspec.structs.replace(ask, shared=opened.address)

    async def _opened(self, request: Request) -> Opened:
        """What the link shows. Raises Shut."""
        token = request.path_params["token"]
        held = _held(await self.catalog.secret(SECRET), token)
        if held.expires_at <= self.desk.clock() * 1000:
            _over(_("This link has expired"))
        site, page = await self.desk.sites(held.site), BY_NAME.get(held.page)
        if site is None or page is None or await self.catalog.share(held.id) is None:
            _over(_("This link was revoked"))
        try:
            shown = read_shown(QueryParams(held.query), today_in(site.timezone, self.desk.clock()))
        except RangeError as error:
            raise Shut(410, _("This cannot be shown any more"), str(error)) from None
        return Opened(
            address=f"/shared/{token}", site=site, page=page, shown=shown, expires_at=held.expires_at
        )


def _held(key: bytes, token: str) -> Sealed:
    held = signing.unseal(key, PURPOSE, token)
    if held is None:
        text = _("It is not complete, or was changed. Copy it again, all of it, from where you got it.")
        raise Shut(404, _("This link is not right"), text)
    try:
        return msgspec.json.decode(held, type=Sealed)
    except msgspec.MsgspecError:
        # Ours, and signed, but of another version.
        _over(_("This link is no longer understood"))


def _over(title: str) -> NoReturn:
    raise Shut(410, title, _("Ask whoever gave it to you for a new one."))


def _problem(heading: str, text: str, status: int) -> Response:
    return render("panels/problem.html", {"heading": heading, "text": text}, status)


def _private(response: Response) -> Response:
    """The address is the key: no other server may learn it, and no search engine keep it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
