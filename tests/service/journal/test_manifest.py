"""The manifest is read beside whoever writes the journal."""

import datetime as dt
from pathlib import Path

import pytest

from service.config import ConfigError
from service.journal.manifest import read_manifest
from service.journal.store import Store
from service.segment import Segment

ONE = Segment("site=demo/day=2026-11-02/a.parquet", "demo", dt.date(2026, 11, 2), 3, 100)


@pytest.mark.parametrize("running", [False, True])
def test_read(tmp_path: Path, running: bool) -> None:
    path = tmp_path / "journal.db"
    store = Store(path)
    with store.transaction():
        store.list_segments([ONE])
    if not running:
        store.close()
    assert read_manifest(path) == [ONE]
    if running:
        store.close()


def test_none_yet(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "journal.db") == []


def test_no_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_text("no database, though as long as a page of one would have to be at the very least")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_manifest(path)
