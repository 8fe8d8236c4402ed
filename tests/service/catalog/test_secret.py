"""The installation's secrets: made once, and kept."""

import asyncio
from pathlib import Path

from service.catalog.catalog import Catalog


async def test_made_once_and_kept(tmp_path: Path) -> None:
    catalog = await Catalog.open(tmp_path)
    first = await catalog.secret("links")
    await catalog.close()
    catalog = await Catalog.open(tmp_path)
    assert await catalog.secret("links") == first
    await catalog.close()
    assert len(first) == 32


async def test_one_for_two_that_ask_at_once(tmp_path: Path) -> None:
    catalogs = [await Catalog.open(tmp_path) for _ in range(2)]
    assert len(set(await asyncio.gather(*(catalog.secret("links") for catalog in catalogs)))) == 1
    for catalog in catalogs:
        await catalog.close()


async def test_each_name_has_its_own(catalog: Catalog) -> None:
    assert await catalog.secret("a") != await catalog.secret("b")
