"""The file: private, atomic, shared with other processes, refused with a sentence when it is no catalog."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from service.catalog import database
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.sites import Article, Site

ADD_MANY = """
import asyncio, sys
from pathlib import Path
from service.catalog.catalog import Catalog
from service.catalog.sites import Site

async def main():
    catalog = await Catalog.open(Path(sys.argv[1]))
    for number in range(20):
        await catalog.add_site(Site(key=f"{sys.argv[2]}{number}", name="x", origins=("https://x.example",)))
    await catalog.close()

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "delete"), ("foreign_keys", 1), ("synchronous", 3), ("busy_timeout", 10_000)],
)
async def test_settings(catalog: Catalog, pragma: str, value: object) -> None:
    async with catalog._reading() as connection:
        assert (await connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == value


async def test_only_its_owner_reads_the_file(catalog: Catalog) -> None:
    assert stat.S_IMODE(catalog.path.stat().st_mode) == 0o600


async def test_a_log_left_by_others_is_ended(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.db") as other:
        other.execute("PRAGMA journal_mode=WAL")
    other.close()
    await (await Catalog.open(tmp_path)).close()
    with sqlite3.connect(tmp_path / "catalog.db") as other:
        mode = other.execute("PRAGMA journal_mode").fetchone()
    other.close()
    assert mode == ("delete",)


async def test_a_site_takes_what_is_its_own_with_it(catalog: Catalog) -> None:
    await catalog.put_articles([Article(site="daily", path="/x")])
    await catalog.add_token("daily", "", "abc")
    async with catalog._writing() as connection:
        await connection.exec_driver_sql("DELETE FROM site")
    assert (await catalog.all_articles("daily", 9), await catalog.tokens("daily")) == ([], [])


async def test_an_error_undoes_the_whole_transaction(catalog: Catalog) -> None:
    async def half_done() -> None:
        async with catalog._writing() as connection:
            await connection.exec_driver_sql("DELETE FROM site")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await half_done()
    assert len(await catalog.sites()) == 1


async def test_a_cancelled_write_leaves_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.1)
    catalog = await Catalog.open(tmp_path)
    site = await catalog.add_site(Site(key="daily", name="x", origins=("https://x.example",)))
    articles = [Article(site="daily", path=f"/{number}") for number in range(5000)]
    for milliseconds in range(30):
        writing = asyncio.create_task(catalog.put_articles(articles))
        await asyncio.sleep(milliseconds / 1000)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        assert await catalog.update_site(site) == site
    await catalog.close()


async def test_many_at_once_share_one_connection(catalog: Catalog) -> None:
    adding = (
        catalog.add_site(Site(key=f"s{number}", name="x", origins=("https://x.example",)))
        for number in range(30)
    )
    await asyncio.gather(*adding, *(catalog.sites() for _ in range(30)))
    assert len(await catalog.sites()) == 31


async def test_other_processes_write_while_this_one_does(tmp_path: Path) -> None:
    others = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", ADD_MANY, str(tmp_path), name, stderr=subprocess.PIPE
        )
        for name in ("a", "b")
    ]
    catalog = await Catalog.open(tmp_path)
    for number in range(20):
        await catalog.add_site(Site(key=f"c{number}", name="x", origins=("https://x.example",)))
    errors = [(await other.communicate())[1] for other in others]
    found = len(await catalog.sites())
    await catalog.close()
    assert (errors, found) == ([b"", b""], 60)


async def test_a_locked_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.01)
    catalog = await Catalog.open(tmp_path)
    other = sqlite3.connect(tmp_path / "catalog.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CatalogError, match=r"catalog\.db: database is locked"):
        await catalog.add_person("me@example.org", "hash", "admin")
    other.close()
    await catalog.close()


async def test_a_file_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CatalogError, match=r"catalog\.db: file is not a database"):
        await Catalog.open(tmp_path)


async def test_a_newer_catalog(tmp_path: Path) -> None:
    await (await Catalog.open(tmp_path)).close()
    with sqlite3.connect(tmp_path / "catalog.db") as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()
    with pytest.raises(CatalogError, match=r"newer Kindly.*9999"):
        await Catalog.open(tmp_path)


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be opened: No such file"):
        await Catalog.open(tmp_path / "nowhere")
