"""`/s/{site}/saved`: the views of the dashboards that a person has saved: opened, added, removed."""

import re
from urllib.parse import quote

import msgspec
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin.forms import Door, Visit, message
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.saved_views import LONGEST_NAME, checked_page, checked_query
from service.page.language import _, sentence

_NUMBER = re.compile(r"[0-9]{1,15}")


def routes(accounts: Accounts, catalog: Catalog) -> list[BaseRoute]:
    """The list, as a page or as a menu in one, and its forms. Everybody has their own."""
    door, desk = Door(accounts, catalog.site), _Desk(catalog)
    return [door.page("/saved", desk.show), door.form("/saved", desk.take, "viewer")]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Catalog

    async def show(self, visit: Visit) -> Response:
        """The views; `page` and `query` are where the person is, and what they may save."""
        asked = visit.request.query_params
        return await self._list(visit, asked.get("page", ""), asked.get("query", ""))

    async def take(self, visit: Visit) -> Response:
        """Save what the person sees, or remove a view; then go back to the page."""
        sent = visit.fields
        page, query = sent.get("page", ""), sent.get("query", "")
        back = _address(visit, page, query) or f"/s/{quote(visit.site.key, safe='')}/saved"
        if sent.get("do") == "drop":
            number = sent.get("id", "")
            view = int(number) if _NUMBER.fullmatch(number) else 0
            await self.catalog.remove_view(visit.person.id, visit.site.key, view)
            return RedirectResponse(back, 303)
        if sent.get("do") != "save":
            return message(400, _("There is no such button"), _("Nothing was changed. Load the page again."))
        try:
            await self.catalog.save_view(visit.person.id, visit.site.key, sent.get("name", ""), page, query)
        except CatalogError as error:
            problem = sentence(error.text, **error.values)
            return await self._list(visit, page, query, 422, problem=problem, name=sent.get("name", ""))
        return RedirectResponse(back, 303)

    async def _list(
        self, visit: Visit, page: str, query: str, status: int = 200, *, problem: str = "", name: str = ""
    ) -> Response:
        here = _address(visit, page, query)
        kept = await self.catalog.saved_views(visit.person.id, visit.site.key)
        part = visit.request.headers.get("hx-request") == "true"
        return visit.render(
            "saved_menu.html" if part else "saved.html",
            status,
            views=[(view, _address(visit, view.page, view.query)) for view in kept],
            page=page if here else "",
            query=query,
            back=here,
            name=name,
            problem=problem,
            longest=LONGEST_NAME,
        )


def _address(visit: Visit, page: str, query: str) -> str:
    """The page's address on this site; '' for what is no page."""
    try:
        page, query = checked_page(page), checked_query(query)
    except CatalogError:
        return ""
    address = f"/s/{quote(visit.site.key, safe='')}/{page}"
    return f"{address}?{query}" if query else address
