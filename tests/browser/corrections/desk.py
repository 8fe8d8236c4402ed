"""A service whose site takes corrections, and what is then in its catalog."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from service.catalog.catalog import Catalog
from service.catalog.corrections import Correction, Report
from tests.browser.newsroom import HOST, SITE
from tests.load.server import Server, kindly

#: A report is in the catalog before it is answered.
_PATIENCE_S = 2.0
_MOST = 50


class Desk:
    """Where readers' reports arrive."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self._data = server.data

    def corrections(self, article: str) -> list[Correction]:
        """An article's corrections, whatever became of them, the first reported first."""
        return [one for one in self._ask(_corrections) if one.article == article]

    def reports(self, correction: int) -> list[Report]:
        return list(self._ask(lambda catalog: catalog.reports(correction, _MOST)))

    def arrived(self, article: str, reports: int = 1) -> Correction:
        """The article's only correction, once it has so many reports."""
        end = time.monotonic() + _PATIENCE_S
        while True:
            found = self.corrections(article)
            if [one.reports for one in found] == [reports]:
                return found[0]
            if time.monotonic() > end:
                raise AssertionError(f"{reports} reports of {article} never arrived, but {found}")
            time.sleep(0.05)

    def _ask(self, question: Callable[[Catalog], Any]) -> Any:
        async def asked() -> Any:
            catalog = await Catalog.open(self._data)
            try:
                return await question(catalog)
            finally:
                await catalog.close()

        # Playwright has a loop of its own in the tests' thread.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(asked())).result()


async def _corrections(catalog: Catalog) -> list[Correction]:
    states = ("new", "accepted", "rejected", "fixed")
    return sorted(await catalog.corrections(SITE, states, _MOST), key=lambda one: one.id)


async def _switch_on(data: Path) -> None:
    catalog = await Catalog.open(data)
    try:
        await catalog.put_desk(SITE, on=True)
    finally:
        await catalog.close()


@contextlib.contextmanager
def desk(data: Path) -> Iterator[Desk]:
    """A running service; one address may send it as many reports as it likes."""
    kindly("site", "add", SITE, "--name", "The Ferry Bell", "--origin", f"http://{HOST}", "--data", str(data))
    asyncio.run(_switch_on(data))
    with Server(data, "--report-limit", "0") as server:
        yield Desk(server)
