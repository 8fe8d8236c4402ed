"""Annotations: what is one, whose they are, and of which days they are told."""

import datetime as dt

import pytest

from service.catalog import annotations
from service.catalog.annotations import LONGEST_TEXT, checked_line
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.sites import Site

ANN = "ann@daily.example"
DAY = dt.date(2026, 11, 2)


async def told(catalog: Catalog, *days: dt.date) -> list[str]:
    return [one.text for one in await catalog.annotations("daily", *days)]


async def test_a_note_comes_back_as_it_was_written(catalog: Catalog) -> None:
    await catalog.add_annotation("daily", DAY, "  Storm \n closes the <b>ferry</b> ", ANN)
    (note,) = await catalog.annotations("daily")
    assert (note.day, note.text, note.person) == (DAY, "Storm closes the <b>ferry</b>", ANN)


async def test_they_stand_by_day_and_the_oldest_of_a_day_first(catalog: Catalog) -> None:
    for ago, text in ((0, "third"), (1, "second"), (0, "fourth"), (2, "first")):
        await catalog.add_annotation("daily", DAY - dt.timedelta(ago), text, ANN)
    assert await told(catalog) == ["first", "second", "third", "fourth"]


@pytest.mark.parametrize(
    ("first", "last", "count"), [(0, 0, 1), (-1, 1, 3), (0, 1, 2), (2, 3, 0), (1, -1, 0), (-400, 400, 3)]
)
async def test_both_ends_of_a_range_belong_to_it(catalog: Catalog, first: int, last: int, count: int) -> None:
    for day in (-1, 0, 1):
        await catalog.add_annotation("daily", DAY + dt.timedelta(day), "note", ANN)
    assert len(await told(catalog, DAY + dt.timedelta(first), DAY + dt.timedelta(last))) == count


async def test_a_note_belongs_to_its_site(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.add_annotation("other", DAY, "theirs", ANN)
    (theirs,) = await catalog.annotations("other")
    await catalog.remove_annotation("daily", theirs.id)
    assert (await told(catalog), await catalog.annotations("other")) == ([], [theirs])


@pytest.mark.parametrize("number", [0, -1, 10**15])
async def test_removing_what_is_not_there_changes_nothing(catalog: Catalog, number: int) -> None:
    await catalog.add_annotation("daily", DAY, "stays", ANN)
    await catalog.remove_annotation("daily", number)
    assert await told(catalog) == ["stays"]


async def test_a_note_is_removed(catalog: Catalog) -> None:
    await catalog.add_annotation("daily", DAY, "goes", ANN)
    (note,) = await catalog.annotations("daily")
    await catalog.remove_annotation("daily", note.id)
    assert await told(catalog) == []


async def test_there_are_only_so_many(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "MOST_ANNOTATIONS", 1)
    await catalog.add_annotation("daily", DAY, "one", ANN)
    with pytest.raises(CatalogError, match="1 notes already"):
        await catalog.add_annotation("daily", DAY, "two", ANN)


async def test_a_site_that_is_not_there(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.add_annotation("nowhere", DAY, "note", ANN)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a", "a"), (" a\t b\r\nc ", "a b c"), ("х" * LONGEST_TEXT, "х" * LONGEST_TEXT), ("=1+1", "=1+1")],
)
def test_what_is_a_line(text: str, kept: str) -> None:
    assert checked_line(text, LONGEST_TEXT) == kept


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the text is empty"),
        (" \n ", "the text is empty"),
        ("x" * (LONGEST_TEXT + 1), "201 characters; 200 fit"),
        ("a\x00b", r"U\+0000"),
        ("\ud800", r"U\+D800"),
    ],
)
def test_what_is_none(text: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        checked_line(text, LONGEST_TEXT)
