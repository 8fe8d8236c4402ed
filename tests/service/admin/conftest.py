from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from service.accounts.guard import Accounts
from service.accounts.pages import routes as account_routes
from service.accounts.passwords import Passwords
from service.admin.render import FOLDER
from service.admin.setup import routes
from service.catalog.catalog import Catalog
from service.catalog.sites import Site
from service.collect.arrivals import Arrivals
from service.page.files import Files
from tests.service.views import NOON_MS

from .desk import Desk

ORIGIN = "https://www.daily.example"
SITE = Site(
    key="daily", name="The Daily <b>", origins=(ORIGIN, "https://daily.example"), timezone="Europe/Kyiv"
)
PASSWORD = "correct horse"


class Newsroom:
    """The settings pages over a real catalog, and what they are told of beacons."""

    def __init__(self, catalog: Catalog, accounts: Accounts) -> None:
        self.catalog = catalog
        self.accounts = accounts
        self.arrivals = Arrivals()
        pages = routes(
            accounts,
            catalog.site,
            self.arrivals.of,
            self._change,
            clock=lambda: NOON_MS / 1000,
        )
        transport = httpx.ASGITransport(
            Starlette(routes=[*account_routes(accounts), *pages, Files(FOLDER).route()])
        )
        self.browser = httpx.AsyncClient(transport=transport, base_url="https://k.daily.example")

    async def _change(self, site: Site) -> None:
        await self.catalog.update_site(site)

    async def sign_in(self, role: str = "viewer") -> None:
        form = {"email": f"{role}@example.org", "password": PASSWORD}
        assert (await self.browser.post("/login", data=form)).status_code == 303

    async def origins(self) -> tuple[str, ...]:
        site = await self.catalog.site(SITE.key)
        assert site is not None
        return site.origins


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Nobody is signed in yet; a viewer, an editor and an admin may."""
    catalog = await Catalog.open(tmp_path)
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    await catalog.add_site(SITE)
    await catalog.add_site(msgspec.structs.replace(SITE, key="other", name="Other"))
    for role in ("viewer", "editor", "admin"):
        await catalog.add_person(f"{role}@example.org", await passwords.hash(PASSWORD), role)
    newsroom = Newsroom(catalog, Accounts(catalog, passwords=passwords))
    async with newsroom.browser:
        yield newsroom
    await catalog.close()


@pytest.fixture
async def desk(newsroom: Newsroom) -> AsyncIterator[Desk]:
    """The pages of appeals, look and money. Nobody is signed in yet."""
    made = Desk(newsroom.catalog, newsroom.accounts, PASSWORD)
    async with made.browser:
        yield made
