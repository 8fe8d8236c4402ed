"""Somebody who looks at a site's corrections, and the door at which they come in."""

import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboards.dates import today_in
from dashboards.numbers import Numbers, numbers_for
from dashboards.pages.frame import frame, no_such_site
from dashboards.respond import message, render
from service.catalog.errors import CatalogError
from service.catalog.people import ROLES, Person
from service.catalog.sites import Site
from service.page.language import _, sentence

Endpoint = Callable[[Request], Awaitable[Response]]
#: Who may see an endpoint: people of this role or more.
Guard = Callable[[Endpoint, str], Endpoint]
Sites = Callable[[str], Awaitable[Site | None]]

PAGE = "corrections"
EDITOR = "editor"


class Visit(msgspec.Struct, frozen=True):
    """One request of a signed-in person; `now_ms` in UTC milliseconds."""

    request: Request
    site: Site
    person: Person
    csrf: str
    now_ms: int

    @property
    def writes(self) -> bool:
        """Whether this person may change something, and see readers' addresses."""
        return ROLES.index(self.person.role) >= ROLES.index(EDITOR)

    @property
    def base(self) -> str:
        """Where the inbox is."""
        return f"/s/{quote(self.site.key, safe='')}/{PAGE}"

    @property
    def numbers(self) -> Numbers:
        """How this person writes numbers."""
        return numbers_for(self.request.headers.get("accept-language", ""))

    def render(self, template: str, status: int = 200, /, **values: Any) -> Response:
        """A page, which knows its frame and `visit` besides."""
        today = today_in(self.site.timezone, self.now_ms / 1000)
        around = frame(self.request, self.site, PAGE, today, None)
        return render(f"corrections/{template}", {**around, "visit": self, **values}, status)


Page = Callable[[Visit], Awaitable[Response]]


class Door(msgspec.Struct, frozen=True):
    """Lets people in; `clock` gives seconds since 1970."""

    sites: Sites
    guard: Guard
    clock: Callable[[], float] = time.time

    def page(self, path: str, show: Page, name: str) -> Route:
        """A page to look at, behind the inbox's address."""
        return Route(f"/s/{{site}}/{PAGE}{path}", self.guard(self._visit(show), "viewer"), name=name)

    def form(self, path: str, take: Page, role: str = EDITOR) -> Route:
        """What a form is sent to."""
        return Route(f"/s/{{site}}/{PAGE}{path}", self.guard(self._visit(take), role), methods=["POST"])

    def _visit(self, page: Page) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            site = await self.sites(request.path_params["site"])
            if site is None:
                return no_such_site()
            now_ms = round(self.clock() * 1000)
            visit = Visit(request, site, request.state.person, request.state.csrf, now_ms)
            try:
                return await page(visit)
            except CatalogError as error:
                return message(_("This cannot be done"), sentence(error.text, **error.values), 409)

        return endpoint
