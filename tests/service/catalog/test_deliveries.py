"""Deliveries: begun once, tried again only where that cannot send twice."""

import datetime as dt

import pytest

from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.catalog.subscriptions import Subscription
from service.catalog.times import now_ms

WEEK = dt.date(2026, 11, 16)


@pytest.fixture
async def ann(catalog: Catalog) -> Subscription:
    return await catalog.subscribe("daily", "ann@daily.example", "en")


async def due(catalog: Catalog, now: int = 100, week: dt.date = WEEK) -> list[str]:
    return [one.email for one in await catalog.due("daily", week, now_ms() + 1, now)]


async def test_due_until_begun(catalog: Catalog, ann: Subscription) -> None:
    assert await due(catalog) == [ann.email]
    assert await catalog.begin_delivery(ann.id, WEEK, 1) == 1
    assert await due(catalog) == []
    assert await catalog.begin_delivery(ann.id, WEEK, 1) == 0
    assert await due(catalog, week=WEEK + dt.timedelta(7)) == [ann.email]


async def test_not_due_for_who_subscribed_later(catalog: Catalog, ann: Subscription) -> None:
    assert await catalog.due("daily", WEEK, ann.created_at - 1, 100) == []


@pytest.mark.parametrize(
    ("outcome", "now", "again"),
    [
        ("sent", 60, False),
        ("refused", 60, False),
        ("unknown", 60, False),
        ("waiting", 49, False),
        ("waiting", 50, True),
    ],
)
async def test_tried_again(
    catalog: Catalog, ann: Subscription, outcome: Outcome, now: int, again: bool
) -> None:
    await catalog.begin_delivery(ann.id, WEEK, 1)
    await catalog.end_delivery(ann.id, WEEK, outcome, 2, next_at=50)
    assert await due(catalog, now) == [ann.email] * again
    assert await catalog.begin_delivery(ann.id, WEEK, now) == (2 if again else 0)


async def test_under_way_at_a_crash_is_never_tried_again(catalog: Catalog, ann: Subscription) -> None:
    await catalog.begin_delivery(ann.id, WEEK, 1)
    assert await catalog.forget_under_way(2) == 1
    [one] = await catalog.deliveries("daily", WEEK)
    assert (one.state, one.attempts) == ("unknown", 1)
    assert await due(catalog) == []


async def test_of_who_has_unsubscribed_nothing_begins(catalog: Catalog, ann: Subscription) -> None:
    await catalog.unsubscribe(ann.id)
    assert await catalog.begin_delivery(ann.id, WEEK, 1) == 0


async def test_those_tried_least_come_first(catalog: Catalog, ann: Subscription) -> None:
    bob = await catalog.subscribe("daily", "bob@daily.example", "en")
    await catalog.begin_delivery(ann.id, WEEK, 1)
    await catalog.end_delivery(ann.id, WEEK, "waiting", 2, next_at=50)
    assert await due(catalog) == [bob.email, ann.email]
