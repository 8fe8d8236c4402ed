"""What editors do about corrections: states, whose they are, remarks; one at a time or many at once."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dashboards.corrections.asked import AskedError, read_asked
from dashboards.corrections.kept import Kept
from dashboards.corrections.undo import SECRET, Done, by_state, sealed, unsealed
from dashboards.corrections.visit import Visit
from dashboards.corrections.words import STATES
from dashboards.respond import message
from service.catalog.errors import CatalogError
from service.page.language import _

#: Ticked at once: more than a page of the list has.
MOST = 200

_NUMBER = re.compile(r"[0-9]{1,15}")


async def take(kept: Kept, visit: Visit, only: int | None = None) -> Response:
    """Do what the pressed button says: to `only`, or to those that are ticked.

    `one=accepted:12` is the button of a row, `do=…` one of all that are ticked.
    """
    form = await visit.request.form()
    do, ids = _text(form, "do"), [only] if only is not None else _ids(form.getlist("id"))
    if one := _text(form, "one"):
        do, _colon, number = one.partition(":")
        ids = _ids([number])
    back = _back(visit, form, only)
    if do == "undo":
        return await _undo(kept, visit, _text(form, "done"), back)
    if not ids:
        return _refused(
            _("Nothing was chosen"), _("Tick the corrections that you mean, then press the button.")
        )
    if do in STATES:
        return await _set_state(kept, visit, ids, do, back, _text(form, "at"))
    if do == "assign":
        return await _assign(kept, visit, ids, _text(form, "to"), back)
    if do == "remark" and only is not None:
        await kept.remark(visit.site.key, only, _text(form, "text"), visit.person.email, visit.now_ms)
        return RedirectResponse(f"{visit.base}/{only}?said#history", 303)
    return _refused(_("There is no such button"), _("Nothing was changed. Load the page again."))


async def _set_state(
    kept: Kept, visit: Visit, ids: Sequence[int], state: str, back: str, at: str
) -> Response:
    there = [await kept.correction(visit.site.key, one) for one in ids]
    before = tuple((one.id, one.state) for one in there if one is not None and one.state != state)
    if before:
        changed = [number for number, _state in before]
        await kept.set_state(visit.site.key, changed, state, visit.person.email, visit.now_ms)
    done = sealed(await kept.secret(SECRET), Done(visit.site.key, state, before))
    mark = f"#correction-{at}" if _NUMBER.fullmatch(at) else ""
    return RedirectResponse(_with(back, f"done={done}") + mark, 303)


async def _undo(kept: Kept, visit: Visit, text: str, back: str) -> Response:
    """Back into the states they had, but for those that somebody has changed since."""
    done = unsealed(await kept.secret(SECRET), visit.site.key, text)
    if done is None:
        return _refused(_("This cannot be undone"), _("Set the states by hand, on the list."))
    for state, numbers in by_state(done.before).items():
        there = [await kept.correction(visit.site.key, one) for one in numbers]
        still = [one.id for one in there if one is not None and one.state == done.state]
        if still:
            await kept.set_state(visit.site.key, still, state, visit.person.email, visit.now_ms)
    return RedirectResponse(_with(back, "undone"), 303)


async def _assign(kept: Kept, visit: Visit, ids: Sequence[int], to: str, back: str) -> Response:
    people = {str(person.id): person.id for person in await kept.people()}
    if to and to not in people:
        raise CatalogError(_("nobody has this number any more; choose somebody else"))
    await kept.assign(visit.site.key, ids, people.get(to), visit.person.email, visit.now_ms)
    return RedirectResponse(_with(back, "given" if to else "freed"), 303)


def _back(visit: Visit, form: FormData, only: int | None) -> str:
    """The page that the form was on: never another than one of this inbox."""
    if only is not None:
        return f"{visit.base}/{only}"
    try:
        asked = read_asked(dict(parse_qsl(_text(form, "back"))))
    except (AskedError, ValueError):
        return visit.base
    query = asked.query()
    return f"{visit.base}?{query}" if query else visit.base


def _with(address: str, more: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{more}"


def _ids(texts: Sequence[object]) -> list[int]:
    """Each once; what is no number is left out, and so is what nobody could have ticked."""
    found = (int(text) for text in texts if isinstance(text, str) and _NUMBER.fullmatch(text))
    return list(dict.fromkeys(found))[:MOST]


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _refused(title: str, text: str) -> Response:
    return message(title, text, 400)
