"""A shared page: strangers see it as it was shared, and not otherwise."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dashboards.pages.book import PAGES
from service import signing
from tests.dashboards.fakes import NOW
from tests.dashboards.house import QUERY, House
from tests.dashboards.people import EMAIL, catalog_of

DAY_S = 86_400


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with catalog_of(tmp_path) as catalog:
        yield House(catalog)


def asked(house: House) -> set[tuple[Any, ...]]:
    return {(query.from_, query.to, query.filters) for query in house.metrics.asked}


async def test_shown_as_it_was_shared(house: House) -> None:
    answer = await house.get(await house.link())
    assert answer.status_code == 200
    assert "17–23 Nov 2025" in answer.text
    assert "device is <strong>phone</strong>" in answer.text


@pytest.mark.parametrize("page", [page for page in PAGES if not page.stream], ids=lambda page: page.name)
async def test_leads_nowhere_and_names_nobody(house: House, page: Any) -> None:
    query = QUERY + ("&f=is:article:/a" if page.needs else "")
    link = await house.link(page.name, query)
    for path in (link, f"{link}?plain=1"):
        text = (await house.get(path)).text
        leads = set(re.findall(r'(?:href|action|hx-get)="(/[^"]*)"', text))
        assert {one for one in leads if not one.startswith((link, "/static/"))} == set()
        assert EMAIL not in text
        assert "<script>alert" not in text


async def test_for_no_search_engine_and_no_other_server(house: House) -> None:
    link = await house.link()
    for path in (link, f"{link}/panel/views", f"{link}/panel/views.csv", "/shared/wrong"):
        headers = (await house.get(path)).headers
        assert (headers["referrer-policy"], headers["x-robots-tag"]) == ("no-referrer", "noindex, nofollow")
        assert "no-store" in headers["cache-control"]
        assert "set-cookie" not in headers


@pytest.mark.parametrize("path", ["", "/panel/views", "/panel/articles", "/panel/views.csv"])
async def test_a_stranger_changes_nothing(house: House, path: str) -> None:
    link = await house.link()
    house.metrics.asked.clear()
    await house.get(f"{link}{path}?plain=1")
    wanted = asked(house)
    house.metrics.asked.clear()
    answer = await house.get(
        f"{link}{path}?plain=1&range=12m&f=is:device:tv&from=2020-01-01&to=2020-02-01&compare="
    )
    assert answer.status_code == 200
    assert asked(house) == wanted != set()


async def test_the_next_day_the_days_are_the_same(house: House) -> None:
    link = await house.link()
    house.clock.now += DAY_S
    house.metrics.asked.clear()
    await house.get(f"{link}/panel/views")
    assert {str(query.to) for query in house.metrics.asked} == {"2025-11-23", "2025-11-16"}


@pytest.mark.parametrize(
    ("panel", "status"),
    [("live", 404), ("goals", 404), ("goals.csv", 404), ("nothing", 404), ("views.xls", 404), ("views", 200)],
)
async def test_panels_of_this_page_alone(house: House, panel: str, status: int) -> None:
    assert (await house.get(f"{await house.link()}/panel/{panel}")).status_code == status


REVENUE = [("part=7", "what-if", "Use one of 5, 10, 20, 50."), ("by=nonsense", "rpm", "Use one of device,")]


@pytest.mark.parametrize(("own", "panel", "words"), REVENUE)
@pytest.mark.parametrize("path", ["?plain=1", "/panel/{}", "/panel/{}.csv"])
async def test_what_a_page_cannot_tell_is_told_in_a_sentence(
    house: House, path: str, own: str, panel: str, words: str
) -> None:
    link = await house.link("revenue", own)
    assert (await house.get(link)).status_code == 200
    answer = await house.get(link + path.format(panel))
    assert (answer.status_code, words in answer.text) == (410, True)


async def test_no_address_beside_its_panels(house: House) -> None:
    assert (await house.get(f"{await house.link()}/overview")).status_code == 404


@pytest.mark.parametrize("path", ["", "/panel/views", "/panel/views.csv"])
@pytest.mark.parametrize(("late_s", "status"), [(7 * DAY_S - 1, 200), (7 * DAY_S, 410)])
async def test_expires(house: House, path: str, late_s: int, status: int) -> None:
    link = await house.link()
    house.clock.now += late_s
    answer = await house.get(link + path)
    assert answer.status_code == status
    assert ("This link has expired" in answer.text) is (status == 410)


async def test_revoked(house: House) -> None:
    link = await house.link()
    [one] = await house.catalog.shares("herald")
    await house.client.post("/s/herald/shares/revoke", data={"id": one.id})
    answer = await house.get(link)
    assert (answer.status_code, "This link was revoked" in answer.text) == (410, True)
    assert "Nothing is shared" in (await house.get("/s/herald/shares")).text


@pytest.mark.parametrize("change", ["{}A", "{}.x", "x{}", "{}%00", "%FF%FE{}"])
async def test_tampered(house: House, change: str) -> None:
    token = (await house.link()).removeprefix("/shared/")
    answer = await house.get("/shared/" + change.format(token))
    assert (answer.status_code, "This link is not right" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ({"page": "gone"}, 410),
        ({"site": "gone"}, 410),
        ({"query": "f=nonsense"}, 410),
        ({"query": "from=2099-01-01&to=2099-01-02"}, 410),
        ({"id": 5}, 410),
        ({}, 200),
    ],
)
async def test_signed_once_and_without_sense_now(house: House, held: dict[str, Any], status: int) -> None:
    share = await house.catalog.add_share("herald", "overview", "", 7, EMAIL, round(NOW * 1000))
    body = {
        "id": share.id,
        "site": "herald",
        "page": "overview",
        "query": "",
        "expires_at": share.expires_at,
    } | held
    token = signing.seal(await house.catalog.secret("links"), "share", msgspec.json.encode(body))
    assert (await house.get(f"/shared/{token}")).status_code == status
