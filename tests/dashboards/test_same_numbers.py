"""Each number on a page is the API's, and what plain SQL over the raw segments gives."""

import asyncio
import csv
import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from dashboards.words import row_words
from service.accounts.keys import fingerprint, new_token
from service.accounts.passwords import Passwords
from service.app import create
from service.catalog.catalog import Catalog
from service.catalog.sites import Money, Site
from service.commands.sample import sample
from service.config import Settings
from tests.dashboards.recount import TOTALS, Recount

EMAIL, PASSWORD, TOKEN = "editor@herald.test", "correct horse battery", new_token()
LAST = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
FIRST = LAST - dt.timedelta(days=9)
DAYS = f"from={FIRST}&to={LAST}"
#: The filter as a page has it, as the API has it, and as SQL.
FILTERS = [
    ("", [], "true"),
    ("&f=is:device:phone", [["is", "device", ["phone"]]], "device = 'phone'"),
    (
        "&f=is_not:channel:search&f=contains:article:/a&f=is:device:phone&f=is:device:desktop",
        [
            ["is_not", "channel", ["search"]],
            ["contains", "article", ["/a"]],
            ["is", "device", ["phone", "desktop"]],
        ],
        "channel <> 'search' AND article ILIKE '%/a%' AND device IN ('phone', 'desktop')",
    ),
]
Rows = dict[str, tuple[float, ...]]
#: Filters as a page has them, as the API has them, and as SQL.
Question = tuple[str, list[object], str]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("herald")
    asyncio.run(_found(folder))
    sample(site="herald", views=30_000, days=14, seed=3, data=folder)
    return folder


async def _found(folder: Path) -> None:
    catalog = await Catalog.open(folder)
    money = Money(currency="EUR", cpm=2.5, by_device={"phone": 1.5})
    await catalog.add_site(Site(key="herald", name="Herald", origins=("https://news.test",), money=money))
    await catalog.add_person(EMAIL, await Passwords().hash(PASSWORD), "editor")
    await catalog.add_token("herald", "test", fingerprint(TOKEN))
    await catalog.close()


@pytest.fixture
async def asking(data: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create(Settings(data=data, request_limit=0))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://k.test", follow_redirects=True) as client,
    ):
        form = {"email": EMAIL, "password": PASSWORD}
        await client.post("/login", data=form, headers={"Origin": "http://k.test"})
        yield client


@pytest.fixture(scope="module")
def plain(data: Path) -> Recount:
    return Recount(data, "herald", str(FIRST), str(LAST))


async def file(asking: httpx.AsyncClient, panel: str, query: str) -> list[list[str]]:
    answer = await asking.get(f"/s/herald/{panel}.csv?{query}")
    assert answer.headers["content-type"].startswith("text/csv"), answer.text[:200]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def api(asking: httpx.AsyncClient, metrics: list[str], filters: object, by: list[str]) -> Rows:
    question = {
        "site": "herald",
        "metrics": metrics,
        "dimensions": by,
        "filters": filters,
        "from": str(FIRST),
        "to": str(LAST),
    }
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = await asking.post("/api/v1/query", json=question, headers=headers)
    assert answer.status_code == 200, answer.text
    return {"".join(map(str, row["dimensions"])): tuple(row["metrics"]) for row in answer.json()["rows"]}


def same(one: Rows, other: Rows) -> None:
    assert one.keys() == other.keys()
    for key, values in one.items():
        assert values == pytest.approx(other[key], rel=1e-9, abs=2e-6, nan_ok=True), key


def numbers(cells: list[str]) -> tuple[float, ...]:
    return tuple(float(cell) for cell in cells)


SUMS = [
    ("overview/panel/totals", ["views", "readers", "engaged_s", "scroll_pct", "read_rate", "block_rate"]),
    (
        "overview/panel/money",
        ["revenue", "rpm", "revenue_at_risk", "appeals_shown", "allowed", "recovered_gross"],
    ),
    ("article/panel/totals", ["views", "readers", "engaged_s", "scroll_pct", "read_rate", "block_rate"]),
    (
        "article/panel/worth",
        ["revenue", "rpm", "revenue_at_risk", "appeals_shown", "dismissed", "allowed"],
    ),
]


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS, ids=["all", "one", "three"])
@pytest.mark.parametrize(("panel", "metrics"), SUMS, ids=[panel for panel, _metrics in SUMS])
async def test_totals(
    asking: httpx.AsyncClient,
    plain: Recount,
    panel: str,
    metrics: list[str],
    query: str,
    filters: list[object],
    where: str,
) -> None:
    query, filters, where = of_page(panel, plain, query, filters, where)
    head, values = await file(asking, panel, DAYS + query)
    shown = {"": numbers(values)}
    words = [name.partition(" (")[0] for name in head]
    same(shown, await api(asking, metrics, filters, []))
    same(shown, plain.rows([TOTALS[word] for word in words], where=where))


def of_page(panel: str, plain: Recount, query: str, filters: list[object], where: str) -> Question:
    """The filters of a panel: those of an article's page are also of the article that is read most."""
    if not panel.startswith("article/"):
        return query, filters, where
    viewed = plain.rows([TOTALS["views"]], "article", where)
    top = max(viewed, key=lambda path: viewed[path])
    return (
        query + f"&f=is:article:{top}",
        [*filters, ["is", "article", [top]]],
        f"{where} AND article = '{top}'",
    )


