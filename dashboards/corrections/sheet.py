"""The list of corrections as a file: a line each, with what readers wish and say."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from dashboards.corrections.ranked import Entry
from dashboards.corrections.suggested import changes
from dashboards.corrections.visit import Visit
from dashboards.corrections.words import STATES, moment
from dashboards.spreadsheet import written
from dashboards.table import Value
from service.catalog.corrections import Report
from service.page.language import _

#: Wishes, comments and addresses of one correction; a cell of a spreadsheet holds 32,767 characters.
MOST_OF_EACH = 10
BETWEEN = "\n"

Line = tuple[Entry, Sequence[Report]]


def sheet(visit: Visit, lines: Sequence[Line], owners: Mapping[int, str]) -> Response:
    """The file; only editors' has readers' addresses."""
    head = [
        _("Correction"),
        _("State"),
        _("Article"),
        _("Path"),
        _("Section"),
        _("Text before"),
        _("Quote"),
        _("Text after"),
        _("Suggested"),
        _("Comments"),
        _("Reports"),
        _("Views in 24 h"),
        _("Severity"),
        _("Value of the correction"),
        _("Assigned to"),
        _("First reported"),
        _("Last reported"),
        _("State since"),
        *([_("Readers’ addresses")] if visit.writes else []),
    ]
    return written([head, *(_line(visit, one, owners) for one in lines)], f"{visit.site.key}-corrections")


def _line(visit: Visit, line: Line, owners: Mapping[int, str]) -> list[Value]:
    one, reports = line
    kept, zone = one.correction, visit.site.timezone
    return [
        kept.id,
        _(STATES[kept.state]),
        one.article.title,
        kept.article,
        one.article.section,
        kept.prefix,
        kept.exact,
        kept.suffix,
        _texts([report.suggestion for report in reports if changes(report)]),
        _texts([report.comment for report in reports]),
        kept.reports,
        one.views if one.open else None,
        kept.severity,
        one.value if one.open else None,
        owners.get(kept.assignee or 0, ""),
        *(moment(at, zone) for at in (kept.first_at, kept.last_at, kept.state_at)),
        *([_texts([report.email for report in reports])] if visit.writes else []),
    ]


def _texts(texts: Sequence[str]) -> str:
    """Each once, the first ones."""
    return BETWEEN.join(list(dict.fromkeys(text.strip() for text in texts if text.strip()))[:MOST_OF_EACH])
