"""The page of results, asked in process."""

import datetime as dt
import html

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from dashboards import respond
from dashboards.pages.results import routes
from service.metrics.metrics import Answer
from service.metrics.query import Query, Row, check
from service.metrics.results import Results
from service.page.files import Files
from tests.dashboards.fakes import HOSTILE, NOW, one_site, open_door
from tests.dashboards.pages.test_ledger import RESULTS


class FakeMetrics:
    """Rules 1 and 2 have readers; every count is 5."""

    def __init__(self, rules: tuple[int, ...] = (1, 2)) -> None:
        self.rules = rules

    async def answer(self, query: Query) -> Answer:
        check(query)
        if query.dimensions:
            return Answer(tuple(Row((rule,), (5,)) for rule in (0, *self.rules)), {})
        return Answer((Row((), (5,) * len(query.metrics)),), {})

    async def results(self, site: str, rule: int, first: dt.date, last: dt.date) -> Results:
        assert site == "herald"
        return msgspec.structs.replace(RESULTS, rule=rule, first=first, last=last)


async def names(site: str) -> dict[int, str]:
    return {1: HOSTILE}


async def get(path: str, rules: tuple[int, ...] = (1, 2)) -> httpx.Response:
    pages = routes(FakeMetrics(rules), one_site, names, open_door, clock=lambda: NOW)
    app = Starlette(routes=[*pages, Files(respond.FOLDER).route()])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://k.test") as client:
        return await client.get(path)


async def test_each_rule_has_its_section() -> None:
    answer = await get("/s/herald/results")
    text = html.unescape(answer.text)
    assert answer.status_code == 200
    assert text.count("It helped: it brought more than it cost.") == 4
    assert "Rule 2" in text


async def test_a_rules_name_is_text() -> None:
    assert "<script>alert" not in (await get("/s/herald/results")).text


async def test_without_rules_the_page_says_so() -> None:
    assert "Nobody was asked in these days" in (await get("/s/herald/results", ())).text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/s/nobody/results", 404, "There is no such site"),
        ("/s/herald/results?from=2025-11-20&to=2025-11-01", 400, "These days cannot be shown"),
        ("/s/herald/results?range=year", 400, "These days cannot be shown"),
    ],
)
async def test_what_cannot_be_shown_is_told(path: str, status: int, words: str) -> None:
    answer = await get(path)
    assert answer.status_code == status
    assert words in answer.text


async def test_its_style_sheet_is_served() -> None:
    assert (await get("/static/results.css")).status_code == 200
