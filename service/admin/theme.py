"""`/s/{site}/appearance`: colours, language, site-wide caps, pictures; and when the tag may measure."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin import snippet, theme_form
from service.admin.appeals_words import FORMS
from service.admin.editor_preview import shown, wanted
from service.admin.forms import Door, Visit, message
from service.admin.forms_settings import Part, Settings
from service.admin.languages import language_name, languages_by_name
from service.appeals import pictures
from service.appeals.defaults import default_body
from service.appeals.words import written
from service.catalog.catalog import Catalog
from service.catalog.rule import Form, Policy
from service.catalog.sites import CONSENT_MODES, Site
from service.page.language import _


def routes(accounts: Accounts, catalog: Catalog, changed: Callable[[], Awaitable[None]]) -> list[BaseRoute]:
    """The page, its three forms and its preview. `changed` is awaited after something has been kept."""
    door, desk = Door(accounts, catalog.site), _Desk(catalog, changed)
    part = Part[Policy](
        path="/appearance",
        template="appearance.html",
        role="editor",
        get=lambda site: msgspec.structs.replace(site.policy, stopped=False),
        put=_put,
        typed_of=theme_form.typed_of,
        known=theme_form.known,
        read=theme_form.read,
        facts=theme_form.facts,
        more=desk.more,
    )
    return [
        *Settings(catalog, changed, part).routes(door),
        door.page("/appearance/preview", desk.preview),
        door.form("/appearance/preview", desk.preview_typed, "editor"),
        door.form("/appearance/picture", desk.add_picture, "editor"),
        door.form("/appearance/consent", desk.set_consent, "admin"),
    ]


def _put(site: Site, policy: Policy) -> Site:
    # Whoever changes a colour neither stops the appeals nor lets them go on.
    policy = msgspec.structs.replace(policy, stopped=site.policy.stopped)
    return msgspec.structs.replace(site, policy=policy)


class _Desk(msgspec.Struct, frozen=True):
    catalog: Catalog
    changed: Callable[[], Awaitable[None]]

    async def more(self, visit: Visit) -> dict[str, Any]:
        site, theme = visit.site, visit.site.policy.theme
        own = await self.catalog.pictures(site.key)
        return {
            "own": {one.number: pictures.address(f"own:{one.number}", theme, site.key) for one in own},
            "colours": _said(theme_form.COLOURS),
            "fonts": _said(theme_form.FONTS),
            "schemes": _said(theme_form.SCHEMES),
            "all_languages": languages_by_name(),
            "spoken": {"": _("The site’s")} | {code: language_name(code) for code in written()},
            "forms": _said(FORMS),
            "consents": _said(snippet.MODES),
        }

    async def preview(self, visit: Visit) -> Response:
        """An appeal in the site's look."""
        return _example(visit.site, visit.request.query_params)

    async def preview_typed(self, visit: Visit) -> Response:
        """An appeal in the look that is being chosen."""
        typed, _unknown = theme_form.known(visit.fields)
        policy, _problems = theme_form.read(typed)
        site = _put(visit.site, policy) if policy else visit.site
        names = ("form", "language", "scheme")
        return _example(site, {name: visit.fields.get(f"preview.{name}", "") for name in names})

    async def add_picture(self, visit: Visit) -> Response:
        """Keep an uploaded picture."""
        upload = (await visit.request.form()).get("picture")
        content = await upload.read() if isinstance(upload, UploadFile) else b""
        if not content:
            return message(
                422, _("Choose a file first"), _("Nothing was kept. Go back and choose a picture.")
            )
        await self.catalog.add_picture(visit.site.key, content)
        return RedirectResponse(visit.request.url.path.removesuffix("/picture"), 303)

    async def set_consent(self, visit: Visit) -> Response:
        """When the tag may measure, for the tags that are made from now on."""
        mode = visit.fields.get("consent", "")
        if mode not in CONSENT_MODES:
            return message(
                422, _("There is no such mode"), _("Nothing was changed. Choose one of the three.")
            )
        await self.catalog.change_site(
            visit.site.key, lambda site: msgspec.structs.replace(site, consent=mode)
        )
        await self.changed()
        return RedirectResponse(visit.request.url.path.removesuffix("/consent") + "?saved", 303)


def _said(words: Mapping[Any, str]) -> dict[str, str]:
    return {name: _(text) for name, text in words.items()}


def _example(site: Site, query: Mapping[str, str]) -> Response:
    asked = wanted(query)
    form: Form = next((form for form in FORMS if form == asked.form), "dialog")
    return shown(site, 0, default_body(form, written()), asked)
