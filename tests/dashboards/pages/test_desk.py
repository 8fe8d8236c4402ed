import asyncio
import html
import json
import re
from collections.abc import Awaitable

import httpx
import plotly.graph_objects as go
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboards.pages import overview
from dashboards.pages.desk import Endpoint, routes
from service.metrics.metrics import Answer
from service.metrics.query import Query
from tests.dashboards.fakes import NOTHING, FakeMetrics, client, no_titles, one_site

PLACES = [place.name for place in overview.PAGE.places]
FIGURES = ["views", "live", "engaged", "blocking", "browsers", "devices"]
BAD_DAYS = [
    "from=2025-11-05&to=2025-11-01",
    "from=x&to=y",
    "range=9y",
    "from=1800-01-01&to=2025-11-01",
    "from=%00",
]


async def get(path: str, metrics: FakeMetrics | None = None, language: str = "en") -> httpx.Response:
    async with client(metrics or FakeMetrics(), language) as asking:
        return await asking.get(path)


async def test_the_page_asks_for_every_panel_of_its_days() -> None:
    page = (await get("/s/herald/overview?range=7d")).text
    asked = re.findall(r'hx-get="([^"]+/panel/[^"]+)"', page)
    assert [html.unescape(url) for url in asked] == [
        f"/s/herald/overview/panel/{name}?range=7d" for name in PLACES
    ]


class SlowMetrics(FakeMetrics):
    """Answers some questions only when it is told to."""

    def __init__(self, slow: str) -> None:
        super().__init__()
        self.slow, self.go = slow, asyncio.Event()

    async def answer(self, query: Query) -> Answer:
        found = await super().answer(query)
        if query.dimensions[:1] == (self.slow,):
            await self.go.wait()
        return found


def busy(page: str) -> list[str]:
    """The panels that are still to come."""
    return re.findall(r'id="panel-(\w+)" aria-busy', page)


async def test_panels_that_are_known_at_once_come_with_the_page() -> None:
    page = (await get("/s/herald/overview")).text
    assert busy(page) == []
    assert page.count('class="drawing"') == len(FIGURES)


async def test_others_are_asked_for_and_take_the_answer_that_is_under_way() -> None:
    metrics = SlowMetrics("device")
    async with client(metrics) as asking:
        page = (await asking.get("/s/herald/overview")).text
        asked = len(metrics.asked)
        panel = asyncio.create_task(asking.get("/s/herald/overview/panel/devices"))
        await asyncio.sleep(0.1)
        metrics.go.set()
        assert (await panel).status_code == 200
    assert busy(page) == ["devices"]
    assert len(metrics.asked) == asked


@pytest.mark.parametrize("query", ["", "?range=today", "?from=2025-11-01&to=2025-11-02", "?plain=1"])
async def test_the_page_is_served(query: str) -> None:
    assert (await get("/s/herald/overview" + query)).status_code == 200


async def test_nothing_foreign_can_run() -> None:
    answer = await get("/s/herald/overview")
    policy = answer.headers["content-security-policy"]
    assert "'unsafe-" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize(
    "path", ["/s/herald/overview", "/s/herald/overview?plain=1", "/s/herald/overview/panel/live"]
)
async def test_no_script_or_style_stands_in_the_page(path: str) -> None:
    page = (await get(path)).text
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or "application/json" in script for script in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)


async def test_every_file_the_page_wants_is_there() -> None:
    async with client(FakeMetrics()) as asking:
        page = (await asking.get("/s/herald/overview")).text
        files = [await asking.get(url) for url in re.findall(r'"(/static/[^"]+)"', page)]
    assert len(files) >= 7
    assert {(file.status_code, "immutable" in file.headers["cache-control"]) for file in files} == {
        (200, True)
    }


async def test_the_chosen_days_are_marked() -> None:
    page = (await get("/s/herald/overview?range=7d")).text
    assert re.findall(r'<a href="([^"]+)" aria-current="true">', page) == ["/s/herald/overview?range=7d"]


