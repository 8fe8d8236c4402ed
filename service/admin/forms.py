"""Forms of the settings pages: who may send one, how large it may be, and that nothing typed is ever lost.

Who was signed out while writing gets everything back, and so does who sends a form of an earlier session.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive

from service.accounts.guard import Accounts
from service.accounts.origin import same_origin
from service.admin.render import PAGES
from service.catalog.errors import CatalogError
from service.catalog.people import ROLES, Person
from service.catalog.sessions import Session
from service.catalog.sites import Site
from service.page.language import _, sentence

#: Ten variants in ten languages, every text as long as it may be, are 0.9 MB of Cyrillic as browsers send it.
MOST_BYTES = 2_000_000
MOST_FIELDS = 4_000
#: What is read, to be given back, of somebody who is not signed in
MOST_BYTES_OF_STRANGERS = 300_000


class Visit(msgspec.Struct, frozen=True):
    """One request of a signed-in person to a page of a site; `fields` are the form's, if it brought one."""

    request: Request
    site: Site
    person: Person
    csrf: str
    fields: Mapping[str, str] = {}

    def may(self, role: str) -> bool:
        """Whether this person has the role, or more."""
        return ROLES.index(self.person.role) >= ROLES.index(role)

    def render(self, template: str, status: int = 200, /, **values: Any) -> Response:
        """The page, which knows `site`, `csrf` and `may` besides."""
        frame = {"site": self.site, "csrf": self.csrf, "may": self.may, "person": self.person}
        return PAGES.render(template, status, **frame, **values)


Page = Callable[[Visit], Awaitable[Response]]


class Door(msgspec.Struct, frozen=True):
    """Lets people in to the pages of a site; `sites` finds it."""

    accounts: Accounts
    sites: Callable[[str], Awaitable[Site | None]]

    def page(self, path: str, show: Page, role: str = "viewer") -> Route:
        """A page to look at."""

        async def endpoint(request: Request) -> Response:
            return await self._visit(request, show, {})

        return Route(f"/s/{{site}}{path}", self.accounts.signed_in(endpoint, role), methods=["GET"])

    def form(self, path: str, take: Page, role: str, again: Page | None = None) -> Route:
        """What a form is sent to. `again` shows the form as it was sent, unsaved: of an earlier session."""

        async def endpoint(request: Request) -> Response:
            return await self._visit(request, take, await fields(request))

        guarded = self.accounts.signed_in(endpoint, role)

        async def received(request: Request) -> Response:
            session = await self.accounts.session(request)
            most = MOST_BYTES if session else MOST_BYTES_OF_STRANGERS
            request = Request(request.scope, _bounded(request.receive, most))
            try:
                return await self._received(request, session, again, await fields(request), role) or (
                    await guarded(request)
                )
            finally:
                await request.close()

        return Route(f"/s/{{site}}{path}", received, methods=["POST"])

    async def _received(
        self,
        request: Request,
        session: Session | None,
        again: Page | None,
        sent: Mapping[str, str],
        role: str,
    ) -> Response | None:
        """The answer that gives back what was typed, where the guard's would lose it."""
        if again is None or not same_origin(request):
            return None
        if session is None:
            return PAGES.render("signed_out.html", 401, fields=sent, address=request.url.path)
        known = ROLES.index(session.person.role) >= ROLES.index(role)
        if not known or await self.accounts.csrf_right(request):
            return None
        request.state.person, request.state.csrf = session.person, session.csrf
        return await self._visit(request, again, sent)

    async def _visit(self, request: Request, page: Page, sent: Mapping[str, str]) -> Response:
        try:
            site = await self.sites(request.path_params["site"])
            if site is None:
                return no_such_site()
            return await page(Visit(request, site, request.state.person, request.state.csrf, sent))
        except CatalogError as error:
            return message(409, _("This cannot be done"), sentence(error.text, **error.values))


def no_such_site() -> Response:
    """The page of a site that is not there."""
    text = _("No site has this key. Look at the address again, or ask whoever runs Kindly here to add it.")
    return missing(_("There is no such site"), text)


def missing(title: str, text: str) -> Response:
    """The page for what is not there."""
    return message(404, title, text)


def message(status: int, title: str, text: str) -> Response:
    """A page that says one thing."""
    return PAGES.render("message.html", status, title=title, text=text)


async def fields(request: Request) -> dict[str, str]:
    """A form's text fields. Boxes of one name that are ticked together are its lines; a line break is `\\n`.

    Raises HTTPException: 400 for a form that cannot be read, 413 for one that is too large.
    """
    form = await request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=MOST_BYTES)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return {name: "\n".join(values) for name, values in found.items()}


def _bounded(receive: Receive, most: int) -> Receive:
    left = most

    async def bounded() -> Message:
        nonlocal left
        part = await receive()
        left -= len(part.get("body", b""))
        if left < 0:
            raise HTTPException(413, _("This form is too large."))
        return part

    return bounded
