"""Migrations: their head is what `tables` says, and they can be taken back."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from service.catalog import migrate, tables
from service.catalog.catalog import Catalog


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    with sa.create_engine("sqlite://").connect() as connection:
        migrate.upgrade(connection)
        yield connection


def test_head_is_what_the_tables_say(connection: sa.Connection) -> None:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    assert compare_metadata(context, tables.metadata) == []


@pytest.mark.parametrize("table", sorted(tables.metadata.tables))
def test_constraints_are_what_the_tables_say(connection: sa.Connection, table: str) -> None:
    with sa.create_engine("sqlite://").connect() as other:
        tables.metadata.create_all(other)
        assert _constraints(connection, table) == _constraints(other, table)


def test_upgrade_again_changes_nothing(connection: sa.Connection) -> None:
    before = sa.inspect(connection).get_table_names()
    migrate.upgrade(connection)
    assert sa.inspect(connection).get_table_names() == before


def test_downgrade_leaves_no_table(connection: sa.Connection) -> None:
    config = Config()
    config.set_main_option("script_location", "service.catalog:migrations")
    config.attributes["connection"] = connection
    command.downgrade(config, "base")
    assert sa.inspect(connection).get_table_names() == ["alembic_version"]


async def test_a_failed_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(connection: sa.Connection) -> None:
        migrate.upgrade(connection)
        raise InterruptedError

    monkeypatch.setattr("service.catalog.database.upgrade", fails)
    with pytest.raises(InterruptedError):
        await Catalog.open(tmp_path)
    with sqlite3.connect(tmp_path / "catalog.db") as other:
        made = other.execute("SELECT name FROM sqlite_master").fetchall()
    other.close()
    assert made == []


async def test_two_that_open_a_new_catalog_at_once(tmp_path: Path) -> None:
    catalogs = await asyncio.gather(*(Catalog.open(tmp_path) for _ in range(4)))
    assert [await catalog.sites() for catalog in catalogs] == [[], [], [], []]
    for catalog in catalogs:
        await catalog.close()


def _constraints(connection: sa.Connection, table: str) -> object:
    seen = sa.inspect(connection)
    return (
        seen.get_pk_constraint(table),
        seen.get_foreign_keys(table),
        sorted(seen.get_unique_constraints(table), key=str),
        seen.get_check_constraints(table),
        seen.get_indexes(table),
    )