async def test_the_sites_name_is_text() -> None:
    assert (
        '<span class="site" dir="auto">The Herald &amp; Sons</span>' in (await get("/s/herald/overview")).text
    )


@pytest.mark.parametrize("query", BAD_DAYS)
@pytest.mark.parametrize("path", ["/s/herald/overview", "/s/herald/overview/panel/views"])
async def test_days_that_cannot_be_shown_get_a_sentence(path: str, query: str) -> None:
    answer = await get(f"{path}?{query}")
    assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)


async def test_wrong_days_stay_in_the_form() -> None:
    page = (await get("/s/herald/overview?from=2025-11-05&to=2025-11-01")).text
    assert 'value="2025-11-05"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/s/nobody/overview",
        "/s/nobody/overview/panel/views",
        "/s/herald/overview/panel/nothing",
        "/s/%3Cb%3E/overview",
        "/s/%00/overview",
    ],
)
async def test_what_is_not_there_is_404(path: str) -> None:
    assert (await get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/s/herald/overview/panel/views", "/s/herald/overview?plain=1"])
async def test_a_question_that_cannot_be_answered_gets_its_sentence(path: str) -> None:
    answer = await get(path, FakeMetrics(fails="the range <is> longer than 1096 days"))
    assert answer.status_code == 400
    assert "the range &lt;is&gt; longer" in answer.text


@pytest.mark.parametrize(
    ("own", "panel", "words"),
    [("part=7", "what-if", "Use one of 5, 10, 20, 50."), ("by=nonsense", "rpm", "Use one of device,")],
)
@pytest.mark.parametrize("path", ["?plain=1&", "/panel/{}?", "/panel/{}.csv?"])
async def test_what_a_panel_does_not_know_gets_a_sentence(
    path: str, own: str, panel: str, words: str
) -> None:
    assert (await get(f"/s/herald/revenue?{own}")).status_code == 200
    answer = await get(f"/s/herald/revenue{path.format(panel)}{own}")
    assert (answer.status_code, words in answer.text) == (400, True)


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize("days", ["range=30d", "range=today"])
async def test_every_panel_answers(name: str, values: dict[str, float | None] | None, days: str) -> None:
    assert (await get(f"/s/herald/overview/panel/{name}?{days}", FakeMetrics(values))).status_code == 200


@pytest.mark.parametrize("name", FIGURES)
async def test_the_drawing_in_a_panel_is_a_valid_figure(name: str) -> None:
    panel = (await get(f"/s/herald/overview/panel/{name}", language="uk")).text
    drawings = re.findall(r'<script type="application/json" class="drawing">(.*?)</script>', panel, re.DOTALL)
    assert len(drawings) == 1
    go.Figure(json.loads(drawings[0]))


@pytest.mark.parametrize("name", FIGURES)
async def test_a_table_stands_behind_every_figure(name: str) -> None:
    panel = (await get(f"/s/herald/overview/panel/{name}")).text
    assert "<details" in panel
    assert '<th scope="row"' in panel


@pytest.mark.parametrize(
    "path", ["overview/panel/articles", "overview/panel/live", "overview/panel/browsers", "overview?plain=1"]
)
async def test_hostile_titles_stay_text(path: str) -> None:
    page = (await get(f"/s/herald/{path}")).text
    assert "<script>" not in page
    assert "<a href='javascript" not in page


async def test_without_scripts_every_number_is_a_table() -> None:
    page = (await get("/s/herald/overview?plain=1")).text
    assert (page.count('<details class="numbers" open>'), "<script" in page) == (len(FIGURES), False)


async def test_the_page_leads_to_its_plain_form() -> None:
    page = (await get("/s/herald/overview?range=7d")).text
    assert 'href="/s/herald/overview?range=7d&amp;plain=1"' in page


async def test_an_unread_site_shows_its_tag() -> None:
    panel = html.unescape((await get("/s/herald/overview/panel/totals", FakeMetrics(NOTHING))).text)
    assert '<script defer src="http://k.test/k.js" data-site="herald"></script>' in panel


@pytest.mark.parametrize(("language", "views"), [("en", "1,234"), ("uk-UA", "1\u00a0234"), ("de", "1.234")])
async def test_numbers_are_written_for_their_reader(language: str, views: str) -> None:
    assert f">{views}<" in (await get("/s/herald/overview/panel/totals", language=language)).text


@pytest.mark.parametrize(
    "path", ["/s/herald/overview", "/s/herald/overview/panel/views", "/s/nobody/overview"]
)
async def test_the_guard_stands_before_every_page(path: str) -> None:
    def closed(_: Endpoint) -> Endpoint:
        async def refuse(request: Request) -> Response:
            return PlainTextResponse("no", 403)

        return refuse

    app = Starlette(routes=routes(FakeMetrics(), one_site, no_titles, closed))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://k.test") as asking:
        answer: Awaitable[httpx.Response] = asking.get(path)
        assert (await answer).status_code == 403


@pytest.mark.parametrize("query", ["", "?plain=1", "?range=9y"])
async def test_the_overview_leads_to_the_setup(query: str) -> None:
    assert 'href="/s/herald/setup' in (await get("/s/herald/overview" + query)).text


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("f=is:device:phone", {("is", "device", ("phone",))}),
        ("f=is:device:phone&f=is:device:tv", {("is", "device", ("phone", "tv"))}),
        ("f=is_not:browser:", {("is_not", "browser", ("",))}),
        ("f=contains:article:%2Fa:b", {("contains", "article", ("/a:b",))}),
    ],
)
@pytest.mark.parametrize("name", [name for name in PLACES if name not in {"live", "goals"}])
async def test_a_filter_filters_every_panel(name: str, query: str, asked: set[object]) -> None:
    metrics = FakeMetrics()
    await get(f"/s/herald/overview/panel/{name}?{query}", metrics)
    assert metrics.asked
    assert all(set(query.filters) == asked for query in metrics.asked)


