"""The settings pages in Ukrainian: nothing on them is said in English."""

import datetime as dt
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from service.accounts.pages import routes as account_routes
from service.admin import notes, saved
from service.admin.forms_read import Reading
from service.admin.languages import languages_by_name
from service.admin.money_form import facts as money_facts
from service.admin.notes import words
from service.admin.render import FOLDER
from service.admin.theme_form import facts as theme_facts
from service.catalog.goals import Goal
from service.catalog.rule import Policy
from service.catalog.sites import Money
from service.events import BLOCKER_STATES
from service.page.files import Files
from tests.service.views import NOON_MS, view
from tests.ukrainian import latin, speaking

from .conftest import ORIGIN, PASSWORD, SITE, Newsroom
from .desk import Desk
from .test_theme import PNG

MONEY, LOOK, SETUP = "/s/daily/money", "/s/daily/appearance", "/s/daily/setup"


@pytest.fixture
async def browser(newsroom: Newsroom) -> AsyncIterator[httpx.AsyncClient]:
    """An editor's, for the pages of notes and saved views."""
    accounts, catalog = newsroom.accounts, newsroom.catalog
    routes = [*account_routes(accounts), *notes.routes(accounts, catalog), *saved.routes(accounts, catalog)]
    transport = httpx.ASGITransport(Starlette(routes=[*routes, Files(FOLDER).route()]))
    async with httpx.AsyncClient(transport=transport, base_url="https://k.daily.example") as browser:
        form = {"email": "editor@example.org", "password": PASSWORD}
        assert (await browser.post("/login", data=form)).status_code == 303
        yield browser


def english(answer: httpx.Response) -> set[str]:
    assert '<html lang="uk">' in answer.text or "<html" not in answer.text
    return latin(answer.text, SITE.name)


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
@pytest.mark.parametrize(
    "path", [MONEY, LOOK, SETUP, f"{SETUP}/seen", f"{MONEY}?saved", "/s/nobody/money", "/s/nobody/setup"]
)
async def test_a_page(newsroom: Newsroom, desk: Desk, path: str, role: str) -> None:
    await newsroom.catalog.add_picture("daily", PNG)
    asking = newsroom.browser if "setup" in path else desk.browser
    await (newsroom if "setup" in path else desk).sign_in(role)
    with speaking("uk"):
        assert english(await asking.get(path)) == set()


@pytest.mark.parametrize(
    "typed",
    [
        {
            "currency": "euro",
            "cpm": "",
            "devices.phone": "-1",
            "tiers.0.countries": "USA",
            "tiers.0.cpm": "1",
        },
        {"tiers.0.cpm": "1", "sections.0.cpm": "1", "cpm": "x" * 2_000},
        {"tiers.0.countries": "UA UA", "tiers.0.cpm": "1"},
        {"sections.0.name": "\x00", "sections.0.cpm": "2"},
        {"was": "old", "cpm": "7"},
        {"csrf": "old"},
    ],
)
async def test_what_is_wrong_with_money(desk: Desk, typed: dict[str, str]) -> None:
    await desk.sign_in("admin")
    with speaking("uk"):
        answer = await desk.press(MONEY, MONEY, "save", **typed)
    assert english(answer) <= {"USA", "euro", "EUR"}


@pytest.mark.parametrize(
    "typed",
    [
        {"theme.text": "#dddddd", "theme.dark_accent": "#333333", "theme.background": "#12345"},
        {"theme.accent": "#dddddd", "theme.dark_text": "#333333", "theme.radius": "40", "theme.font": "none"},
        {"was": "old", "theme.radius": "3", "theme.scheme": "dark", "per_day": "0", "language": "fr"},
        {"unknown": "1"},
    ],
)
async def test_what_is_wrong_with_the_look(desk: Desk, typed: dict[str, str]) -> None:
    await desk.sign_in()
    with speaking("uk"):
        answer = await desk.press(LOOK, LOOK, "save", **typed)
    assert answer.status_code >= 400
    assert english(answer) <= {"unknown", "none"}


@pytest.mark.parametrize("content", [b"", b"<svg>", PNG.ljust(200_001, b"\0")])
async def test_what_is_no_picture(desk: Desk, content: bytes) -> None:
    await desk.sign_in()
    token = (await desk.form(LOOK))["csrf"]
    with speaking("uk"):
        answer = await desk.browser.post(
            f"{LOOK}/picture", data={"csrf": token}, files={"picture": ("x.png", content, "image/png")}
        )
    assert (answer.status_code in {409, 422}, english(answer)) == (True, set())


async def test_what_was_written_by_somebody_signed_out(desk: Desk) -> None:
    with speaking("uk"):
        answer = await desk.browser.post(MONEY, data={"cpm": "5"})
    assert (answer.status_code, english(answer)) == (401, set())


