"""A panel's numbers as CSV (RFC 4180), as they are and not as they are shown: a program reads them too.

A spreadsheet runs a cell that begins with = + - @, a tab or a return as a formula; such texts get an
apostrophe in front, and so do those behind a semicolon or a tab, at which some spreadsheets cut (OWASP, CSV
injection). Numbers are written by us and may begin with a minus.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from starlette.responses import Response

from dashboards.pages.ask import Ask
from dashboards.pages.place import Place
from dashboards.table import Table, Value, unit

_SIGNS = r"=+\-@＝＋－＠"
_FORMULA = re.compile(rf"^(?=[{_SIGNS}\t\r\n])|(?<=[;\t\r\n])\s*(?=[{_SIGNS}])")


def csv_file(ask: Ask, place: Place, table: Table | None) -> Response:
    """The file of a panel’s table, UTF-8 with the mark that spreadsheets look for; empty without numbers."""
    lines: list[Sequence[Value]] = []
    if table is not None:
        currency = ask.site.money.currency
        units = [(one.name, unit(one.kind, currency)) for one in table.head]
        lines = [[f"{name} ({of})" if of else name for name, of in units], *table.rows]
    return written(lines, f"{ask.site.key}-{place.name}-{ask.range.first}-{ask.range.last}")


def written(lines: Iterable[Sequence[Value]], name: str) -> Response:
    """The file of these lines, called `name` as far as a file can be."""
    text = io.StringIO()
    csv.writer(text).writerows([safe(value) for value in line] for line in lines)
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", name)
    return Response(
        ("\ufeff" + text.getvalue()).encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"},
    )


def safe(value: Value) -> Value:
    """A text that no spreadsheet runs as a formula; numbers as they are, nothing for nothing."""
    if isinstance(value, str):
        plain = value.replace("\x00", "")
        return _FORMULA.sub(lambda found: found[0] + "'", plain)
    return "" if value is None else value
