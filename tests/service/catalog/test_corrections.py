"""What the desk asks and does: states, people, notes, and what is counted."""

from typing import Any

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.corrections import LONGEST_REMARK, STATES
from service.catalog.errors import CatalogError
from service.catalog.intake import NewCorrection, NewReport
from service.catalog.sites import Site

ANN = "ann@daily.example"


async def begun(catalog: Catalog, at: int, site: str = "daily", article: str = "/a") -> int:
    place: dict[str, Any] = {"prefix": "", "suffix": "", "position": 0, "language": "en", "words": 1}
    new = NewCorrection(site=site, article=article, exact="teh", hash="0a1b2c3d", **place)
    number, _ = await catalog.take_report(
        new, NewReport(note=f"{at:022}", at=at, exact="teh", reader=f"{at}")
    )
    return number


async def states(catalog: Catalog, site: str = "daily") -> dict[int, str]:
    return {one.id: one.state for one in await catalog.corrections(site, STATES, 100)}


async def test_those_reported_last_come_first(catalog: Catalog) -> None:
    for at in (5, 9, 7):
        await begun(catalog, at)
    assert [one.last_at for one in await catalog.corrections("daily", ["new"], 2)] == [9, 7]
    assert await catalog.corrections("daily", ["fixed"], 9) == []
    assert await catalog.corrections("other", STATES, 9) == []


async def test_an_articles_corrections(catalog: Catalog) -> None:
    for at, article in ((1, "/a"), (2, "/b"), (3, "/a")):
        await begun(catalog, at, article=article)
    await catalog.set_state("daily", [1], "fixed", ANN, 9)
    assert [one.id for one in await catalog.open_corrections("daily", "/a")] == [3]
    assert [one.id for one in await catalog.article_corrections("daily", "/a", 9)] == [3, 1]


async def test_a_correction_is_its_sites(catalog: Catalog) -> None:
    number = await begun(catalog, 1)
    assert await catalog.correction("other", number) is None
    assert await catalog.set_state("other", [number], "fixed", ANN, 2) == 0
    assert await catalog.assign("other", [number], None, ANN, 2) == 0
    with pytest.raises(CatalogError, match="no correction 1"):
        await catalog.remark("other", number, "Hm.", ANN, 2)
    assert await states(catalog) == {number: "new"}


@pytest.mark.parametrize(("state", "fixed_by"), [("accepted", ""), ("rejected", ""), ("fixed", ANN)])
async def test_a_state_is_put_and_noted_once(catalog: Catalog, state: str, fixed_by: str) -> None:
    numbers = [await begun(catalog, at) for at in (1, 2, 3)]
    assert await catalog.set_state("daily", numbers[:2], state, ANN, 50) == 2
    assert await catalog.set_state("daily", numbers[:2], state, ANN, 60) == 0
    assert await states(catalog) == {1: state, 2: state, 3: "new"}
    found = await catalog.correction("daily", 1)
    assert found is not None
    assert (found.state_at, found.fixed_by) == (50, fixed_by)
    acts = [(act.at, act.person, act.kind, act.text) for act in await catalog.acts(1)]
    assert acts == [(50, ANN, "state", state)]


@pytest.mark.parametrize("state", ["", "gone", "x" * 100])
async def test_no_such_state(catalog: Catalog, state: str) -> None:
    with pytest.raises(CatalogError, match="must be one of new, accepted, rejected, fixed"):
        await catalog.set_state("daily", [1], state, ANN, 1)


async def test_somebody_takes_it_on_and_gives_it_back(catalog: Catalog) -> None:
    ann = await catalog.add_person(ANN, "hash", "editor")
    number = await begun(catalog, 1)
    for assignee, changed in ((ann.id, 1), (ann.id, 0), (None, 1), (None, 0)):
        assert await catalog.assign("daily", [number], assignee, ANN, 5) == changed
    assert [act.text for act in await catalog.acts(number)] == [ANN, ""]


async def test_nobody_with_this_number(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no person with the number 9"):
        await catalog.assign("daily", [await begun(catalog, 1)], 9, ANN, 5)


async def test_a_note(catalog: Catalog) -> None:
    number = await begun(catalog, 1)
    await catalog.remark("daily", number, "  Asked the author. ", ANN, 5)
    (act,) = await catalog.acts(number)
    assert (act.kind, act.text, act.person, act.at) == ("note", "Asked the author.", ANN, 5)


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_REMARK + 1)])
async def test_no_note(catalog: Catalog, text: str) -> None:
    number = await begun(catalog, 1)
    with pytest.raises(CatalogError, match="1 to 2000 characters"):
        await catalog.remark("daily", number, text, ANN, 5)


async def test_how_many_are_in_each_state(catalog: Catalog) -> None:
    for at in range(1, 4):
        await begun(catalog, at)
    await catalog.set_state("daily", [2], "fixed", ANN, 9)
    assert await catalog.state_counts("daily") == {"new": 2, "accepted": 0, "rejected": 0, "fixed": 1}


async def test_what_is_counted_in_some_time(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    for at, article in ((10, "/a"), (20, "/a"), (30, "/b"), (40, "/c")):
        await begun(catalog, at, article=article)
    await begun(catalog, 25, site="other")
    await catalog.set_state("daily", [1], "fixed", ANN, 22)
    await catalog.set_state("daily", [2], "rejected", ANN, 22)
    await catalog.set_state("daily", [4], "fixed", ANN, 99)
    counted = [msgspec.structs.astuple(one) for one in await catalog.correction_counts("daily", 20, 30)]
    assert counted == [("/a", 1, 1, (12,)), ("/b", 1, 1, ())]


async def test_a_site_takes_its_corrections_along(catalog: Catalog) -> None:
    await begun(catalog, 1)
    await catalog.put_desk("daily", on=True)
    async with catalog._writing() as connection:
        await connection.exec_driver_sql("DELETE FROM site")
    assert (await states(catalog), await catalog.desks(), await catalog.reports(1, 9)) == ({}, [], [])
