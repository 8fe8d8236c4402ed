"""Saved views: whose they are, how many, and that they lead to a page of the dashboards."""

import pytest

from service.catalog import saved_views
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.saved_views import LONGEST_QUERY, checked_page, checked_query


@pytest.fixture
async def people(catalog: Catalog) -> list[int]:
    return [(await catalog.add_person(f"{name}@daily.example", "x", "viewer")).id for name in ("ann", "bo")]


async def names(catalog: Catalog, person: int) -> list[str]:
    return [view.name for view in await catalog.saved_views(person, "daily")]


async def test_a_view_comes_back_as_it_was_saved(catalog: Catalog, people: list[int]) -> None:
    await catalog.save_view(people[0], "daily", " Phones ", "overview", "range=7d&f=is:device:phone")
    (view,) = await catalog.saved_views(people[0], "daily")
    told = (view.name, view.page, view.query)
    assert told == ("Phones", "overview", "range=7d&f=is%3Adevice%3Aphone")


async def test_everybody_has_their_own(catalog: Catalog, people: list[int]) -> None:
    ann, bo = people
    await catalog.save_view(ann, "daily", "Mine", "overview", "")
    (mine,) = await catalog.saved_views(ann, "daily")
    await catalog.remove_view(bo, "daily", mine.id)
    assert (await names(catalog, ann), await names(catalog, bo)) == (["Mine"], [])


async def test_a_name_saved_again_is_the_newer_view(catalog: Catalog, people: list[int]) -> None:
    await catalog.save_view(people[0], "daily", "A", "overview", "range=7d")
    await catalog.save_view(people[0], "daily", "A", "sources", "")
    (view,) = await catalog.saved_views(people[0], "daily")
    assert (view.page, view.query) == ("sources", "")


async def test_a_view_is_removed(catalog: Catalog, people: list[int]) -> None:
    for name in ("b", "A"):
        await catalog.save_view(people[0], "daily", name, "overview", "")
    first, _second = await catalog.saved_views(people[0], "daily")
    await catalog.remove_view(people[0], "daily", first.id)
    assert await names(catalog, people[0]) == ["b"]


async def test_there_are_only_so_many(
    catalog: Catalog, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    await catalog.save_view(people[0], "daily", "A", "overview", "")
    await catalog.save_view(people[0], "daily", "A", "overview", "range=7d")
    with pytest.raises(CatalogError, match="1 views already"):
        await catalog.save_view(people[0], "daily", "B", "overview", "")


async def test_a_site_that_is_not_there(catalog: Catalog, people: list[int]) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.save_view(people[0], "nowhere", "A", "overview", "")


@pytest.mark.parametrize("page", ["", "//evil.example", "..", "a/b", "Overview", "a" * 41, "overview?x"])
def test_what_is_no_page(page: str) -> None:
    with pytest.raises(CatalogError, match="no page"):
        checked_page(page)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?range=7d", "range=7d"),
        ("a=\r\nLocation: x", "a=%0D%0ALocation%3A+x"),
        ('"><script>', ""),
        ("a=%ED%A0%80", "a=%EF%BF%BD%EF%BF%BD%EF%BF%BD"),
        ("a=\ud800", "a=%3F"),
    ],
)
def test_a_query_is_written_as_in_an_address(query: str, kept: str) -> None:
    assert checked_query(query) == kept or (kept == "" and checked_query(query).endswith("="))


@pytest.mark.parametrize(
    ("query", "problem"),
    [("&".join("a=1" for _ in range(101)), "100 settings"), ("a=" + "x" * LONGEST_QUERY, "too long")],
)
def test_what_is_no_query(query: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        checked_query(query)
