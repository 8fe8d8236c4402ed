"""What readers send, as it is kept: each report once, counted by readers, bounded, and forgotten in time."""

import asyncio
from typing import Any

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.corrections import READERS, Correction
from service.catalog.errors import CatalogError
from service.catalog.intake import Checked, Full, NewCorrection, NewReport
from service.catalog.sites import Site
from tests.service.corrections.reported import again, report

PLACE = NewCorrection(
    site="daily",
    article="/a",
    exact="teh",
    prefix="over ",
    suffix=" dog",
    position=5,
    language="en",
    words=3,
    hash="0a1b2c3d",
)
REPORT = NewReport(note="A" * 22, at=10, exact="teh", suggestion="the", reader="1")


def sent(**changes: Any) -> NewReport:
    return msgspec.structs.replace(REPORT, **changes)


async def kept(catalog: Catalog, number: int = 1) -> Correction:
    found = await catalog.correction("daily", number)
    assert found is not None
    return found


async def test_a_report_begins_a_correction(catalog: Catalog) -> None:
    assert await catalog.take_report(PLACE, sent(severity=3.0, severity_why="a number")) == (1, "taken")
    found = await kept(catalog)
    assert (found.state, found.reports, found.first_at, found.last_at, found.state_at) == (
        "new",
        1,
        10,
        10,
        10,
    )
    assert (found.exact, found.hash, found.severity, found.severity_why) == (
        "teh",
        "0a1b2c3d",
        3.0,
        "a number",
    )
    (only,) = await catalog.reports(1, 10)
    assert (only.note, only.suggestion, only.times, only.reader) == ("A" * 22, "the", 1, "1")


@pytest.mark.parametrize(
    ("changes", "state", "rows", "times", "reports"),
    [
        ({}, "known", 1, 1, 1),
        ({"note": "B" * 22}, "known", 1, 2, 1),
        ({"note": "B" * 22, "comment": "Really."}, "merged", 2, 1, 1),
        ({"note": "B" * 22, "reader": "2"}, "merged", 2, 1, 2),
        ({"note": "B" * 22, "reader": "2", "suggestion": ""}, "merged", 2, 1, 2),
        ({"note": "B" * 22, "reader": ""}, "merged", 2, 1, 2),
    ],
)
async def test_a_second_report(
    catalog: Catalog, changes: dict[str, Any], state: str, rows: int, times: int, reports: int
) -> None:
    await catalog.take_report(PLACE, REPORT)
    assert await catalog.take_report(await kept(catalog), sent(**changes)) == (1, state)
    found = await catalog.reports(1, 10)
    assert (len(found), found[-1].times, (await kept(catalog)).reports) == (rows, times, reports)


async def test_the_same_report_again_and_again_is_one(catalog: Catalog) -> None:
    await catalog.take_report(PLACE, REPORT)
    for number in range(49):
        await catalog.take_report(await kept(catalog), sent(note=f"{number:022}", at=11 + number))
    (only,) = await catalog.reports(1, 10)
    found = await kept(catalog)
    assert (only.times, found.reports, found.last_at) == (50, 1, 59)


async def test_of_reports_sent_twice_at_once_one_is_kept(catalog: Catalog) -> None:
    found = await asyncio.gather(*(catalog.take_report(PLACE, REPORT) for _ in range(8)))
    assert sorted(state for _, state in found) == ["known"] * 7 + ["taken"]


@pytest.mark.parametrize(
    ("severities", "median"), [([1.0, 3.0], 1.0), ([1.0, 3.0, 3.0], 3.0), ([3.0, 1.0, 2.0], 2.0)]
)
async def test_a_correction_has_the_median_severity(
    catalog: Catalog, severities: list[float], median: float
) -> None:
    for number, severity in enumerate(severities):
        where = await kept(catalog) if number else PLACE
        one = sent(note=f"{number:022}", reader=str(number), severity=severity, severity_why=f"{severity}")
        await catalog.take_report(where, one)
    found = await kept(catalog)
    assert (found.severity, found.severity_why) == (median, f"{median}")


