"""`…/preview`: an article with the appeal on it, in a frame of the editor, as it is being written."""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

from service.admin.appeals_rules import the_rule
from service.admin.editor import no_such_rule
from service.admin.editor_form import known
from service.admin.editor_read import read
from service.admin.forms import Visit
from service.admin.render import PAGES
from service.appeals.defaults import NAMES
from service.appeals.languages import LANGUAGES, direction
from service.appeals.markdown import to_html
from service.appeals.payload import payload
from service.catalog.catalog import Catalog
from service.catalog.rule import Body, Rule, Theme, Trigger
from service.catalog.sites import Site
from service.page.headers import PAGE
from service.page.language import _
from service.page.language import language as spoken

#: A frame of our own pages, in which the appeal brings its own style sheet, as it does in any page.
HEADERS = PAGE | {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
}
SCHEMES = ("auto", "light", "dark")
#: What the reader of the preview has read this month; a hard wall has nothing left for them.
_READ = 12


class Wanted(msgspec.Struct, frozen=True):
    """Which of the rule's appeals to show: '' and 0 stand for what the rule says itself."""

    variant: int = 0
    language: str = ""
    form: str = ""
    scheme: str = ""


class Preview(msgspec.Struct, frozen=True):
    """Shows the draft as it is kept, or the form as it was typed."""

    catalog: Catalog

    async def draft(self, visit: Visit) -> Response:
        """The draft, as the query's `variant`, `language`, `form` and `scheme` say."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        return shown(visit.site, kept.id, kept.draft, wanted(visit.request.query_params))

    async def typed(self, visit: Visit) -> Response:
        """The editor's form, unsaved; a sentence when it is no rule yet."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        body, problems = read(known(visit.fields))
        if body is None:
            return _nothing(_("Nothing to show yet: %(problem)s", problem=next(iter(problems.values()))), 422)
        names = {name: visit.fields.get(f"preview.{name}", "") for name in Wanted.__struct_fields__}
        return shown(visit.site, kept.id, body, wanted(names))


def wanted(query: Mapping[str, str]) -> Wanted:
    """What was chosen, as far as there is such a thing."""
    variant, language = query.get("variant", ""), query.get("language", "")
    form, scheme = query.get("form", ""), query.get("scheme", "")
    return Wanted(
        int(variant) if variant.isascii() and variant.isdigit() and len(variant) < 6 else 0,
        language if language in LANGUAGES else "",
        form if form in NAMES else "",
        scheme if scheme in SCHEMES else "",
    )


def shown(site: Site, rule: int, body: Body, asked: Wanted) -> Response:
    if not body.variants:
        return _nothing(_("Nothing to show yet: this rule has no variant."), 200)
    changes = {"trigger": Trigger("at_once", 0)} | ({"form": asked.form} if asked.form else {})
    body = msgspec.structs.replace(body, **changes)
    variants = [variant.id for variant in body.variants]
    appeal = payload(
        Rule(rule, 1, body),
        asked.variant if asked.variant in variants else variants[0],
        _in_scheme(site, asked.scheme),
        reader=asked.language,
        read=_READ,
        left=0 if body.form == "hard_wall" else None,
    )
    scheme = asked.scheme if asked.scheme in {"light", "dark"} else site.policy.theme.scheme
    return _page(200, appeal=appeal, problem="", scheme="light dark" if scheme == "auto" else scheme)


def _in_scheme(site: Site, scheme: str) -> Site:
    if not scheme:
        return site
    theme: Theme = msgspec.structs.replace(site.policy.theme, scheme=scheme)
    return msgspec.structs.replace(site, policy=msgspec.structs.replace(site.policy, theme=theme))


def _nothing(problem: str, status: int) -> Response:
    return _page(status, appeal=None, problem=problem, scheme="light dark")


def _page(status: int, *, appeal: Mapping[str, Any] | None, problem: str, scheme: str) -> Response:
    said_in = str(appeal["lang"]) if appeal else spoken()
    response = PAGES.render(
        "preview.html",
        status,
        appeal=appeal,
        # Where no script may run, the words alone.
        html=to_html(appeal["body"]) if appeal else "",
        problem=problem,
        scheme=scheme,
        said_in=said_in,
        direction=direction(said_in),
    )
    response.headers.update(HEADERS)
    return response
