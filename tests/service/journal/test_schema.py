"""The journal's schema is taken in numbered steps."""

import sqlite3

import pytest

from service.journal.schema import STEPS, migrate


def version(db: sqlite3.Connection) -> int:
    (found,) = db.execute("PRAGMA user_version").fetchone()
    return int(found)


def test_an_empty_file_becomes_a_journal() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"batch", "damaged_batch", "open_view", "checkpoint", "closed_view", "segment", "salt"} <= names
    assert version(db) == len(STEPS)


def test_migrating_twice_changes_nothing() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    db.execute("UPDATE checkpoint SET covered = 7")
    migrate(db)
    assert db.execute("SELECT covered FROM checkpoint").fetchall() == [(7,)]


def test_a_newer_journal_is_refused() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(RuntimeError, match="start the newer version"):
        migrate(db)
