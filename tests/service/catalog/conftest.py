from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog
from service.catalog.sites import Site


@pytest.fixture
async def catalog(tmp_path: Path) -> AsyncIterator[Catalog]:
    """A catalog with one site, `daily`."""
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(Site(key="daily", name="The Daily", origins=("https://daily.example",)))
    yield catalog
    await catalog.close()
