"""What the inbox needs of the catalog."""

from collections.abc import Collection
from typing import Protocol

from service.catalog.corrections import Act, Correction, Report
from service.catalog.desks import Desk
from service.catalog.people import Person
from service.catalog.sites import Article

#: Corrections that are looked through; of a site at most 2,000 are open at once.
MOST = 5_000
#: Reports of one correction that are looked at; the catalog keeps no more.
MOST_REPORTS = 500


class Kept(Protocol):
    """The catalog's questions about corrections, and those whose answers stand beside them."""

    async def correction(self, site: str, id: int) -> Correction | None:  # noqa: A002
        """One correction of the site's."""

    async def corrections(self, site: str, states: Collection[str], limit: int) -> list[Correction]:
        """At most `limit` corrections in these states."""

    async def reports(self, correction: int, limit: int) -> list[Report]:
        """At most `limit` reports of a correction."""

    async def acts(self, correction: int) -> list[Act]:
        """What was done about a correction."""

    async def state_counts(self, site: str) -> dict[str, int]:
        """How many corrections a site has in each state."""

    async def set_state(self, site: str, ids: Collection[int], state: str, person: str, now: int) -> int:
        """Put corrections into a state; how many were in another."""

    async def assign(
        self, site: str, ids: Collection[int], assignee: int | None, person: str, now: int
    ) -> int:
        """Give corrections to somebody, or to nobody. Raises CatalogError."""

    async def remark(self, site: str, id: int, text: str, person: str, now: int) -> None:  # noqa: A002
        """Note something about a correction. Raises CatalogError."""

    async def desk(self, site: str) -> Desk:
        """Whether and how a site takes reports."""

    async def people(self) -> list[Person]:
        """Everybody who may sign in."""

    async def articles(self, site: str, paths: Collection[str]) -> dict[str, Article]:
        """What is known of these articles."""

    async def secret(self, name: str) -> bytes:
        """The secret of this name."""
