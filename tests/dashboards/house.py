"""A site's pages with what is shared of them, for an editor and for strangers."""

import re

import httpx
from starlette.applications import Starlette

from dashboards import respond
from dashboards.pages import desk, shared, shares
from dashboards.pages.ask import Goals, no_goals
from service.catalog.catalog import Catalog
from service.page.files import Files
from tests.dashboards.fakes import NOW, FakeMetrics, one_site, some_titles
from tests.dashboards.people import Doorman

QUERY = "range=7d&compare=previous&f=is:device:phone"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> float:
        return self.now


class House:
    """The pages of one site, for an editor and for strangers, with a clock that can be moved."""

    def __init__(
        self,
        catalog: Catalog,
        role: str = "editor",
        metrics: FakeMetrics | None = None,
        goals: Goals = no_goals,
    ) -> None:
        self.catalog, self.clock, self.metrics = catalog, Clock(), metrics or FakeMetrics()
        doorman = Doorman(role)
        looking = desk.Desk(self.metrics, one_site, some_titles, self.clock, goals=goals)
        self.app = Starlette(
            routes=[
                *desk.routes(self.metrics, one_site, some_titles, doorman, self.clock),
                *shares.routes(catalog, one_site, doorman, clock=self.clock),
                *shared.routes(looking, catalog),
                Files(respond.FOLDER).route(),
            ]
        )
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url="http://k.test")

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def share(self, page: str = "overview", query: str = QUERY, days: str = "7") -> httpx.Response:
        form = {"csrf": "csrf-token", "page": page, "query": query, "days": days}
        return await self.client.post("/s/herald/shares", data=form)

    async def link(self, page: str = "overview", query: str = QUERY) -> str:
        assert (await self.share(page, query)).status_code == 303
        [address] = re.findall(
            r'value="http://k\.test(/shared/[^"]+)"', (await self.get("/s/herald/shares")).text
        )
        return str(address)