@pytest.mark.parametrize("state", BLOCKER_STATES)
@pytest.mark.parametrize("role", ["viewer", "admin"])
async def test_what_arrived(newsroom: Newsroom, role: str, state: str) -> None:
    await newsroom.sign_in(role)
    told = view(site="daily", browser="Firefox", os="Linux", device="phone", blocker=state)
    newsroom.arrivals.taken(f"{ORIGIN}/a", told, NOON_MS - 86_400_000)
    newsroom.arrivals.refused("daily", "", NOON_MS)
    with speaking("uk"):
        page = await newsroom.browser.get(f"{SETUP}/seen")
    assert ("1 листопада, 14:00:00" in page.text, english(page)) == (True, set())


@pytest.mark.parametrize(
    "query",
    ["service=a&ads=b/", "service=http://k.vendor.example", f"trackers={'+'.join(map(str, range(30)))}"],
)
async def test_what_is_wrong_with_the_tag(newsroom: Newsroom, query: str) -> None:
    await newsroom.sign_in()
    with speaking("uk"):
        page = await newsroom.browser.get(f"{SETUP}?{query}")
    assert english(page) == set()


async def test_an_origin_that_is_not_known(newsroom: Newsroom) -> None:
    await newsroom.sign_in("admin")
    newsroom.arrivals.refused("daily", "https://a.test", NOON_MS)
    page = (await newsroom.browser.get(SETUP)).text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    with speaking("uk"):
        answer = await newsroom.browser.post(f"{SETUP}/origin", data={"csrf": token, "origin": "b"})
    assert (answer.status_code, english(answer)) == (400, set())


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "note", "day": "", "text": " "},
        {"do": "note", "day": "yesterday", "text": "x" * 201},
        {"do": "goal", "metric": "views", "per": "day", "target": "x"},
        {"do": "goal", "metric": "engaged_s", "per": "day", "target": "86401"},
        {"do": "goal", "metric": "", "per": "", "target": "0"},
        {"do": "none"},
        {"csrf": "old"},
    ],
)
async def test_what_is_wrong_with_a_note_or_a_goal(browser: httpx.AsyncClient, sent: dict[str, str]) -> None:
    token = (await browser.get("/s/daily/notes")).text.partition('name="csrf" value="')[2].partition('"')[0]
    with speaking("uk"):
        answer = await browser.post("/s/daily/notes", data={"csrf": token} | sent)
    assert (answer.status_code >= 400, english(answer)) == (True, set())


@pytest.mark.parametrize("path", ["notes", "notes?saved", "saved", "saved?page=overview&query=range%3D7d"])
async def test_notes_goals_and_saved_views(newsroom: Newsroom, browser: httpx.AsyncClient, path: str) -> None:
    await newsroom.catalog.add_annotation("daily", dt.date(2026, 11, 2), "Буря", "ann@daily.example")
    await newsroom.catalog.set_goal("daily", "read_rate", "month", 0.125, "ann@daily.example")
    await newsroom.catalog.save_view(2, "daily", "Тиждень", "overview", "range=7d")
    with speaking("uk"):
        answer = await browser.get(f"/s/daily/{path}")
    assert english(answer) == set()
    assert path.startswith("saved") or ("2 лист. 2026" in answer.text and "12,5 %" in answer.text)


@pytest.mark.parametrize("name", ["", "x" * 200, "a\x00"])
async def test_what_is_no_name_of_a_view(browser: httpx.AsyncClient, name: str) -> None:
    page = (await browser.get("/s/daily/saved?page=overview&query=")).text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    sent = {"csrf": token, "do": "save", "name": name, "page": "overview", "query": ""}
    with speaking("uk"):
        answer = await browser.post("/s/daily/saved", data=sent)
    assert (answer.status_code, english(answer)) == (422, set())


def test_what_is_told_of_a_conflict() -> None:
    money = Money(by_device={"phone": 3.0}, by_section={"Спорт": 2.0})
    with speaking("uk"):
        told = {label for label, _ in [*money_facts(money), *theme_facts(Policy())]}
    assert {"Пристрій: телефон", "Розділ: Спорт", "Шрифт"} <= told
    assert latin(" ".join(told)) == set()


def test_numbers_are_written_as_the_language_has_them() -> None:
    goal = Goal(id=1, site="daily", metric="views", per="day", target=12_000.5, person="", created_at=0)
    reading = Reading({"n": "x"})
    with speaking("uk"):
        reading.whole("n", 0, 1_000)
        assert words(goal, "EUR") == ("Перегляди", "12\u00a0000,5 перегляди")
    assert reading.problems == {"n": "Впишіть ціле число від 0 до 1\u00a0000."}


def test_languages_stand_in_the_order_of_the_alphabet() -> None:
    assert list(languages_by_name().values())[:2] == ["Afrikaans", "Albanian"]
    with speaking("uk"):
        names = list(languages_by_name().values())
    assert names[0] == "Азербайджанська"
    assert names.index("Зулуська") < names.index("Іврит") < names.index("Їдиш") < names.index("Йоруба")
