from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog
from tests.dashboards.corrections.desks import Inbox
from tests.dashboards.people import EMAIL, catalog_of


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[Catalog]:
    async with catalog_of(tmp_path) as catalog:
        await catalog.add_person(EMAIL, "", "editor")
        await catalog.add_person("vi@news.test", "", "viewer")
        yield catalog


@pytest.fixture
async def inbox(catalog: Catalog) -> AsyncIterator[Inbox]:
    """The editor's."""
    made = Inbox(catalog, views={"/a": 100, "/b": 900})
    async with made.client:
        yield made