#: A panel, what its rows are of, at which cell that is told (None: each day, in order), its metrics' cells.
LISTS: list[tuple[str, str, int | None, dict[int, str]]] = [
    (
        "overview/panel/articles",
        "article",
        -1,
        {1: "views", 2: "block_rate", 3: "concluded_views", 4: "engaged_s", 5: "scroll_pct"},
    ),
    ("overview/panel/views", "day", None, {1: "views", 2: "readers"}),
    ("overview/panel/engaged", "day", None, {1: "engaged_s", 2: "views"}),
    ("overview/panel/blocking", "day", None, {1: "block_rate", 2: "blocked_views", 3: "concluded_views"}),
    ("overview/panel/browsers", "browser", 0, {1: "block_rate", 7: "concluded_views"}),
    ("overview/panel/devices", "device", 0, {1: "block_rate", 7: "concluded_views"}),
    ("article/panel/views", "day", None, {1: "views", 2: "readers"}),
    ("article/panel/times", "engaged_bin", None, {1: "views"}),
    (
        "article/panel/channels",
        "channel",
        0,
        {
            1: "views",
            2: "readers",
            3: "engaged_s",
            4: "read_rate",
            5: "block_rate",
            8: "blocked_views",
            9: "concluded_views",
        },
    ),
    ("article/panel/previous", "previous", -1, {1: "views"}),
    ("article/panel/referrers", "referrer", 0, {1: "views", 2: "readers", 3: "engaged_s", 5: "block_rate"}),
    ("article/panel/states", "blocker", 0, {5: "views"}),
    ("article/panel/devices", "device", 0, {1: "block_rate", 7: "concluded_views"}),
    ("article/panel/blocking", "day", None, {1: "block_rate", 2: "blocked_views", 3: "concluded_views"}),
]
_EXPRESSIONS = TOTALS | {
    "read_rate": TOTALS["read rate"],
    "block_rate": TOTALS["block rate"],
    "concluded_views": "count(*) FILTER (begun AND known)",
    "blocked_views": "count(*) FILTER (begun AND lost)",
    "engaged_s": TOTALS["engaged time"],
    "scroll_pct": TOTALS["scroll depth"],
}
#: SQL of what is no column.
_BY = {
    "engaged_bin": "CASE WHEN engaged_ms >= 300000 THEN 300 WHEN engaged_ms >= 120000 THEN 120 "
    "WHEN engaged_ms >= 60000 THEN 60 WHEN engaged_ms >= 30000 THEN 30 WHEN engaged_ms >= 15000 THEN 15 "
    "WHEN engaged_ms >= 5000 THEN 5 ELSE 0 END"
}


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS, ids=["all", "one", "three"])
@pytest.mark.parametrize(("panel", "by", "key", "cells"), LISTS, ids=[one[0] for one in LISTS])
async def test_lists(
    asking: httpx.AsyncClient,
    plain: Recount,
    panel: str,
    by: str,
    key: int | None,
    cells: dict[int, str],
    query: str,
    filters: list[object],
    where: str,
) -> None:
    """Rows of nothing may stand in a panel, for instance a day without views; others are in all three."""
    query, filters, where = of_page(panel, plain, query, filters, where)
    _head, *rows = await file(asking, panel, DAYS + query)
    metrics = list(cells.values())
    told = await api(asking, ["views", *metrics], filters, [by])
    counted = plain.rows([_EXPRESSIONS[name] for name in ("views", *metrics)], _BY.get(by, by), where)
    words = {row_words(by, name) if key == 0 else name: name for name in counted}
    names = EVERY[by] if key is None else [words.get(row[key], "") for row in rows]
    shown = {
        name: tuple(float(row[cell] or "nan") for cell in cells)
        for name, row in zip(names, rows, strict=True)
        if name in counted
    }
    assert len(shown) >= min(len(counted) - (by in _NOWHERE), 10)
    same(shown, {name: told[name][1:] for name in shown})
    same(shown, {name: counted[name][1:] for name in shown})


EVERY = {
    "day": [str(FIRST + dt.timedelta(days=number)) for number in range((LAST - FIRST).days + 1)],
    "engaged_bin": ["0", "5", "15", "30", "60", "120", "300"],
}
#: Views that came from nowhere are in no row of these.
_NOWHERE = ("previous", "referrer")


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS, ids=["all", "one", "three"])
async def test_how_far_readers_get(
    asking: httpx.AsyncClient, plain: Recount, query: str, filters: list[object], where: str
) -> None:
    """Each depth's row tells of the views that got at least as far."""
    query, filters, where = of_page("article/", plain, query, filters, where)
    _head, *rows = await file(asking, "article/panel/depth", DAYS + query)
    shown = {row[0]: numbers(row[1:3]) for row in rows}
    told = await api(asking, ["views"], filters, ["depth"])
    total = sum(views for (views,) in told.values())
    far = {at: sum(views for depth, (views,) in told.items() if int(depth) >= int(at)) for at in shown}
    counted = plain.rows(["count(*) FILTER (begun)"], "scroll_pct", where)
    again = {at: sum(views for depth, (views,) in counted.items() if int(depth) >= int(at)) for at in shown}
    same(shown, {at: (views / total, views) for at, views in far.items()})
    same(shown, {at: (views / total, views) for at, views in again.items()})


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS[:2], ids=["all", "one"])
async def test_where_readers_went(
    asking: httpx.AsyncClient, plain: Recount, query: str, filters: list[object], where: str
) -> None:
    """The views of other articles whose reader came from this one."""
    query, *_ = of_page("article/", plain, query, filters, where)
    top = query.rpartition(":")[2]
    _head, *rows = await file(asking, "article/panel/next", DAYS + query)
    shown = {row[-1]: numbers(row[1:2]) for row in rows}
    same(shown, await api(asking, ["views"], [*filters, ["is", "previous", [top]]], ["article"]))
    same(shown, plain.rows([TOTALS["views"]], "article", f"{where} AND previous = '{top}'"))