async def test_the_form_of_filters_leads_to_the_address_with_its_filter() -> None:
    form = "range=7d&f=is:device:phone&dimension=country&op=is_not&value=+UA+"
    answer = await get(f"/s/herald/overview?{form}")
    target = "/s/herald/overview?range=7d&f=is%3Adevice%3Aphone&f=is_not%3Acountry%3AUA"
    assert (answer.status_code, answer.headers["location"]) == (303, target)


async def test_the_form_of_filters_keeps_tables() -> None:
    answer = await get("/s/herald/overview?plain=1&dimension=country&op=is&value=UA")
    assert answer.headers["location"] == "/s/herald/overview?f=is%3Acountry%3AUA&plain=1"


async def test_a_filter_can_be_taken_away() -> None:
    page = (await get("/s/herald/overview?range=7d&f=is:device:phone&f=is:os:iOS")).text
    assert 'href="/s/herald/overview?range=7d&amp;f=is%3Aos%3AiOS"' in page


@pytest.mark.parametrize(
    "query", ["f=x", "f=is:nothing:x", "f=like:device:x", "compare=never", "time=x", "grain=x", "f=is:day"]
)
async def test_what_cannot_be_shown_gets_a_sentence(query: str) -> None:
    answer = await get(f"/s/herald/overview?{query}")
    assert (answer.status_code, 'role="alert"' in answer.text) == (400, True)


@pytest.mark.parametrize("compare", ["previous", "weekdays", "year"])
async def test_compared_days_are_asked_too(compare: str) -> None:
    metrics = FakeMetrics()
    panel = (await get(f"/s/herald/overview/panel/totals?range=7d&compare={compare}", metrics)).text
    assert (len(metrics.asked), panel.count('class="change"')) == (2, 6)


@pytest.mark.parametrize("name", PLACES)
async def test_every_panel_is_a_file(name: str) -> None:
    answer = await get(f"/s/herald/overview/panel/{name}.csv?range=7d")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="herald-{name}-')