async def test_beyond_the_most_reports_they_are_only_counted(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.catalog.intake.MOST_REPORTS", 3)
    first = await report(catalog, 1)
    found = await again(catalog, first, 2, times=9)
    assert (found.reports, len(await catalog.reports(first.id, 100))) == (10, 3)


async def test_beyond_the_most_open_corrections_none_begins(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.catalog.intake.MOST_OPEN", 2)
    for number in range(2):
        await catalog.take_report(PLACE, sent(note=f"{number:022}"))
    with pytest.raises(Full, match="2 open corrections"):
        await catalog.take_report(PLACE, sent(note="C" * 22))
    await catalog.set_state("daily", [1], "rejected", "ann@daily.example", 20)
    assert await catalog.take_report(PLACE, sent(note="C" * 22)) == (3, "taken")


async def test_a_site_that_is_no_more(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'gone'"):
        await catalog.take_report(msgspec.structs.replace(PLACE, site="gone"), REPORT)


async def test_ids_are_a_sites_own(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.take_report(PLACE, REPORT)
    assert await catalog.take_report(msgspec.structs.replace(PLACE, site="other"), REPORT) == (2, "taken")
    assert (await catalog.report_of("daily", "A" * 22), await catalog.report_of("other", "A" * 22)) == (1, 2)
    assert await catalog.report_of("daily", "B" * 22) is None


@pytest.mark.parametrize(("suggestion", "found"), [("the", {1}), ("The", set()), ("", set()), ("a", {2})])
async def test_who_suggested_the_same(catalog: Catalog, suggestion: str, found: set[int]) -> None:
    await catalog.take_report(PLACE, REPORT)
    await catalog.take_report(PLACE, sent(note="B" * 22, suggestion="a"))
    assert await catalog.suggested([1, 2], suggestion) == found
    assert await catalog.suggested([], suggestion) == set()


async def test_what_pages_look_for(catalog: Catalog) -> None:
    for number, (severity, article) in enumerate(
        [(1.0, "/a"), (3.0, "/a"), (2.0, "/b"), (2.0, "/a"), (2.0, "/a")]
    ):
        place = msgspec.structs.replace(PLACE, article=article)
        await catalog.take_report(place, sent(note=f"{number:022}", severity=severity))
    await catalog.set_state("daily", [4], "fixed", "ann@daily.example", 50)
    await catalog.checked("daily", [Checked(id=5, before="new", state="fixed")], 50)
    for since, limit, expected in ((0, 9, [2, 1, 5]), (51, 9, [2, 1]), (0, 1, [2])):
        assert [one.id for one in await catalog.watched("daily", "/a", since, limit)] == expected


async def test_words_are_kept_and_close_a_correction(catalog: Catalog) -> None:
    await catalog.take_report(PLACE, REPORT)
    run = (("1", 20), ("2", 21))
    assert await catalog.checked("daily", [Checked(id=1, before="new", state="new", gone=run)], 21) == []
    found = await kept(catalog)
    assert (found.gone, found.checked_at, found.state_at) == (run, 21, 10)
    assert await catalog.checked("daily", [Checked(id=1, before="new", state="fixed")], 30) == [1]
    found = await kept(catalog)
    assert (found.state, found.fixed_by, found.state_at, found.gone) == ("fixed", READERS, 30, ())
    assert [(act.person, act.kind, act.text, act.at) for act in await catalog.acts(1)] == [
        ("", "state", "fixed", 30)
    ]
    assert await catalog.checked("daily", [Checked(id=1, before="fixed", state="new")], 40) == [1]
    found = await kept(catalog)
    assert (found.state, found.fixed_by) == ("new", "")


async def test_words_do_not_undo_what_the_desk_did_meanwhile(catalog: Catalog) -> None:
    await catalog.take_report(PLACE, REPORT)
    await catalog.set_state("daily", [1], "rejected", "ann@daily.example", 20)
    assert await catalog.checked("daily", [Checked(id=1, before="new", state="fixed")], 30) == []
    assert (await kept(catalog)).state == "rejected"


@pytest.mark.parametrize("site", ["other", "daily' OR 1=1 --"])
async def test_words_for_another_site(catalog: Catalog, site: str) -> None:
    await catalog.take_report(PLACE, REPORT)
    assert await catalog.checked(site, [Checked(id=1, before="new", state="fixed")], 30) == []


async def test_readers_are_forgotten_with_their_day(catalog: Catalog) -> None:
    await catalog.take_report(PLACE, REPORT)
    await catalog.take_report(await kept(catalog), sent(note="B" * 22, at=30, reader="2"))
    run = (("1", 10), ("2", 30))
    await catalog.checked("daily", [Checked(id=1, before="new", state="new", gone=run)], 30)
    assert await catalog.forget_readers("other", 20) == 0
    assert await catalog.forget_readers("daily", 20) == 2
    assert [one.reader for one in await catalog.reports(1, 9)] == ["2", ""]
    assert (await kept(catalog)).gone == (("", 10), ("2", 30))
    assert await catalog.forget_readers("daily", 20) == 0


@pytest.mark.parametrize(
    ("state", "closed_at", "left"),
    [("fixed", 20, ""), ("rejected", 20, ""), ("fixed", 21, "a@b.example"), ("accepted", 20, "a@b.example")],
)
async def test_addresses_are_erased_once_a_correction_is_long_closed(
    catalog: Catalog, state: str, closed_at: int, left: str
) -> None:
    await catalog.take_report(PLACE, sent(email="a@b.example"))
    await catalog.set_state("daily", [1], state, "ann@daily.example", closed_at)
    assert await catalog.erase_emails(21) == (not left)
    assert [one.email for one in await catalog.reports(1, 9)] == [left]
