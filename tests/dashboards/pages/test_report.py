"""The report's page: everybody subscribes themselves, admins anybody; the preview runs nothing."""

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from dashboards import respond
from dashboards.pages import report
from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.page.files import Files
from tests.dashboards.fakes import NOW, one_site
from tests.dashboards.people import EMAIL, Doorman, catalog_of
from tests.dashboards.report.weeks import Weeks, letters

PAGE = "/s/herald/report"
OTHER = "bob@news.test"


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[Catalog]:
    async with catalog_of(tmp_path) as catalog:
        yield catalog


@contextlib.asynccontextmanager
async def asking(
    catalog: Catalog, role: str = "viewer", sending: bool = True
) -> AsyncIterator[httpx.AsyncClient]:
    routes = report.routes(catalog, one_site, letters(Weeks()), Doorman(role), sending, lambda: NOW)
    app = Starlette(routes=[*routes, Files(respond.FOLDER).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://k.test") as client:
        yield client


async def emails(catalog: Catalog) -> list[str]:
    return [one.email for one in await catalog.subscriptions("herald")]


async def test_oneself_in_and_out(catalog: Catalog) -> None:
    async with asking(catalog) as client:
        assert "You do not get the report" in (await client.get(PAGE)).text
        assert (await client.post(f"{PAGE}/subscribe")).headers["location"] == PAGE
        assert await emails(catalog) == [EMAIL]
        assert f"The report goes to {EMAIL}" in (await client.get(PAGE)).text
        [one] = await catalog.subscriptions("herald")
        await client.post(f"{PAGE}/unsubscribe", data={"id": str(one.id)})
        assert await emails(catalog) == []


@pytest.mark.parametrize(
    ("role", "email", "status", "subscribed"),
    [
        ("viewer", OTHER, 403, []),
        ("editor", OTHER, 403, []),
        ("admin", OTHER, 303, [OTHER]),
        ("admin", "nobody", 422, []),
    ],
)
async def test_others(catalog: Catalog, role: str, email: str, status: int, subscribed: list[str]) -> None:
    async with asking(catalog, role) as client:
        assert (await client.post(f"{PAGE}/subscribe", data={"email": email})).status_code == status
    assert await emails(catalog) == subscribed


@pytest.mark.parametrize(("role", "left"), [("viewer", [OTHER]), ("admin", [])])
async def test_who_ends_whose(catalog: Catalog, role: str, left: list[str]) -> None:
    other = await catalog.subscribe("herald", OTHER, "en")
    async with asking(catalog, role) as client:
        assert (await client.post(f"{PAGE}/unsubscribe", data={"id": str(other.id)})).status_code == 303
    assert await emails(catalog) == left


@pytest.mark.parametrize(("role", "told"), [("viewer", False), ("editor", False), ("admin", True)])
async def test_who_gets_it_is_for_admins(catalog: Catalog, role: str, told: bool) -> None:
    await catalog.subscribe("herald", OTHER, "en")
    async with asking(catalog, role) as client:
        assert (OTHER in (await client.get(PAGE)).text) is told


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("sent", "last report sent"), ("waiting", "trying again"), ("unknown", "may not have arrived")],
)
async def test_what_became_of_the_last(catalog: Catalog, outcome: Outcome, words: str) -> None:
    one = await catalog.subscribe("herald", OTHER, "en")
    week = dt.date(2025, 11, 10)
    await catalog.begin_delivery(one.id, week, 1)
    await catalog.end_delivery(one.id, week, outcome, 2)
    async with asking(catalog, "admin") as client:
        assert words in (await client.get(PAGE)).text


@pytest.mark.parametrize("sending", [False, True])
async def test_without_a_mail_server(catalog: Catalog, sending: bool) -> None:
    async with asking(catalog, sending=sending) as client:
        assert ("No mail server is set up" in (await client.get(PAGE)).text) is not sending


async def test_preview_runs_nothing(catalog: Catalog) -> None:
    async with asking(catalog) as client:
        answer = await client.get(f"{PAGE}/preview")
    rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "sandbox" in rules
    assert "script-src" not in rules
    assert "2,468" in answer.text


@pytest.mark.parametrize("path", ["", "/preview"])
async def test_no_such_site(catalog: Catalog, path: str) -> None:
    async with asking(catalog) as client:
        assert (await client.get(f"/s/nowhere/report{path}")).status_code == 404
