"""`/s/{site}/appeals/{rule}`: the page on which a rule is written and seen, also without JavaScript."""

from collections.abc import Mapping
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
from service.appeals import variables
from service.appeals.fields import FIELDS, OP_LABELS
from service.appeals.languages import LANGUAGES
from service.appeals.pictures import PICTURES
from service.catalog.catalog import Catalog
from service.catalog.rule import Body
from service.catalog.rules import EditionError, KeptRule

#: What is told above the form: why it looks the way it does.
SAVED = "Saved. Readers see nothing of it until you publish it."
UNSAVED = "Not saved yet."
STALE = (
    "You have signed in anew since this form was opened, so nothing was saved. Look it through and save it."
)
WRONG = "Nothing was saved. What you wrote stands below."
KEPT = "Saved as a draft, which cannot be published yet."


class Editor(msgspec.Struct, frozen=True):
    """Shows a rule's draft and takes what was made of it."""

    catalog: Catalog

    async def show(self, visit: Visit) -> Response:
        """The draft as it is kept."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        notice = SAVED if "saved" in visit.request.query_params else ""
        wrong = found(kept.draft, visit.site)
        return await self._page(
            visit, kept, typed_of(kept.draft), problems=wrong.problems, hints=wrong.hints, notice=notice
        )

    async def again(self, visit: Visit) -> Response:
        """The form of an earlier session, as it was sent."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        return await self._page(visit, kept, known(visit.fields), 403, notice=STALE)

    async def take(self, visit: Visit) -> Response:
        """Do what the button says: save, or add something, or take something away."""
        kept = await the_rule(self.catalog, visit)
        if kept is None:
            return no_such_rule()
        typed = known(visit.fields)
        if names := unknown(visit.fields):
            wrong = {"": f"This form has no field “{names[0][:60]}”; nothing was saved."}
            return await self._page(visit, kept, typed, 400, problems=wrong)
        do = visit.fields.get("do", "save")
        if do in {"save", "publish"}:
            return await self._save(visit, kept, typed, do)
        stepped = step(do, typed, visit.fields, await self._next_variant(kept))
        if stepped is None:
            wrong = {"": f"This form has no button “{do[:60]}”; nothing was saved."}
            return await self._page(visit, kept, typed, 400, problems=wrong)
        return await self._page(
            visit,
            kept,
            stepped.typed,
            422 if stepped.problems else 200,
            problems=stepped.problems,
            focus=stepped.focus,
            notice=UNSAVED,
        )

    async def _save(self, visit: Visit, kept: KeptRule, typed: Typed, do: str) -> Response:
        body, wrong = read(typed)
        if body is None:
            return await self._page(visit, kept, typed, 422, problems=wrong, notice=WRONG)
        edition = visit.fields.get("edition", "")
        number = int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 10 else -1
        try:
            saved = await self.catalog.save_draft(visit.site.key, kept.id, body, visit.person.email, number)
        except EditionError as error:
            return await self._conflict(visit, error.kept, body, typed)
        if do == "publish" and (wrong := found(body, visit.site).problems):
            return await self._page(visit, saved, typed, 422, problems=wrong, notice=KEPT)
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
            art={"": "none"} | PICTURES | {f"own:{one.number}": f"Your picture {one.number}" for one in own},
            **CHOICES,
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
        return {self[f"{one}.id"]: self[f"{one}.name"] or f"No. {self[f'{one}.id']}" for one in names}

    @property
    def spoken(self) -> dict[str, str]:
        """The languages in which any variant says something."""
        codes = [code for place in range(self.count("variants")) for code in self.languages(place)]
        return {"": "The site’s"} | {code: appeals_words.language_name(code) for code in codes}


#: What there is to choose from.
CHOICES: dict[str, Any] = {
    "fields": FIELDS,
    "labels": {name: field.label for name, field in FIELDS.items()},
    "ops": OP_LABELS,
    "forms": appeals_words.FORMS,
    "triggers": appeals_words.TRIGGERS,
    "ways": appeals_words.WAYS,
    "weekdays": dict(zip(WEEKDAYS, appeals_words.DAYS, strict=True)),
    "all_languages": {code: language.name for code, language in LANGUAGES.items()},
    "own_names": {code: language.own for code, language in LANGUAGES.items()},
    "rtl": {code for code, language in LANGUAGES.items() if language.direction == "rtl"},
    "variables": variables.VARIABLES,
    "preview_forms": {"": "The rule’s"} | appeals_words.FORMS,
}


def no_such_rule() -> Response:
    """The page for a rule that is not there."""
    return missing("There is no such rule", "This site has no rule of this number. Go back to its appeals.")
