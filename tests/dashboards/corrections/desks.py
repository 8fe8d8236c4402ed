"""An inbox over a real catalog, for whom the test says, and readers who report."""

import datetime as dt
import re
from typing import Any

import httpx
from starlette.applications import Starlette

from dashboards import respond
from dashboards.corrections.inbox import routes
from service.catalog.catalog import Catalog
from service.catalog.intake import NewCorrection, NewReport
from service.metrics.results import Results
from service.page.files import Files
from tests.dashboards.fakes import NOW, SITE, one_site
from tests.dashboards.people import Doorman
from tests.dashboards.shelf import Rows

NOW_MS = round(NOW * 1000)
HOUR_MS = 3_600_000
BASE = "/s/herald/corrections"
#: What nobody may send through a page as markup, nor hide in it.
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% raw %}",
    "</textarea></form><form action=//evil.example>",
    "\u202egnp.exe",
    "\x00\x07\x1b[31m",
    "\ud800",
    "a\u0300" * 300,
    "x" * 1_000,
    "javascript:alert(1)",
)


def quote(exact: str, **changes: Any) -> dict[str, Any]:
    return {
        "exact": exact,
        "prefix": "The bridge was built ",
        "suffix": ", they say. No.",
        "position": 9,
    } | changes


class Views(Rows):
    """Views, and nothing of appeals."""

    async def results(
        self, site: str, rule: int, first: dt.date, last: dt.date, curve: bool = True
    ) -> Results:
        raise AssertionError(f"corrections asked for results: {site} {rule} {first} {last} {curve}")


class Inbox:
    """`views` of articles in the last 24 hours."""

    def __init__(self, catalog: Catalog, role: str = "editor", views: dict[str, int] | None = None) -> None:
        self.catalog = catalog
        self.metrics = Views({("article",): [((path,), {"views": n}) for path, n in (views or {}).items()]})
        app = Starlette(
            routes=[
                *routes(catalog, self.metrics, one_site, Doorman(role), lambda: NOW),
                Files(respond.FOLDER).route(),
            ]
        )
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://k.test")
        self._notes = 0

    async def get(self, path: str = "") -> httpx.Response:
        return await self.client.get(BASE + path)

    async def send(self, path: str = "", **fields: Any) -> httpx.Response:
        return await self.client.post(BASE + path, data={"csrf": "csrf-token", **fields})

    async def report(
        self, exact: str = "in 1936", *, article: str = "/a", hours: float = 1, to: int = 0, **told: Any
    ) -> int:
        """The number of the correction that a report begins, or joins."""
        self._notes += 1
        place = quote(exact, **{name: told.pop(name) for name in ("prefix", "suffix") if name in told})
        note = f"note-{self._notes}"
        at = round(NOW_MS - hours * HOUR_MS)
        given = {"severity_why": "a word", "language": "en"} | told
        report = NewReport(note=note, at=at, reader=note, **place, **given)
        new = NewCorrection(site=SITE.key, article=article, language="en", words=1, hash="00000000", **place)
        number, _ = await self.catalog.take_report(await self.catalog.correction(SITE.key, to) or new, report)
        return number

    async def states(self) -> dict[int, str]:
        found = await self.catalog.corrections(SITE.key, ("new", "accepted", "rejected", "fixed"), 5_000)
        return {one.id: one.state for one in found}


def numbers(page: str) -> list[int]:
    """The corrections of a list, in its order."""
    return [int(number) for number in re.findall(r'id="correction-(\d+)"', page)]
