"""Subscriptions: one for each address, whose number is given once."""

import pytest

from service.catalog import subscriptions
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError


async def test_one_for_each_address(catalog: Catalog) -> None:
    first = await catalog.subscribe("daily", "Ann@Daily.example", "en")
    assert await catalog.subscribe("daily", "ann@daily.example", "uk") == first
    assert await catalog.subscriptions("daily") == [first]
    assert await catalog.subscription(first.id) == first
    assert (first.email, first.language) == ("ann@daily.example", "en")


async def test_ended_and_its_number_never_given_again(catalog: Catalog) -> None:
    first = await catalog.subscribe("daily", "ann@daily.example", "en")
    await catalog.unsubscribe(first.id)
    await catalog.unsubscribe(first.id)
    assert await catalog.subscription(first.id) is None
    assert (await catalog.subscribe("daily", "ann@daily.example", "en")).id > first.id


@pytest.mark.parametrize("email", ["", "ann", "ann@", "a b@daily.example", "ann@daily.example\nbcc:x@y.z"])
async def test_no_address_refused(catalog: Catalog, email: str) -> None:
    with pytest.raises(CatalogError, match="is not an e-mail address"):
        await catalog.subscribe("daily", email, "en")


async def test_too_many_refused(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "MOST_SUBSCRIPTIONS", 1)
    await catalog.subscribe("daily", "ann@daily.example", "en")
    with pytest.raises(CatalogError, match="at most 1 addresses"):
        await catalog.subscribe("daily", "bob@daily.example", "en")
