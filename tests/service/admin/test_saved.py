"""Saved views: everybody's own, opened by an address of this site, and nothing typed is markup or a fault."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from service.accounts.guard import COOKIE
from service.accounts.keys import fingerprint
from service.accounts.pages import routes as account_routes
from service.admin import saved
from service.admin.render import FOLDER
from service.page.files import Files

from .conftest import PASSWORD, Newsroom
from .desk import HOSTILE

LIST = "/s/daily/saved"
VIEW = {"do": "save", "name": "Phones", "page": "overview", "query": "range=7d&f=is:device:phone"}
ADDRESS = "/s/daily/overview?range=7d&f=is%3Adevice%3Aphone"


class Shelf:
    """The list over a real catalog, for one person."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.catalog = newsroom.catalog
        routes = [*account_routes(newsroom.accounts), *saved.routes(newsroom.accounts, newsroom.catalog)]
        app = Starlette(routes=[*routes, Files(FOLDER).route()])
        self.browser = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://k.daily.example"
        )
        self.csrf, self.person = "", 0

    async def sign_in(self, role: str) -> None:
        form = {"email": f"{role}@example.org", "password": PASSWORD}
        assert (await self.browser.post("/login", data=form)).status_code == 303
        session = await self.catalog.session(fingerprint(self.browser.cookies[COOKIE]), 0)
        assert session
        self.csrf, self.person = session.csrf, session.person.id

    async def send(self, **fields: str) -> httpx.Response:
        return await self.browser.post(LIST, data={"csrf": self.csrf, **fields})

    async def names(self) -> list[str]:
        return [view.name for view in await self.catalog.saved_views(self.person, "daily")]


@pytest.fixture
async def shelf(newsroom: Newsroom) -> AsyncIterator[Shelf]:
    made = Shelf(newsroom)
    async with made.browser:
        await made.sign_in("viewer")
        yield made


async def test_saving_leads_back_to_the_page(shelf: Shelf) -> None:
    answer = await shelf.send(**VIEW)
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    assert await shelf.names() == ["Phones"]


@pytest.mark.parametrize(("headers", "whole"), [({}, True), ({"HX-Request": "true"}, False)])
async def test_the_list_is_a_page_or_a_menu_in_one(
    shelf: Shelf, headers: dict[str, str], whole: bool
) -> None:
    await shelf.send(**VIEW)
    shown = (await shelf.browser.get(LIST, params={"page": "live"}, headers=headers)).text
    assert ("<html" in shown) is whole
    assert ADDRESS.replace("&", "&amp;") in shown
    assert 'name="page" value="live"' in shown


async def test_a_view_is_removed_and_leads_back(shelf: Shelf) -> None:
    await shelf.send(**VIEW)
    (view,) = await shelf.catalog.saved_views(shelf.person, "daily")
    answer = await shelf.send(do="drop", id=str(view.id), page="overview", query="range=7d")
    assert (answer.headers["location"], await shelf.names()) == ("/s/daily/overview?range=7d", [])


async def test_another_persons_view_is_neither_shown_nor_removed(shelf: Shelf) -> None:
    await shelf.send(**VIEW)
    (view,) = await shelf.catalog.saved_views(shelf.person, "daily")
    viewer = shelf.person
    await shelf.sign_in("admin")
    assert "Phones" not in (await shelf.browser.get(LIST)).text
    await shelf.send(do="drop", id=str(view.id))
    assert await shelf.catalog.saved_views(viewer, "daily") == [view]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "The text is empty"),
        ({"name": "x" * 81}, "81 characters; 80 fit"),
        ({"page": "//evil.example"}, "no page of the dashboards"),
        ({"query": "f=" + "x" * 9_000}, "too long to be saved"),
    ],
)
async def test_what_cannot_be_saved_is_said(shelf: Shelf, fields: dict[str, str], said: str) -> None:
    answer = await shelf.send(**VIEW | fields)
    assert (answer.status_code, await shelf.names()) == (422, [])
    assert said in answer.text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["name", "page", "query", "id", "do"])
async def test_nothing_typed_is_a_fault_markup_or_another_site(shelf: Shelf, text: str, name: str) -> None:
    for fields in (VIEW, VIEW | {"do": "drop"}):
        answer = await shelf.send(**fields | {name: text})
        assert answer.status_code < 500
        assert answer.headers.get("location", LIST).startswith("/s/daily/")
    asked = {"page": "overview", "query": "", name: text}
    shown = (
        await shelf.browser.get(LIST, params={key: value.replace("\x00", "") for key, value in asked.items()})
    ).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


async def test_a_form_without_the_sessions_token_changes_nothing(shelf: Shelf) -> None:
    answer = await shelf.browser.post(LIST, data=VIEW | {"csrf": "x"})
    assert (answer.status_code, await shelf.names()) == (403, [])


async def test_who_is_not_signed_in_is_sent_to_sign_in(shelf: Shelf) -> None:
    shelf.browser.cookies.clear()
    assert (await shelf.browser.get(LIST)).headers["location"].startswith("/login")
