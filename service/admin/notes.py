"""`/s/{site}/notes`: what happened on a site's days, and its goals, kept by editors."""

import datetime as dt
import re
from collections.abc import Mapping

import msgspec
from babel.dates import format_date
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin.forms import Door, Visit, message
from service.admin.forms_read import Reading
from service.admin.forms_shown import Shown
from service.catalog.annotations import LONGEST_TEXT, MOST_ANNOTATIONS
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.goals import METRICS, PERIODS, Goal
from service.page.language import N_, _, decimal, language, sentence

#: What may have a goal, in words, and the unit in which its target is typed ('' money: the site's currency).
WORDS = {
    "views": (N_("Views"), N_("views")),
    "readers": (N_("Readers"), N_("readers")),
    "engaged_s": (N_("Engaged time, mean"), "s"),
    "read_rate": (N_("Read rate"), "%"),
    "revenue": (N_("Revenue"), ""),
    "block_rate": (N_("Block rate, at most"), "%"),
}
PER = {"day": N_("each day"), "month": N_("each month")}
EARLIEST = dt.date(2000, 1, 1)
LATEST = dt.date(2100, 1, 1)

_RATES = {"read_rate", "block_rate"}
_NUMBER = re.compile(r"[0-9]{1,15}")
_MOST_TYPED = 999_999_999


def routes(accounts: Accounts, catalog: Catalog) -> list[BaseRoute]:
    """The page, and the forms by which editors add and remove notes and goals."""
    door, desk = Door(accounts, catalog.site), _Desk(catalog)
    return [
        door.page("/notes", desk.show),
        door.form("/notes", desk.take, "editor", desk.again),
    ]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Catalog

    async def show(self, visit: Visit) -> Response:
        """What is kept."""
        notice = _("Saved.") if "saved" in visit.request.query_params else ""
        return await self._page(visit, {}, notice=notice)

    async def again(self, visit: Visit) -> Response:
        """The form of an earlier session, as it was sent."""
        text = _("You have signed in anew since this form was opened: nothing was saved. Send it again.")
        return await self._page(visit, visit.fields, 403, notice=text)

    async def take(self, visit: Visit) -> Response:
        """Add or remove what the pressed button says."""
        steps = {
            "note": self._note,
            "goal": self._goal,
            "drop-note": self._drop_note,
            "drop-goal": self._drop_goal,
        }
        do = visit.fields.get("do", "")
        if do not in steps:
            return message(400, _("There is no such button"), _("Nothing was changed. Load the page again."))
        try:
            problems = await steps[do](visit)
        except CatalogError as error:
            problems = {"": sentence(error.text, **error.values)}
        if problems:
            return await self._page(visit, visit.fields, 422, problems=problems)
        return RedirectResponse(f"{visit.request.url.path}?saved", 303)

    async def _note(self, visit: Visit) -> Mapping[str, str]:
        reading = Reading(visit.fields)
        day, text = reading.day("day"), reading.text("text", LONGEST_TEXT, least=1)
        if day is None or not EARLIEST <= day <= LATEST:
            reading.wrong("day", _("Choose the day on which it happened."))
        elif not reading.problems:
            await self.catalog.add_annotation(visit.site.key, day, text, visit.person.email)
        return reading.problems

    async def _goal(self, visit: Visit) -> Mapping[str, str]:
        reading = Reading(visit.fields)
        metric, per = reading.one_of("metric", METRICS), reading.one_of("per", PERIODS)
        target = reading.number("target", 100 if metric in _RATES else _MOST_TYPED)
        if not target:
            reading.wrong("target", _("Write a number over 0."))
        elif not reading.problems:
            target = target / 100 if metric in _RATES else target
            await self.catalog.set_goal(visit.site.key, metric, per, target, visit.person.email)
        return reading.problems

    async def _drop_note(self, visit: Visit) -> Mapping[str, str]:
        await self.catalog.remove_annotation(visit.site.key, _id(visit))
        return {}

    async def _drop_goal(self, visit: Visit) -> Mapping[str, str]:
        await self.catalog.remove_goal(visit.site.key, _id(visit))
        return {}

    async def _page(
        self,
        visit: Visit,
        typed: Mapping[str, str],
        status: int = 200,
        *,
        problems: Mapping[str, str] = {},
        notice: str = "",
    ) -> Response:
        found = await self.catalog.annotations(visit.site.key)
        fields = {name: text for name, text in typed.items() if name in _TYPED}
        return visit.render(
            "notes.html",
            status,
            form=Shown(fields, problems),
            problems=problems,
            notice=notice,
            notes=[(note, _day_words(note.day)) for note in reversed(found)],
            goals=[
                (goal, *words(goal, visit.site.money.currency))
                for goal in await self.catalog.goals(visit.site.key)
            ],
            metrics=WORDS,
            periods=PER,
            most=MOST_ANNOTATIONS,
            longest=LONGEST_TEXT,
            writes=visit.may("editor"),
        )


_TYPED = {"day", "text", "metric", "per", "target"}


def words(goal: Goal, currency: str) -> tuple[str, str]:
    """What a goal is about, and its target with its unit."""
    name, unit = WORDS[goal.metric]
    value = goal.target * 100 if goal.metric in _RATES else goal.target
    return _(name), f"{decimal(value)} {_(unit) or currency}"


def _day_words(day: dt.date) -> str:
    """`2 Nov 2026`."""
    return str(format_date(day, "d MMM y", locale=language()))


def _id(visit: Visit) -> int:
    """The number of what is to be removed; 0, which nothing has, where the field holds none."""
    text = visit.fields.get("id", "")
    return int(text) if _NUMBER.fullmatch(text) else 0
