"""As many corrections and reports as there can be: the inbox asks as little as for a few."""

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from service.catalog.catalog import Catalog
from service.catalog.corrections import Correction, Report
from tests.dashboards.corrections.desks import Inbox, numbers


class Counting:
    """A catalog of which it is counted what is asked of it."""

    def __init__(self, catalog: Catalog, corrections: list[Correction], report: Report) -> None:
        self._catalog, self._corrections, self._report = catalog, corrections, report
        self.asked = 0
        self.rows = 0

    async def corrections(self, _site: str, _states: Collection[str], limit: int) -> list[Correction]:
        self.asked += 1
        return self._corrections[:limit]

    async def reports(self, _correction: int, limit: int) -> list[Report]:
        self.asked += 1
        self.rows += min(limit, 500)
        return [self._report] * min(limit, 500)

    def __getattr__(self, name: str) -> Any:
        self.asked += 1
        return getattr(self._catalog, name)


async def test_a_page_of_two_thousand_corrections_asks_for_its_own_rows(catalog: Catalog) -> None:
    seed = Inbox(catalog)
    await seed.report("in 1936", suggestion="in 1963", comment="x" * 2_000)
    (one,), (report,) = await catalog.corrections("herald", ["new"], 1), await catalog.reports(1, 1)
    many = [replace(one, id=number, article=f"/{number % 700}", reports=500) for number in range(1, 2_001)]
    counting = Counting(catalog, many, report)
    answer = await Inbox(counting).get("?page=80")  # type: ignore[arg-type]
    assert (answer.status_code, len(numbers(answer.text))) == (200, 25)
    assert counting.asked < 40
    assert len(answer.text) < 100_000
