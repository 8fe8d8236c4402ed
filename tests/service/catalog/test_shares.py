"""Shares: open for some days, revoked at once."""

import pytest

from service.catalog import shares
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.shares import Share

DAY_MS = 86_400_000


async def shared(catalog: Catalog, days: int = 7, now: int = 0) -> Share:
    return await catalog.add_share("daily", "overview", "range=7d", days, "ann@daily.example", now)


async def test_found_and_listed(catalog: Catalog) -> None:
    older, newer = await shared(catalog, now=1), await shared(catalog, now=2)
    assert await catalog.share(older.id) == older
    assert await catalog.shares("daily") == [newer, older]
    assert newer.expires_at == 2 + 7 * DAY_MS


async def test_revoked_by_its_own_site_alone(catalog: Catalog) -> None:
    one = await shared(catalog)
    await catalog.revoke_share("weekly", one.id)
    assert await catalog.share(one.id) == one
    await catalog.revoke_share("daily", one.id)
    assert await catalog.share(one.id) is None


async def test_those_that_expired_go_with_the_next(catalog: Catalog) -> None:
    await shared(catalog, days=1)
    newer = await shared(catalog, now=DAY_MS)
    assert await catalog.shares("daily") == [newer]


@pytest.mark.parametrize("days", [0, -1, 2, 91, 10**9])
async def test_for_other_days_refused(catalog: Catalog, days: int) -> None:
    with pytest.raises(CatalogError, match="open for 1, 7, 30, 90 days"):
        await shared(catalog, days)


async def test_too_many_refused(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MOST_SHARES", 1)
    await shared(catalog)
    with pytest.raises(CatalogError, match="at most 1 open links"):
        await shared(catalog)
