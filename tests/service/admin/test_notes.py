"""Notes and goals: editors add and remove them, viewers see them, and nothing typed is markup or a fault."""

import html
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from service.accounts.guard import COOKIE
from service.accounts.keys import fingerprint
from service.accounts.pages import routes as account_routes
from service.admin import notes
from service.admin.notes import words
from service.admin.render import FOLDER
from service.catalog.goals import METRICS, Goal
from service.catalog.people import ROLES
from service.page.files import Files

from .conftest import PASSWORD, Newsroom
from .desk import HOSTILE, problem

PAGE = "/s/daily/notes"
NOTE = {"do": "note", "day": "2026-11-02", "text": "Storm"}
GOAL = {"do": "goal", "metric": "views", "per": "day", "target": "5000"}


class Notes:
    """The page over a real catalog, for one person."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.catalog = newsroom.catalog
        routes = [*account_routes(newsroom.accounts), *notes.routes(newsroom.accounts, newsroom.catalog)]
        app = Starlette(routes=[*routes, Files(FOLDER).route()])
        self.browser = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://k.daily.example"
        )
        self.csrf = ""

    async def sign_in(self, role: str) -> None:
        form = {"email": f"{role}@example.org", "password": PASSWORD}
        assert (await self.browser.post("/login", data=form)).status_code == 303
        session = await self.catalog.session(fingerprint(self.browser.cookies[COOKIE]), 0)
        assert session
        self.csrf = session.csrf

    async def send(self, **fields: str) -> httpx.Response:
        return await self.browser.post(PAGE, data={"csrf": self.csrf, **fields})

    async def kept(self) -> tuple[list[str], list[tuple[str, str, float]]]:
        noted = await self.catalog.annotations("daily")
        goals = await self.catalog.goals("daily")
        return [one.text for one in noted], [(goal.metric, goal.per, goal.target) for goal in goals]


@pytest.fixture
async def page(newsroom: Newsroom) -> AsyncIterator[Notes]:
    made = Notes(newsroom)
    async with made.browser:
        await made.sign_in("editor")
        yield made


async def test_an_empty_page_says_what_notes_are_for(page: Notes) -> None:
    answer = await page.browser.get(PAGE)
    assert answer.status_code == 200
    assert "No notes yet" in answer.text


async def test_a_note_and_a_goal_are_kept_and_shown(page: Notes) -> None:
    for fields in (NOTE, GOAL):
        answer = await page.send(**fields)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?saved")
    assert await page.kept() == (["Storm"], [("views", "day", 5000)])
    shown = (await page.browser.get(f"{PAGE}?saved")).text
    assert all(words in shown for words in ("Saved.", "Storm", "5,000 views", "editor@example.org"))


@pytest.mark.parametrize("name", ["note", "goal"])
async def test_what_is_removed_is_gone(page: Notes, name: str) -> None:
    await page.send(**(NOTE if name == "note" else GOAL))
    shown = (await page.browser.get(PAGE)).text
    number = re.search(r'name="id" value="(\d+)"', shown)
    assert number
    assert (await page.send(do=f"drop-{name}", id=number[1])).status_code == 303
    assert await page.kept() == ([], [])


@pytest.mark.parametrize(
    ("metric", "typed", "target"),
    [
        ("views", "12000", 12_000),
        ("engaged_s", "42,5", 42.5),
        ("read_rate", "20", 0.2),
        ("block_rate", "12.5", 0.125),
        ("revenue", "900.50", 900.5),
    ],
)
async def test_rates_are_typed_as_per_cent(page: Notes, metric: str, typed: str, target: float) -> None:
    await page.send(**GOAL | {"metric": metric, "target": typed})
    assert (await page.kept())[1] == [(metric, "day", target)]


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        (NOTE | {"day": ""}, "day", "Choose the day"),
        (NOTE | {"day": "yesterday"}, "day", "Write a day like"),
        (NOTE | {"day": "0001-01-01"}, "day", "Choose the day"),
        (NOTE | {"text": "  "}, "text", "Write something here"),
        (NOTE | {"text": "x" * 201}, "text", "201 characters; 200 fit"),
        (GOAL | {"target": ""}, "target", "number over 0"),
        (GOAL | {"target": "0"}, "target", "number over 0"),
        (GOAL | {"target": "many"}, "target", "number from 0 to 999,999,999"),
        (GOAL | {"metric": "read_rate", "target": "101"}, "target", "number from 0 to 100"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    page: Notes, fields: dict[str, str], name: str, said: str
) -> None:
    answer = await page.send(**fields)
    assert (answer.status_code, await page.kept()) == (422, ([], []))
    assert said in problem(answer.text, name)
    typed = html.escape(fields["text" if fields["do"] == "note" else "target"])
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["day", "text", "metric", "per", "target", "do", "id"])
async def test_nothing_typed_is_a_fault_or_markup(page: Notes, text: str, name: str) -> None:
    for fields in (NOTE, GOAL, {"do": "drop-note"}, {"do": "drop-goal"}):
        assert (await page.send(**fields | {name: text})).status_code < 500
    shown = (await page.browser.get(PAGE)).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("role", ROLES)
async def test_viewers_see_and_editors_write(page: Notes, role: str) -> None:
    await page.send(**NOTE)
    await page.sign_in(role)
    shown = (await page.browser.get(PAGE)).text
    answer = await page.send(**GOAL)
    writes = role != "viewer"
    assert "Storm" in shown
    assert (('name="do"' in shown), answer.status_code) == (writes, 303 if writes else 403)


async def test_a_form_without_the_sessions_token_changes_nothing(page: Notes) -> None:
    answer = await page.browser.post(PAGE, data=NOTE | {"csrf": "x"})
    assert (answer.status_code, await page.kept()) == (403, ([], []))


async def test_who_is_signed_out_gets_back_what_was_written(page: Notes) -> None:
    page.browser.cookies.clear()
    answer = await page.send(**NOTE)
    assert (answer.status_code, "Storm" in answer.text) == (401, True)


async def test_a_note_of_another_site_cannot_be_removed(page: Notes) -> None:
    await page.send(**NOTE)
    (note,) = await page.catalog.annotations("daily")
    sent = {"csrf": page.csrf, "do": "drop-note", "id": str(note.id)}
    await page.browser.post("/s/other/notes", data=sent)
    assert (await page.kept())[0] == ["Storm"]


async def test_no_such_site(page: Notes) -> None:
    assert (await page.browser.get("/s/nowhere/notes")).status_code == 404


@pytest.mark.parametrize("metric", METRICS)
def test_every_goal_has_words(metric: str) -> None:
    goal = Goal(id=1, site="daily", metric=metric, per="day", target=0.5, person="", created_at=0)
    name, target = words(goal, "EUR")
    assert name
    assert target.split()[0] in {"0.5", "50"}
