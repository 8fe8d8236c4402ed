from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.accounts.guard import Accounts
from service.accounts.pages import routes
from service.accounts.passwords import Passwords
from service.accounts.render import FOLDER
from service.catalog.catalog import Catalog
from service.catalog.sites import Site
from service.page.files import Files

PASSWORD = "correct horse"


class Clock:
    """UTC milliseconds that pass when told."""

    def __init__(self) -> None:
        self.now = 1_800_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def passwords() -> Passwords:
    """Hashes that cost next to nothing."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def catalog(tmp_path: Path, passwords: Passwords) -> AsyncIterator[Catalog]:
    """A catalog with the site `daily` and a viewer, an editor and an admin."""
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(Site(key="daily", name="The Daily", origins=("https://daily.example",)))
    for role in ("viewer", "editor", "admin"):
        await catalog.add_person(f"{role}@example.org", await passwords.hash(PASSWORD), role)
    yield catalog
    await catalog.close()


@pytest.fixture
def accounts(catalog: Catalog, passwords: Passwords, clock: Clock) -> Accounts:
    return Accounts(catalog, passwords=passwords, clock=clock)


@pytest.fixture
def app(accounts: Accounts) -> Starlette:
    """The sign-in pages, `/` for everybody who is signed in, `/settings` for editors, `/api` for tokens."""

    async def who(request: Request) -> Response:
        return JSONResponse({"email": request.state.person.email, "csrf": request.state.csrf})

    async def api(request: Request) -> Response:
        token = await accounts.token(request)
        return JSONResponse({"site": token.site if token else None})

    methods = ["GET", "POST"]
    return Starlette(
        routes=[
            *routes(accounts),
            Files(FOLDER).route(),
            Route("/", accounts.signed_in(who), methods=methods),
            Route("/settings", accounts.signed_in(who, role="editor"), methods=methods),
            Route("/api", api),
        ]
    )


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at http://kindly.example that follows no redirect."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://kindly.example"
    ) as client:
        yield client


async def sign_in(browser: httpx.AsyncClient, role: str = "viewer", **further: str) -> httpx.Response:
    """Send the login form for the person with this role."""
    form = {"email": f"{role}@example.org", "password": PASSWORD} | further
    return await browser.post("/login", data=form)
