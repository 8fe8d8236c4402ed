from collections.abc import Awaitable, Callable

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.live import PAGE, Snapshot, by_article, by_channel, by_device, live, minutes
from service.metrics.live import Live
from service.metrics.query import Query
from tests.dashboards.fakes import TODAY, FakeMetrics, ask, client


async def test_what_happens_right_now() -> None:
    panel = await live(ask(FakeMetrics(), preset("7d", TODAY)))
    shown, table = panel.context, panel.table
    assert table
    assert (shown["reading"], shown["base"]) == ("12", "7 views begun in the last 30 minutes")
    assert (table.rows[0], table.rows[-1]) == (("30 min ago", 0), ("1 min ago", 7))
    assert shown["articles"][0] == ("/a", "/s/herald/article?range=7d&f=is%3Aarticle%3A%2Fa", "5")


async def test_a_snapshot_is_the_same_for_every_panel() -> None:
    room = FakeMetrics()
    now = Live((1,), 1, ())
    snapshot = Snapshot(room, now)
    assert await snapshot.live("herald", 0) is now
    query = Query(site="herald", metrics=("views",), from_=TODAY, to=TODAY)
    assert await snapshot.answer(query) == await room.answer(query)


@pytest.mark.parametrize(
    ("answer", "rows", "hrefs"),
    [
        (by_article, (("/hostile", 9, 0.75), ("/a", 3, 0.25)), ("article", "article")),
        (by_channel, (("AI assistants", 7, 7 / 12), ("Not known", 5, 5 / 12)), ("overview", None)),
        (by_device, (("Phone", 12, 1.0),), ("overview",)),
    ],
)
async def test_who_reads_by_what(
    answer: Callable[[Ask], Awaitable[Panel]], rows: object, hrefs: tuple[str | None, ...]
) -> None:
    panel = await answer(ask(FakeMetrics(), preset("30d", TODAY)))
    assert panel.table
    assert panel.table.rows == rows
    for href, page in zip(panel.context["hrefs"], hrefs, strict=True):
        assert href is None if page is None else href.startswith(f"/s/herald/{page}?f=is%3A")


async def test_nobody_reads() -> None:
    asked = ask(FakeMetrics(), preset("30d", TODAY))
    quiet = msgspec.structs.replace(asked, metrics=Snapshot(asked.metrics, Live((0,) * 30, 0, ())))
    for answer in (minutes, by_article, by_channel, by_device):
        panel = await answer(quiet)
        assert panel.context["base"]


@pytest.mark.parametrize("query", ["", "?plain=1", "?range=7d&f=is:device:phone"])
async def test_the_page_has_its_numbers_without_javascript(query: str) -> None:
    async with client(FakeMetrics()) as asking:
        page = (await asking.get("/s/herald/live" + query)).text
    assert "<strong>12</strong> being read" in page
    assert "AI assistants" in page
    assert ('data-stream="/s/herald/live/stream"' in page) is ("plain" not in query)
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", [place.name for place in PAGE.places])
async def test_every_panel_has_its_numbers_as_a_file(name: str) -> None:
    async with client(FakeMetrics()) as asking:
        answer = await asking.get(f"/s/herald/live/panel/{name}.csv")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
