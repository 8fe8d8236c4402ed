"""Behind the real door: nobody changes anything without a session and its token."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from dashboards import respond
from dashboards.corrections.inbox import routes
from service.accounts.guard import Accounts
from service.accounts.pages import routes as account_routes
from service.accounts.passwords import Passwords
from service.page.files import Files
from tests.dashboards.corrections.desks import BASE, Inbox, Views
from tests.dashboards.fakes import one_site
from tests.dashboards.people import catalog_of

PASSWORD = "correct horse"


@pytest.fixture
async def seed(tmp_path: Path) -> AsyncIterator[Inbox]:
    async with catalog_of(tmp_path) as catalog:
        made = Inbox(catalog)
        await made.report()
        yield made


@pytest.fixture
async def browser(seed: Inbox) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody is signed in yet; an editor may."""
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    await seed.catalog.add_person("ed@news.test", await passwords.hash(PASSWORD), "editor")
    accounts = Accounts(seed.catalog, passwords=passwords)
    pages = routes(seed.catalog, Views({}), one_site, accounts.signed_in)
    app = Starlette(routes=[*account_routes(accounts), *pages, Files(respond.FOLDER).route()])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://k.test") as client:
        yield client


@pytest.mark.parametrize("path", ["", "/1", "/list.csv"])
async def test_strangers_sign_in_first(browser: httpx.AsyncClient, path: str) -> None:
    assert (await browser.get(BASE + path)).headers["location"].startswith("/login")


@pytest.mark.parametrize("path", ["", "/1"])
@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "x" * 43}])
async def test_a_form_without_the_sessions_token_changes_nothing(
    browser: httpx.AsyncClient, seed: Inbox, path: str, fields: dict[str, str]
) -> None:
    await browser.post("/login", data={"email": "ed@news.test", "password": PASSWORD})
    answer = await browser.post(BASE + path, data={"do": "fixed", "id": "1", **fields})
    assert answer.status_code == 403
    assert await seed.states() == {1: "new"}
