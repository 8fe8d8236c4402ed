"""Sharing a page: made and revoked by editors."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.dashboards.fakes import HOSTILE
from tests.dashboards.house import QUERY, House
from tests.dashboards.people import catalog_of


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with catalog_of(tmp_path) as catalog:
        yield House(catalog)


async def test_offered_with_the_days_fixed(house: House) -> None:
    text = (await house.get(f"/s/herald/overview?{QUERY}")).text
    assert 'action="/s/herald/shares"' in text
    assert 'name="csrf" value="csrf-token"' in text
    assert 'name="query" value="from=2025-11-17&amp;to=2025-11-23&amp;compare=previous' in text


async def test_not_offered_to_viewers(tmp_path: Path) -> None:
    async with catalog_of(tmp_path) as catalog:
        house = House(catalog, "viewer")
        assert "/s/herald/shares" not in (await house.get("/s/herald/overview")).text
        assert [(await house.share()).status_code, (await house.get("/s/herald/shares")).status_code] == [
            403
        ] * 2


@pytest.mark.parametrize(
    ("page", "query", "days"),
    [
        ("live", "", "7"),
        ("nowhere", "", "7"),
        ("article", "", "7"),
        ("overview", "range=nonsense", "7"),
        ("overview", "", "8"),
        ("overview", "", "x"),
        ("overview", "", "٧"),
        ("overview", "&".join(f"f=is:section:{'x' * 900}{n}" for n in range(5)), "7"),
    ],
)
async def test_cannot_be_shared(house: House, page: str, query: str, days: str) -> None:
    assert (await house.share(page, query, days)).status_code == 422


async def test_hostile_filters_are_listed_as_text(house: House) -> None:
    await house.share(query=str(httpx.QueryParams({"f": f"is:section:{HOSTILE}"})))
    assert "<script>alert" not in (await house.get("/s/herald/shares")).text


async def test_no_such_site(house: House) -> None:
    assert (await house.get("/s/nowhere/shares")).status_code == 404
