"""Goals: what a site wants to reach, a day or a month."""

import math
from typing import Literal

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

Per = Literal["day", "month"]

#: Metrics that may have a goal, and the highest target of each: counts, seconds, shares 0..1, money.
METRICS = {
    "views": 1e12,
    "readers": 1e12,
    "engaged_s": 86_400,
    "read_rate": 1,
    "revenue": 1e12,
    "block_rate": 1,
}
PERIODS: tuple[Per, ...] = ("day", "month")


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """A `metric` is to reach `target` (in the metric's unit; a rate is a share 0..1) per day or month.

    The block rate is to stay at or below its target. `person` is an e-mail address; `created_at` in UTC ms.
    """

    id: int
    site: str
    metric: str
    per: Per
    target: float
    person: str
    created_at: int

    @property
    def at_most(self) -> bool:
        """Whether less is better."""
        return self.metric == "block_rate"


class Goals(Database):
    """The catalog's questions about goals."""

    async def goals(self, site: str) -> list[Goal]:
        """A site's goals: by metric in the order of METRICS, the day's before the month's."""
        async with self._reading() as connection:
            rows = await connection.execute(select(tables.goal).where(tables.goal.c.site == site))
            found = [as_struct(row, Goal) for row in rows.mappings()]
        order = list(METRICS)
        return sorted(found, key=lambda goal: (order.index(goal.metric), goal.per))

    async def set_goal(self, site: str, metric: str, per: str, target: float, person: str) -> None:
        """Keep a goal, in place of an earlier one. Raises CatalogError for bad input or an unknown site."""
        check_goal(metric, per, target)
        values = {"target": float(target), "person": person, "created_at": now_ms()}
        statement = insert(tables.goal).values(site=site, metric=metric, per=per, **values)
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            await connection.execute(statement.on_conflict_do_update(["site", "metric", "per"], set_=values))

    async def remove_goal(self, site: str, goal: int) -> None:
        """Forget a goal of the site's, if it is there."""
        mine = tables.goal.c.site == site, tables.goal.c.id == goal
        async with self._writing() as connection:
            await connection.execute(delete(tables.goal).where(*mine))


def check_goal(metric: str, per: str, target: float) -> None:
    """Raises CatalogError unless it can be a goal."""
    if metric not in METRICS:
        raise CatalogError(f"a goal's metric is {metric[:40]!r}; it must be one of {', '.join(METRICS)}")
    if per not in PERIODS:
        raise CatalogError(f"a goal is per {per[:40]!r}; it must be per day or per month")
    if not (math.isfinite(target) and 0 < target <= METRICS[metric]):
        raise CatalogError(
            "the target is %(target)s; it must be over 0 and at most %(most)s",
            target=f"{target:g}",
            most=f"{METRICS[metric]:g}",
        )
