"""Each number on a page is the API's, and what plain SQL over the raw segments gives."""

import asyncio
import csv
import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

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
        assert values == pytest.approx(other[key], rel=1e-9, abs=2e-6), key


def numbers(cells: list[str]) -> tuple[float, ...]:
    return tuple(float(cell) for cell in cells)


ROWS_OF_TOTALS = [
    ("overview/panel/totals", ["views", "readers", "engaged_s", "scroll_pct", "read_rate", "block_rate"]),
    (
        "overview/panel/money",
        ["revenue", "rpm", "revenue_at_risk", "appeals_shown", "allowed", "recovered_gross"],
    ),
]


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS, ids=["all", "one", "three"])
@pytest.mark.parametrize(("panel", "metrics"), ROWS_OF_TOTALS, ids=["totals", "money"])
async def test_totals(
    asking: httpx.AsyncClient,
    plain: Recount,
    panel: str,
    metrics: list[str],
    query: str,
    filters: object,
    where: str,
) -> None:
    head, values = await file(asking, panel, DAYS + query)
    shown = {"": numbers(values)}
    words = [name.partition(" (")[0] for name in head]
    same(shown, await api(asking, metrics, filters, []))
    same(shown, plain.rows([TOTALS[word] for word in words], where=where))


LISTS = [
    ("articles", ["views", "block_rate", "concluded_views", "engaged_s", "scroll_pct"], "article", -1, 5),
    ("views", ["views", "readers"], "day", None, 2),
    ("blocking", ["block_rate", "blocked_views", "concluded_views"], "day", None, 3),
]
_EXPRESSIONS = TOTALS | {
    "block_rate": TOTALS["block rate"],
    "concluded_views": "count(*) FILTER (begun AND known)",
    "blocked_views": "count(*) FILTER (begun AND lost)",
    "engaged_s": TOTALS["engaged time"],
    "scroll_pct": TOTALS["scroll depth"],
}


@pytest.mark.parametrize(("query", "filters", "where"), FILTERS, ids=["all", "one", "three"])
@pytest.mark.parametrize(("panel", "metrics", "by", "key", "cells"), LISTS, ids=[one[0] for one in LISTS])
async def test_lists(
    asking: httpx.AsyncClient,
    plain: Recount,
    panel: str,
    metrics: list[str],
    by: str,
    key: int | None,
    cells: int,
    query: str,
    filters: object,
    where: str,
) -> None:
    _head, *rows = await file(asking, f"overview/panel/{panel}", DAYS + query)
    told = await api(asking, metrics, filters, [by])
    names = [row[key] for row in rows] if key else sorted(told)
    shown = {name: numbers(row[1 : cells + 1]) for name, row in zip(names, rows, strict=True)}
    counted = plain.rows([_EXPRESSIONS[name] for name in metrics], by, where)
    same(shown, {name: told[name] for name in shown})
    same(shown, {name: counted[name] for name in shown})
    assert len(shown) == min(len(counted), 15 if by == "article" else 10)
