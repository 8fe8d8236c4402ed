"""The sites in memory follow the catalog, and a site added a moment ago is found."""

from zoneinfo import ZoneInfo

import pytest

from service.catalog import book as module
from service.catalog.book import SiteBook
from service.catalog.errors import CatalogError
from service.catalog.sites import Site


def site(key: str, timezone: str = "UTC") -> Site:
    return Site(key=key, name=key, origins=(f"https://{key}.example",), timezone=timezone)


class Shelf:
    """A catalog that counts how often it is read."""

    def __init__(self, *sites: Site) -> None:
        self.sites = list(sites)
        self.reads = 0
        self.broken = False

    async def load(self) -> list[Site]:
        self.reads += 1
        if self.broken:
            raise CatalogError("cannot be read")
        return list(self.sites)


async def test_a_refresh_reads_sites_zones_and_origins() -> None:
    shelf = Shelf(site("a", "Europe/Kyiv"), site("b"))
    book = SiteBook(shelf.load)
    await book.refresh()
    assert book.get("a") == shelf.sites[0]
    assert book.sites == shelf.sites
    assert book.zone("a") == ZoneInfo("Europe/Kyiv")
    assert book.origins == {"https://a.example", "https://b.example"}


async def test_a_changed_and_a_removed_site_are_noticed() -> None:
    shelf = Shelf(site("a"), site("b"))
    book = SiteBook(shelf.load)
    await book.refresh()
    shelf.sites = [site("a", "Asia/Tokyo")]
    await book.refresh()
    assert (book.zone("a"), book.get("b")) == (ZoneInfo("Asia/Tokyo"), None)
    assert book.origins == {"https://a.example"}


def test_a_site_that_is_no_more_has_utc() -> None:
    assert SiteBook(Shelf().load).zone("gone") == ZoneInfo("UTC")


async def test_an_unknown_site_is_looked_for_at_once_but_not_over_and_over() -> None:
    shelf = Shelf()
    book = SiteBook(shelf.load)
    for _ in range(100):
        await book.find("a")
    assert shelf.reads == 1


async def test_a_site_added_a_moment_ago_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    book = SiteBook(shelf.load)
    await book.refresh()
    shelf.sites.append(site("a"))
    monkeypatch.setattr(module, "_LAZY_S", -1.0)
    assert await book.find("a") == site("a")


async def test_a_known_site_costs_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(site("a"))
    book = SiteBook(shelf.load)
    await book.refresh()
    monkeypatch.setattr(module, "_LAZY_S", -1.0)
    await book.find("a")
    assert shelf.reads == 1


async def test_a_catalog_that_cannot_be_read_leaves_what_is_known() -> None:
    shelf = Shelf(site("a"))
    book = SiteBook(shelf.load)
    await book.refresh()
    shelf.broken = True
    with pytest.raises(CatalogError):
        await book.refresh()
    assert await book.find("b") is None
    assert await book.find("a") == site("a")
