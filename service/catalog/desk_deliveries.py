"""What a desk was told of which correction, by letter or by webhook, so that it hears nothing twice.

As with weekly reports, a delivery is `sending` from before the first word until the answer is known; what was
under way when the service ended is `unknown`, and never tried again.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.deliveries import Outcome

Kind = Literal["email", "webhook"]
KINDS: tuple[Kind, ...] = ("email", "webhook")
#: A desk hears of a correction with its first report, and again when it has as many.
STEPS = (1, 3, 10)

_DELIVERY = tables.desk_delivery.c
#: SQLite takes 32,766 parameters in a statement.
_IDS_A_STATEMENT = 10_000


class DeskDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """One thing told: that a correction has `reports`, a number of STEPS. Times are UTC milliseconds."""

    id: int
    site: str
    correction: int
    kind: Kind
    reports: int
    state: str
    attempts: int
    next_at: int
    created_at: int
    changed_at: int
    error: str


class End(msgspec.Struct, frozen=True):
    """What became of a delivery; `error` as `Failure.kept`, `next_at` when one that waits is tried again."""

    id: int
    outcome: Outcome
    error: str = ""
    next_at: int = 0


class DeskDeliveries(Database):
    """The catalog's questions about what desks were told."""

    async def waiting_desk_deliveries(self, site: str, kind: Kind) -> list[DeskDelivery]:
        """What has still to be told, also what is to be tried again later; those tried least come first."""
        mine = and_(_DELIVERY.site == site, _DELIVERY.kind == kind, _DELIVERY.state == "waiting")
        question = select(tables.desk_delivery).where(mine).order_by(_DELIVERY.attempts, _DELIVERY.id)
        async with self._reading() as connection:
            return [as_struct(row, DeskDelivery) for row in (await connection.execute(question)).mappings()]

    async def begin_desk_deliveries(self, ids: Sequence[int], now: int) -> list[DeskDelivery]:
        """Mark as `sending`, before anything is sent; those that were still waiting, one attempt richer."""
        found: list[DeskDelivery] = []
        async with self._writing() as connection:
            for start in range(0, len(ids), _IDS_A_STATEMENT):
                some = _DELIVERY.id.in_(ids[start : start + _IDS_A_STATEMENT])
                change = update(tables.desk_delivery).where(some, _DELIVERY.state == "waiting")
                begun = change.values(state="sending", attempts=_DELIVERY.attempts + 1, changed_at=now)
                rows = await connection.execute(begun.returning(*tables.desk_delivery.c))
                found += [as_struct(row, DeskDelivery) for row in rows.mappings()]
        return sorted(found, key=lambda one: one.id)

    async def end_desk_deliveries(self, ends: Sequence[End], now: int) -> None:
        """What became of each."""
        async with self._writing() as connection:
            for end in ends:
                change = update(tables.desk_delivery).where(_DELIVERY.id == end.id)
                values = {"state": end.outcome, "error": end.error, "next_at": end.next_at}
                await connection.execute(change.values(changed_at=now, **values))

    async def last_desk_letter(self, site: str) -> int:
        """When a letter last went to the desk or may have, UTC milliseconds; 0 for never."""
        went = _DELIVERY.state.in_(("sending", "sent", "unknown"))
        question = select(func.max(_DELIVERY.changed_at)).where(
            _DELIVERY.site == site, _DELIVERY.kind == "email", went
        )
        async with self._reading() as connection:
            return int((await connection.execute(question)).scalar() or 0)

    async def desk_deliveries(self, site: str, limit: int) -> list[DeskDelivery]:
        """A site's latest deliveries, the one that changed last first."""
        question = select(tables.desk_delivery).where(_DELIVERY.site == site)
        latest = question.order_by(_DELIVERY.changed_at.desc(), _DELIVERY.id.desc()).limit(limit)
        async with self._reading() as connection:
            return [as_struct(row, DeskDelivery) for row in (await connection.execute(latest)).mappings()]

    async def forget_desk_under_way(self, now: int) -> int:
        """After a start: what was `sending` when the service ended is `unknown`; how many those are."""
        change = update(tables.desk_delivery).where(_DELIVERY.state == "sending")
        async with self._writing() as connection:
            return (await connection.execute(change.values(state="unknown", changed_at=now))).rowcount


async def tell(connection: AsyncConnection, site: str, correction: int, reports: int, now: int) -> None:
    """Have the desk told, by each means it has, that a correction has so many reports; only of STEPS.

    Within the transaction that makes it so: what was taken is told, whatever happens in between.
    """
    if reports not in STEPS:
        return
    desk = tables.desk.c
    question = select(desk.email, desk.webhook).where(desk.site == site, desk.on == 1)
    row = (await connection.execute(question)).mappings().first()
    values = {"site": site, "correction": correction, "reports": reports, "state": "waiting", "attempts": 0}
    values |= {"next_at": 0, "created_at": now, "changed_at": now, "error": ""}
    rows = [{**values, "kind": kind} for kind in KINDS if row and row[kind]]
    if rows:
        await connection.execute(insert(tables.desk_delivery).on_conflict_do_nothing(), rows)
