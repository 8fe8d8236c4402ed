"""The simulator and the trace over a real catalog, with stored views and decisions of a test's own."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import httpx
from starlette.applications import Starlette

from service.accounts.guard import Accounts
from service.accounts.pages import routes as account_routes
from service.admin import appeals, simulator, trace
from service.admin.render import FOLDER
from service.appeals.past import Past, Topic
from service.catalog.catalog import Catalog
from service.collect.decisions import Decisions
from service.page.files import Files
from tests.service.admin.desk import Desk
from tests.service.appeals.readers import NOW_MS

DAY_S = 86_400


class Tried(Desk):
    """`views` is what is stored, `asked_for` the days that were read; it is the day after 2 November 2026."""

    def __init__(self, catalog: Catalog, accounts: Accounts, password: str) -> None:
        super().__init__(catalog, accounts, password)
        self.views: list[Past] = []
        self.one_in = 1
        self.asked_for: list[tuple[str, dt.date, dt.date]] = []
        self.topics: dict[str, Topic] = {}
        self.decisions = Decisions()
        pages = [
            *simulator.routes(accounts, catalog, self._views, self._topic_of, self._clock),
            *trace.routes(accounts, catalog, self.decisions),
            *appeals.routes(accounts, catalog, self._changed, self._results),
        ]
        app = Starlette(routes=[*account_routes(accounts), *pages, Files(FOLDER).route()])
        self.browser = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://k.daily.example"
        )

    async def _views(self, site: str, first: dt.date, last: dt.date) -> tuple[int, Sequence[tuple[Any, ...]]]:
        self.asked_for.append((site, first, last))
        return self.one_in, [tuple(view) for view in self.views]

    def _topic_of(self, site: str, path: str) -> Topic:
        return self.topics.get(f"{site} {path}", ((), None))

    def _clock(self) -> float:
        return NOW_MS / 1_000 + DAY_S
