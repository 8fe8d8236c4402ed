"""Deliveries: which week's report was sent to whom, so that nobody gets it twice.

A delivery is `sending` from before the first word to the mail server until its answer is known. After a crash
nobody knows whether the server took it: it is `unknown`, and never tried again.
"""

import datetime as dt
from typing import Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from service.catalog import tables
from service.catalog.database import Database
from service.catalog.subscriptions import Subscription

#: `waiting` is tried again; `refused` and `unknown` are not.
Outcome = Literal["sent", "waiting", "refused", "unknown"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_DELIVERY, _SUBSCRIPTION = tables.delivery.c, tables.subscription.c


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One week's report to one subscriber; `week` is its Monday. Times are UTC milliseconds."""

    subscription: int
    week: dt.date
    state: str
    attempts: int
    next_at: int
    changed_at: int


class Deliveries(Database):
    """The catalog's questions about deliveries."""

    async def due(self, site: str, week: dt.date, since: int, now: int) -> list[Subscription]:
        """Who subscribed before `since`, and has neither got the week's report nor waits for another try.

        Those tried least come first, so that one whose server says "later" keeps nobody waiting.
        """
        mine = and_(_DELIVERY.subscription == _SUBSCRIPTION.id, _DELIVERY.week == str(week))
        question = (
            select(*(_SUBSCRIPTION[field] for field in Subscription.__struct_fields__))
            .select_from(tables.subscription.outerjoin(tables.delivery, mine))
            .where(
                _SUBSCRIPTION.site == site,
                _SUBSCRIPTION.created_at <= since,
                or_(_DELIVERY.week.is_(None), _waits(now)),
            )
            .order_by(func.coalesce(_DELIVERY.attempts, 0), _SUBSCRIPTION.id)
        )
        async with self._reading() as connection:
            return [Subscription(**row) for row in (await connection.execute(question)).mappings()]

    async def begin_delivery(self, subscription: int, week: dt.date, now: int) -> int:
        """Mark as `sending`, before anything is sent; which attempt it is, from 1. 0: it is no longer due."""
        values = {
            "subscription": subscription,
            "week": str(week),
            "state": "sending",
            "attempts": 1,
            "next_at": 0,
            "changed_at": now,
        }
        begun = insert(tables.delivery).values(values)
        again = begun.on_conflict_do_update(
            index_elements=["subscription", "week"],
            set_={"state": "sending", "attempts": _DELIVERY.attempts + 1, "changed_at": now},
            where=_waits(now),
        ).returning(_DELIVERY.attempts)
        # Of one who has unsubscribed meanwhile there is nothing to insert for.
        there = select(_SUBSCRIPTION.id).where(_SUBSCRIPTION.id == subscription)
        async with self._writing() as connection:
            if not (await connection.execute(there)).first():
                return 0
            return int((await connection.execute(again)).scalar() or 0)

    async def end_delivery(
        self, subscription: int, week: dt.date, outcome: Outcome, now: int, next_at: int = 0
    ) -> None:
        """What became of it; `next_at` is when one that waits is tried again."""
        mine = and_(_DELIVERY.subscription == subscription, _DELIVERY.week == str(week))
        change = update(tables.delivery).where(mine)
        async with self._writing() as connection:
            await connection.execute(change.values(state=outcome, changed_at=now, next_at=next_at))

    async def forget_under_way(self, now: int) -> int:
        """After a start: what was `sending` when the service ended is `unknown`; how many those are."""
        change = update(tables.delivery).where(_DELIVERY.state == "sending")
        async with self._writing() as connection:
            return (await connection.execute(change.values(state="unknown", changed_at=now))).rowcount

    async def deliveries(self, site: str, week: dt.date) -> list[Delivery]:
        """A site's deliveries of a week's report."""
        question = (
            select(*(_DELIVERY[field] for field in Delivery.__struct_fields__))
            .join(tables.subscription, _SUBSCRIPTION.id == _DELIVERY.subscription)
            .where(_SUBSCRIPTION.site == site, _DELIVERY.week == str(week))
            .order_by(_DELIVERY.subscription)
        )
        async with self._reading() as connection:
            rows = (await connection.execute(question)).mappings()
            return [msgspec.convert({str(k): v for k, v in row.items()}, Delivery) for row in rows]


def _waits(now: int) -> ColumnElement[bool]:
    return and_(_DELIVERY.state == "waiting", _DELIVERY.next_at <= now)
