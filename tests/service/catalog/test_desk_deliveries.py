"""What desks are told: queued with the report, begun once, tried again only where that is safe."""

from typing import Any

import pytest

from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.catalog.desk_deliveries import End
from service.catalog.sites import Site
from tests.service.corrections.reported import again, report

HOOK = "https://hooks.example/in"
BOTH: dict[str, Any] = {"email": "desk@daily.example", "webhook": HOOK}


async def queued(catalog: Catalog, site: str = "daily") -> list[tuple[str, int, int]]:
    found = [
        (one.kind, one.correction, one.reports)
        for kind in ("email", "webhook")
        for one in await catalog.waiting_desk_deliveries(site, kind)
    ]
    return sorted(found)


@pytest.mark.parametrize(
    ("on", "told", "kinds"),
    [
        (True, BOTH, ["email", "webhook"]),
        (True, {"email": "desk@daily.example"}, ["email"]),
        (True, {"webhook": HOOK}, ["webhook"]),
        (True, {}, []),
        (False, BOTH, []),
    ],
)
async def test_queued_by_each_means_there_is(
    catalog: Catalog, on: bool, told: dict[str, Any], kinds: list[str]
) -> None:
    await catalog.put_desk("daily", on=on, **told)
    first = await report(catalog, 1)
    assert await queued(catalog) == [(kind, first.id, 1) for kind in kinds]


@pytest.mark.parametrize(
    ("reports", "steps"), [(1, [1]), (2, [1]), (3, [1, 3]), (9, [1, 3]), (10, [1, 3, 10]), (12, [1, 3, 10])]
)
async def test_queued_again_at_three_and_at_ten(catalog: Catalog, reports: int, steps: list[int]) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    first = await report(catalog, 1)
    await again(catalog, first, 2, reports - 1)
    assert await queued(catalog) == [("webhook", first.id, step) for step in steps]


async def test_the_same_reader_again_is_no_news(catalog: Catalog) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    first = await report(catalog, 1)
    await again(catalog, first, 2, 2)
    await again(catalog, first, 3, reader="r-of-a-day", suggestion="in 1964")
    await again(catalog, first, 4, reader="r-of-a-day", suggestion="in 1965")
    assert await queued(catalog) == [("webhook", first.id, 1), ("webhook", first.id, 3)]


async def test_a_site_has_its_own(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.put_desk("other", on=True, webhook=HOOK)
    await report(catalog, 1)
    assert await queued(catalog, "other") == []


async def test_begun_once(catalog: Catalog) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    await report(catalog, 1)
    [one] = await catalog.waiting_desk_deliveries("daily", "webhook")
    [begun] = await catalog.begin_desk_deliveries([one.id], 5)
    assert (begun.state, begun.attempts, begun.changed_at) == ("sending", 1, 5)
    assert await catalog.begin_desk_deliveries([one.id], 6) == []
    assert await queued(catalog) == []


@pytest.mark.parametrize(
    ("outcome", "waits"), [("sent", False), ("refused", False), ("unknown", False), ("waiting", True)]
)
async def test_ended(catalog: Catalog, outcome: Outcome, waits: bool) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    await report(catalog, 1)
    [one] = await catalog.waiting_desk_deliveries("daily", "webhook")
    await catalog.begin_desk_deliveries([one.id], 2)
    await catalog.end_desk_deliveries([End(one.id, outcome, '["It broke.",{}]', 50)], 3)
    [kept] = await catalog.desk_deliveries("daily", 10)
    assert (kept.state, kept.error, kept.next_at, kept.changed_at) == (outcome, '["It broke.",{}]', 50, 3)
    assert len(await catalog.waiting_desk_deliveries("daily", "webhook")) == waits


async def test_those_tried_least_come_first(catalog: Catalog) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    first, second = await report(catalog, 1), await report(catalog, 2, exact="teh")
    [one, _] = await catalog.waiting_desk_deliveries("daily", "webhook")
    await catalog.begin_desk_deliveries([one.id], 3)
    await catalog.end_desk_deliveries([End(one.id, "waiting")], 4)
    waiting = await catalog.waiting_desk_deliveries("daily", "webhook")
    assert [each.correction for each in waiting] == [second.id, first.id]


@pytest.mark.parametrize(
    ("kind", "outcome", "last"),
    [
        ("email", "sent", 4),
        ("email", "unknown", 4),
        ("email", "waiting", 0),
        ("email", "refused", 0),
        ("webhook", "sent", 0),
    ],
)
async def test_the_last_letter(catalog: Catalog, kind: str, outcome: Outcome, last: int) -> None:
    await catalog.put_desk("daily", on=True, **{kind: BOTH[kind]})
    await report(catalog, 1)
    [one] = await catalog.desk_deliveries("daily", 10)
    await catalog.begin_desk_deliveries([one.id], 3)
    await catalog.end_desk_deliveries([End(one.id, outcome)], 4)
    assert await catalog.last_desk_letter("daily") == last


async def test_under_way_at_a_crash_is_never_told_again(catalog: Catalog) -> None:
    await catalog.put_desk("daily", on=True, webhook=HOOK)
    await report(catalog, 1)
    [one] = await catalog.waiting_desk_deliveries("daily", "webhook")
    await catalog.begin_desk_deliveries([one.id], 2)
    assert await catalog.forget_desk_under_way(3) == 1
    [kept] = await catalog.desk_deliveries("daily", 10)
    assert (kept.state, await queued(catalog)) == ("unknown", [])
