"""`/s/{site}/appeals/{rule}`: the page on which a rule is written and seen, also without JavaScript."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from starlette.responses import RedirectResponse, Response

from service.admin import appeals_words
from service.admin.appeals_rules import base, the_rule
from service.admin.editor_checks import found
from service.admin.editor_form import WEEKDAYS, Typed, known, languages, typed_of, unknown
from service.admin.editor_read import read
from service.admin.editor_steps import step
from service.admin.forms import Visit, missing
from service.admin.forms_shown import Shown
from service.admin.languages import language_name, languages_by_name
from service.admin.tell import tell
from service.appeals import explain, variables
from service.appeals.fields import FIELDS, OP_LABELS
from service.appeals.languages import LANGUAGES
from service.appeals.pictures import PICTURES
from service.catalog.catalog import Catalog
from service.catalog.rule import Body
from service.catalog.rules import EditionError, KeptRule
from service.page.language import _


class Editor(msgspec.Struct, frozen=True):
    """Shows a rule's draft and takes what was made of it."""

    catalog: Catalog

    async def show(self, visit: Visit) -> Response:
        """The draft as it is kept."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        saved = "saved" in visit.request.query_params
        notice = _("Saved. Readers see nothing of it until you publish it.") if saved else ""
        wrong = found(kept.draft, visit.site)
        return await self._page(
            visit, kept, typed_of(kept.draft), problems=wrong.problems, hints=wrong.hints, notice=notice
        )

    async def again(self, visit: Visit) -> Response:
        """The form of an earlier session, as it was sent."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        text = _(
            "You have signed in anew since this form was opened: nothing was saved. Look at it and save it."
        )
        return await self._page(visit, kept, known(visit.fields), 403, notice=text)

    async def take(self, visit: Visit) -> Response:
        """Do what the button says: save, or add something, or take something away."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        typed = known(visit.fields)
        if names := unknown(visit.fields):
            text = _("This form has no field “%(name)s”; nothing was saved.", name=names[0][:60])
            return await self._page(visit, kept, typed, 400, problems={"": text})
        do = visit.fields.get("do", "save")
        if do in {"save", "publish"}:
            return await self._save(visit, kept, typed, do)
        stepped = step(do, typed, visit.fields, await self._next_variant(kept))
        if stepped is None:
            text = _("This form has no button “%(name)s”; nothing was saved.", name=do[:60])
            return await self._page(visit, kept, typed, 400, problems={"": text})
        return await self._page(
            visit,
            kept,
            stepped.typed,
            422 if stepped.problems else 200,
            problems=stepped.problems,
            focus=stepped.focus,
            notice=_("Not saved yet."),
        )

    async def _save(self, visit: Visit, kept: KeptRule, typed: Typed, do: str) -> Response:
        body, wrong = read(typed)
        if body is None:
            text = _("Nothing was saved. What you wrote stands below.")
            return await self._page(visit, kept, typed, 422, problems=wrong, notice=text)
        edition = visit.fields.get("edition", "")
        number = int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 10 else -1
        try:
            saved = await self.catalog.save_draft(visit.site.key, kept.id, body, visit.person.email, number)
        except EditionError as error:
            return await self._conflict(visit, error.kept, body, typed)
        if do == "publish" and (wrong := found(body, visit.site).problems):
            text = _("Saved as a draft, which cannot be published yet.")
            return await self._page(visit, saved, typed, 422, problems=wrong, notice=text)
        page = f"{base(visit.site)}/{kept.id}"
        return RedirectResponse(f"{page}/publish" if do == "publish" else f"{page}?saved", 303)

    async def _conflict(self, visit: Visit, kept: KeptRule, body: Body, typed: Typed) -> Response:
        """What two people wrote, side by side; whoever saves next has seen it."""
        conflict = {"by": kept.changed_by, "changes": appeals_words.changes(kept.draft, body)}
        return await self._page(visit, kept, typed, 409, conflict=conflict)

    async def _page(
        self,
        visit: Visit,
        kept: KeptRule,
        typed: Typed,
        status: int = 200,
        *,
        problems: Mapping[str, str] = {},
        hints: Mapping[str, str] = {},
        **told: Any,
    ) -> Response:
        own = await self.catalog.pictures(visit.site.key)
        told = {"notice": "", "focus": "", "conflict": None} | told
        return visit.render(
            "editor.html",
            status,
            rule=kept,
            base=base(visit.site),
            form=ShownRule(typed, problems, hints, told.pop("focus")),
            problems=problems,
            wrote=visit.request.method == "POST",
            unpublished=kept.published is not None and kept.published != kept.draft,
            art=_art([one.number for one in own]),
            **_choices(),
            **told,
        )

    async def _next_variant(self, kept: KeptRule) -> int:
        history = await self.catalog.history(kept.site, kept.id)
        bodies = [kept.draft, *(version.body for version in history)]
        return max((variant.id for body in bodies for variant in body.variants), default=0) + 1


class ShownRule(Shown, frozen=True):
    """The editor's form."""

    def languages(self, variant: int) -> list[str]:
        """The languages in which a variant says something."""
        return languages(self.typed, variant)

    @property
    def timed(self) -> bool:
        """Whether the rule asks at certain times only."""
        hours = (self["schedule.from_hour"], self["schedule.to_hour"])
        days = [self[f"schedule.{name}"] for name in ("first", "last", *WEEKDAYS)]
        return any(days) or hours != ("0", "24")

    @property
    def variants(self) -> dict[str, str]:
        """The variants' numbers and names."""
        names = [f"variants.{place}" for place in range(self.count("variants"))]
        return {self[f"{one}.id"]: self[f"{one}.name"] or _number(self[f"{one}.id"]) for one in names}

    @property
    def spoken(self) -> dict[str, str]:
        """The languages in which any variant says something."""
        codes = [code for place in range(self.count("variants")) for code in self.languages(place)]
        return {"": _("The site’s")} | {code: language_name(code) for code in codes}


def _number(number: str) -> str:
    return _("No. %(number)s", number=number)


def _art(own: Iterable[int]) -> dict[str, str]:
    """The pictures to choose from, with the site's `own` by their numbers."""
    drawn = {name: tell(label) for name, label in PICTURES.items()}
    uploads = {f"own:{number}": _("Your picture %(number)s", number=number) for number in own}
    return {"": _("none")} | drawn | uploads


def _choices() -> dict[str, Any]:
    """What there is to choose from, in the language spoken; of `fields` the template tells it."""
    forms = {name: tell(label) for name, label in appeals_words.FORMS.items()}
    return {
        "fields": FIELDS,
        "labels": {name: tell(field.label) for name, field in FIELDS.items()},
        "ops": OP_LABELS,
        "forms": forms,
        "states": appeals_words.STATES,
        "triggers": appeals_words.TRIGGERS,
        "ways": {name: _(label) for name, label in appeals_words.WAYS.items()},
        "weekdays": dict(zip(WEEKDAYS, explain.WEEKDAYS, strict=True)),
        "all_languages": languages_by_name(),
        "own_names": {code: language.own for code, language in LANGUAGES.items()},
        "rtl": {code for code, language in LANGUAGES.items() if language.direction == "rtl"},
        "variables": variables.VARIABLES,
        "preview_forms": {"": _("The rule’s")} | forms,
    }


def no_such_rule() -> Response:
    """The page for a rule that is not there."""
    text = _("This site has no rule of this number. Go back to its appeals.")
    return missing(_("There is no such rule"), text)
