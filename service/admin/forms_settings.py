"""A page with one part of a site's settings: shown, typed, checked, kept, also by two people at once."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import msgspec
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.admin.appeals_words import Change, differences
from service.admin.forms import Door, Visit
from service.admin.forms_shown import Shown
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.sites import Site
from service.page.language import _, sentence

T = TypeVar("T")
Typed = dict[str, str]


class Part(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One part of a site's settings, and how it becomes a form and again what it is.

    `known` sorts a form's fields into those of this part, and `read` makes the part of them, or sentences by
    field; `facts` tells it in words. `more` adds what there is to choose from to the page.
    """

    path: str
    template: str
    role: str
    get: Callable[[Site], T]
    put: Callable[[Site, T], Site]
    typed_of: Callable[[T], Typed]
    known: Callable[[Mapping[str, str]], tuple[Typed, list[str]]]
    read: Callable[[Typed], tuple[T | None, dict[str, str]]]
    facts: Callable[[T], Iterable[tuple[str, str]]]
    more: Callable[[Visit], Awaitable[dict[str, Any]]]


class MovedError(Exception):
    """Somebody else has changed it since it was read; `site` is what is kept now."""

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__("it was changed in the meantime")


class Settings(msgspec.Struct, Generic[T], frozen=True):
    """The page of one part. `changed` is awaited after something has been kept."""

    catalog: Catalog
    changed: Callable[[], Awaitable[None]]
    part: Part[T]

    def routes(self, door: Door) -> list[Route]:
        """The page, for everybody who may sign in, and its form, for those with the part's role."""
        path = self.part.path
        return [door.page(path, self.show), door.form(path, self.take, self.part.role, self.again)]

    async def show(self, visit: Visit) -> Response:
        """What is kept."""
        notice = _("Saved.") if "saved" in visit.request.query_params else ""
        return await self._page(visit, self.part.typed_of(self.part.get(visit.site)), notice=notice)

    async def again(self, visit: Visit) -> Response:
        """The form of an earlier session, as it was sent."""
        text = _(
            "You have signed in anew since this form was opened: nothing was saved. Look at it and save it."
        )
        return await self._page(visit, self.part.known(visit.fields)[0], 403, notice=text)

    async def take(self, visit: Visit) -> Response:
        """Keep what was typed, unless it is wrong or somebody was faster."""
        typed, unknown = self.part.known(visit.fields)
        if unknown:
            text = _("This form has no field “%(name)s”; nothing was saved.", name=unknown[0][:60])
            return await self._page(visit, typed, 400, problems={"": text})
        if visit.fields.get("do") == "more":
            return await self._page(visit, typed, notice=_("Not saved yet."))
        wanted, problems = self.part.read(typed)
        if wanted is None:
            text = _("Nothing was saved. What you wrote stands below.")
            return await self._page(visit, typed, 422, problems=problems, notice=text)
        try:
            await self.catalog.change_site(visit.site.key, self._change(visit, wanted))
        except MovedError as moved:
            changes = differences(self.part.facts(self.part.get(moved.site)), self.part.facts(wanted))
            fresh = msgspec.structs.replace(visit, site=moved.site)
            return await self._page(fresh, typed, 409, conflict=changes)
        except CatalogError as error:
            found = {"": sentence(error.text, **error.values)}
            return await self._page(visit, typed, 422, problems=found)
        await self.changed()
        return RedirectResponse(f"{visit.request.url.path}?saved", 303)

    def _change(self, visit: Visit, wanted: T) -> Callable[[Site], Site]:
        def change(site: Site) -> Site:
            if fingerprint(self.part.get(site)) != visit.fields.get("was"):
                raise MovedError(site)
            return self.part.put(site, wanted)

        return change

    async def _page(
        self,
        visit: Visit,
        typed: Typed,
        status: int = 200,
        *,
        problems: Mapping[str, str] = {},
        notice: str = "",
        conflict: list[Change] | None = None,
    ) -> Response:
        return visit.render(
            self.part.template,
            status,
            form=Shown(typed, problems),
            problems=problems,
            notice=notice,
            conflict=conflict,
            was=fingerprint(self.part.get(visit.site)),
            writes=visit.may(self.part.role),
            **await self.part.more(visit),
        )


def fingerprint(value: object) -> str:
    """A short text that is another one for another value."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:16]
