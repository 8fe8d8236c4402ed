"""`/s/{site}/corrections/{id}`: one correction, all that readers said of it, and what was done about it."""

from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from dashboards.corrections.buttons import done, offered
from dashboards.corrections.foreign import language_of, visible
from dashboards.corrections.kept import MOST_REPORTS, Kept
from dashboards.corrections.ranked import Entry, entries
from dashboards.corrections.rows import factors, title_of, told
from dashboards.corrections.suggested import changes, passages, quoted
from dashboards.corrections.take import take
from dashboards.corrections.visit import Visit
from dashboards.corrections.words import act_words, moment, reason, state_words
from dashboards.pages.ask import Metrics
from dashboards.respond import message
from service.catalog.bodies import no_text
from service.catalog.corrections import LONGEST_REMARK, Act, Correction, Report
from service.page.language import _, ngettext

#: Reports that are shown at first, and wishes.
SHOWN, MOST_WISHES = 20, 10
#: SQLite's largest number.
_MOST = 2**63 - 1
#: Characters of a quote that a link marks in the article.
_LONGEST_MARK = 300


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the page shows it; `email` is '' for whom it is not meant."""

    when: str
    suggestion: str
    comment: str
    email: str
    about: str


class Step(msgspec.Struct, frozen=True):
    """An act: when, whose ('' by itself), and its words; a remark is kept as it was written."""

    when: str
    person: str
    words: str
    remark: str


class One(msgspec.Struct, frozen=True):
    """The page of one correction."""

    kept: Kept
    metrics: Metrics

    async def show(self, visit: Visit) -> Response:
        """The page; with `all` every report."""
        return await self._page(visit)

    async def take(self, visit: Visit) -> Response:
        """What a button of the page does."""
        kept = await self._kept(visit)
        if kept is None:
            return _missing()
        form = await visit.request.form()
        text = form.get("text", "")
        if form.get("do") == "remark" and isinstance(text, str) and (problem := _wrong(visit, text)):
            return await self._page(visit, 422, problem=problem, typed=text)
        return await take(self.kept, visit, kept.id)

    async def _kept(self, visit: Visit) -> Correction | None:
        number = visit.request.path_params["id"]
        return await self.kept.correction(visit.site.key, number) if number <= _MOST else None

    async def _page(self, visit: Visit, status: int = 200, *, problem: str = "", typed: str = "") -> Response:
        kept = await self._kept(visit)
        if kept is None:
            return _missing()
        (one,) = await entries(self.kept, self.metrics, visit.site, [kept], visit.now_ms)
        reports = await self.kept.reports(kept.id, MOST_REPORTS)
        shown = reports if "all" in visit.request.query_params else reports[:SHOWN]
        people = await self.kept.people()
        names = {str(person.id): person.email for person in people}
        values = {
            "one": one,
            "title": title_of(one),
            "number": kept.id,
            "state": state_words(kept),
            "spoken": language_of(kept.language),
            "quote": quoted(kept),
            "passages": passages(kept, reports)[:MOST_WISHES],
            "factors": factors(visit, one) if one.open else "",
            "value": visit.numbers.count(one.value) if one.open else "",
            "told": told(visit, kept),
            "why": reason(kept),
            "reports": [_told(visit, report) for report in shown],
            "more": len(reports) - len(shown),
            "not_kept": _not_kept(visit, kept, reports),
            "acts": [_step(visit, act) for act in await self.kept.acts(kept.id)],
            "owner": names.get(str(kept.assignee), ""),
            "source": _source(visit, one),
            "when": {name: moment(at, visit.site.timezone) for name, at in _times(kept)},
            "problem": problem,
            "typed": typed,
            "longest": LONGEST_REMARK,
        }
        return visit.render("one.html", status, **values, **offered(people), **await done(self.kept, visit))


def _missing() -> Response:
    text = _("No correction of this site has this number. Look at the list.")
    return message(_("There is no such correction"), text, 404)


def _wrong(visit: Visit, text: str) -> str:
    """What is wrong with a remark, '' where nothing is."""
    if found := no_text(text):
        return _("This holds a character that cannot be shown (%(found)s). Type it anew.", found=found)
    if not text.strip():
        return _("Write something here.")
    if len(text) > LONGEST_REMARK:
        count, most = map(visit.numbers.count, (len(text), LONGEST_REMARK))
        return _("Too long: %(count)s characters of at most %(most)s.", count=count, most=most)
    return ""


def _told(visit: Visit, report: Report) -> Told:
    about = [visible(report.language)] if report.language else []
    if report.times > 1:
        about.append(ngettext("sent %(num)s time", "sent %(num)s times", report.times))
    return Told(
        when=moment(report.at, visit.site.timezone),
        suggestion=visible(report.suggestion) if changes(report) else "",
        comment=visible(report.comment),
        email=report.email if visit.writes else "",
        about=" · ".join(about),
    )


def _not_kept(visit: Visit, kept: Correction, reports: Sequence[Report]) -> str:
    """That there were more reports than are kept, where there were."""
    count = kept.reports - len(reports)
    if count < 1:
        return ""
    return ngettext(
        "%(num)s more report was counted, not kept.",
        "%(num)s more reports were counted, not kept.",
        count,
        num=visit.numbers.count(count),
    )


def _step(visit: Visit, act: Act) -> Step:
    remark = visible(act.text) if act.kind == "note" else ""
    return Step(moment(act.at, visit.site.timezone), act.person, act_words(act), remark)


def _times(kept: Correction) -> list[tuple[str, int]]:
    return [("first", kept.first_at), ("last", kept.last_at), ("state", kept.state_at)]


def _source(visit: Visit, one: Entry) -> str:
    """The article at the quote (URL fragment text directives); '' where it has no page of the site."""
    kept = one.correction
    origin = next(iter(visit.site.origins), "")
    if not (origin.startswith(("https://", "http://")) and kept.article.startswith("/")):
        return ""
    place = quote(kept.article, safe="/%:@!$&()*+,;=~", errors="replace")
    return f"{origin}{place}#:~:text={_directive(kept.exact)}"


def _directive(text: str) -> str:
    """The first words of a text in a directive, in which a dash would part it."""
    words = " ".join(text.split())[:_LONGEST_MARK]
    return quote(words, safe="", errors="replace").replace("-", "%2D")
