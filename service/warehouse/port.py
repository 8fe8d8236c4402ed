"""What every warehouse can do. No vendor's name appears above this."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from service.events import View
from service.segment import Segment

#: A row of an answer: the key columns, then sums that may be added up with another part's.
Sums = tuple[Any, ...]
Statement = sa.Select[*tuple[Any, ...]]
#: Values of a statement's parameters, by name.
Parameters = Mapping[str, Any]
NONE: Parameters = MappingProxyType({})
#: The execution option of a statement that asks for nothing of views but sums of `weight` and of what is
#: measured, by conditions on what they share: one row may then stand for many views.
ROLLED_UP = "rolled_up"


class Sample(NamedTuple):
    """All views of one in `one_in` readers; nobody knows more of a reader than one day."""

    one_in: int
    rows: Sequence[tuple[Any, ...]]


class Warehouse(Protocol):
    """Closed views at rest, and the open ones as far as they are known."""

    async def stage(self, closed: Sequence[View]) -> list[Segment]:
        """Put closed views on disk as new segments. Nothing counts before it is published."""

    async def publish(
        self, added: Sequence[Segment], removed: Sequence[Segment], shipped: Sequence[View]
    ) -> None:
        """From now on `added` count, `removed` do not, and `shipped` are no longer open: all at once."""

    async def follow(self, changed: Sequence[View]) -> None:
        """Show these open views as they stand, in place of what was known of them."""

    async def ask(
        self,
        statement: Statement,
        keys: int,
        site: str,
        first: dt.date,
        last: dt.date,
        parameters: Parameters = NONE,
    ) -> list[Sums]:
        """Rows of a statement over `schema.views`, for one site and the local days first to last.

        The first `keys` columns are what the statement groups by; the others are sums, and days may be asked
        apart and added up. The same statement object asked again is not compiled again.
        """

    async def sample(
        self, site: str, first: dt.date, last: dt.date, columns: Sequence[str], most: int
    ) -> Sample:
        """Columns of `schema.views`, of every view of some readers on the local days first to last.

        As many readers as give at most `most` views, by their pseudonym, so that the same are found again as
        long as it is kept; in no order. Without views of readers who have none. ValueError: no such column.
        """

    async def reading_now(self, site: str, since_ms: int) -> list[tuple[str, str, str, int]]:
        """The open views that had a beacon at or after `since_ms`: (article, channel, device, how many)."""

    async def merge(self) -> tuple[list[Segment], list[Segment]] | None:
        """Merge small segments of one day: (old, new), not yet published; None when none is due."""

    def close(self) -> None: ...
