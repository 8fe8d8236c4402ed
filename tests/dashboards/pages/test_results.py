"""The page of results, asked in process."""

import datetime as dt
import html

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from dashboards import respond
from dashboards.pages.results import routes
from service.metrics.live import Live
from service.metrics.metrics import Answer
from service.metrics.query import Query, Row, check
from service.metrics.results import Results
from service.page.files import Files
from tests.dashboards.fakes import HOSTILE, NO_META, NOW, a_result, one_site, open_door

CURVE = a_result(1, dt.date(2025, 11, 1), dt.date(2025, 11, 1)).curve


class FakeMetrics:
    """Rules 1 and 2 have readers; every count is 5, and all of them block requests."""

    def __init__(self, rules: tuple[int, ...] = (1, 2)) -> None:
        self.rules = rules
        self.asked: list[Query] = []

    async def answer(self, query: Query) -> Answer:
        check(query)
        self.asked.append(query)
        if query.dimensions == ("arm_rule",):
            return Answer(tuple(Row((rule,), (5,)) for rule in (0, *self.rules)), NO_META)
        return Answer((Row(("requests",), (5,) * len(query.metrics)),), NO_META)

    async def results(
        self,
        site: str,
        rule: int,
        first: dt.date,
        last: dt.date,
        curve: bool = True,  # noqa: ARG002 (the room's own signature)
    ) -> Results:
        assert site == "herald"
        return msgspec.structs.replace(a_result(rule, first, last), curve=() if rule == 2 else CURVE)

    async def live(self, site: str, now_ms: int) -> Live:
        raise NotImplementedError


async def names(site: str) -> dict[int, str]:
    return {1: HOSTILE}


async def get(
    path: str, rules: tuple[int, ...] = (1, 2), metrics: FakeMetrics | None = None
) -> httpx.Response:
    pages = routes(metrics or FakeMetrics(rules), one_site, names, open_door, clock=lambda: NOW)
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


async def test_without_rules_the_page_says_so_and_leads_on() -> None:
    text = (await get("/s/herald/results", ())).text
    assert "Nobody was asked in these days" in text
    assert '<a href="/s/herald/appeals">Make a rule' in text


async def test_filters_and_comparison_reach_the_funnel_only() -> None:
    metrics = FakeMetrics((1,))
    text = (await get("/s/herald/results?f=is:device:phone&compare=previous", metrics=metrics)).text
    assert "The filters narrow how far appeals came." in text
    filtered = [(query.dimensions, query.filters[:1]) for query in metrics.asked if query.filters]
    assert filtered == [(("blocker",), (("is", "device", ("phone",)),))] * 2


@pytest.mark.parametrize("plain", ["", "&plain=1"])
async def test_the_form_of_filters_leads_to_the_address_with_its_filter(plain: str) -> None:
    answer = await get(f"/s/herald/results?dimension=country&op=is&value=UA{plain}")
    target = f"/s/herald/results?f=is%3Acountry%3AUA{plain}"
    assert (answer.status_code, answer.headers["location"]) == (303, target)


async def test_only_what_makes_sense_here_can_be_chosen() -> None:
    text = (await get("/s/herald/results")).text
    assert [name in text for name in ('name="compare"', '<select name="grain"', '<select name="time"')] == [
        True,
        False,
        False,
    ]


async def test_where_nobody_has_allowed_ads_there_is_no_curve() -> None:
    text = (await get("/s/herald/results", (2,))).text
    assert "Nobody has allowed ads yet." in text
    assert 'class="drawing"' not in text


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("ledger-1", "Per 1,000 readers asked"),
        ("still-1", "Days since,Still allowing (share of 1)"),
        ("funnel-1", "Step,Views,Of the first step (share of 1),Requests,Hidden,Network"),
        ("variants-1", "Group,Asked,Saw it,Allowed ads,Verified"),
    ],
)
async def test_each_table_is_a_file(file: str, head: str) -> None:
    answer = await get(f"/s/herald/results/panel/{file}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert head in answer.text.splitlines()[0].replace('"', "")


@pytest.mark.parametrize(
    "file", ["ledger", "ledger-", "ledger-x", "ledger-٣", "nothing-1", "ledger-" + "1" * 40]
)
async def test_other_files_are_not_found(file: str) -> None:
    assert (await get(f"/s/herald/results/panel/{file}.csv")).status_code == 404


async def test_a_files_days_must_make_sense() -> None:
    assert (await get("/s/herald/results/panel/ledger-1.csv?range=year")).status_code == 400


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
