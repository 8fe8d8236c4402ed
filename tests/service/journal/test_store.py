"""What the journal keeps on disk, and what it finds there again."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.events import merge
from service.journal.store import Store, fingerprint
from service.segment import Segment
from tests.service.views import view

DAY = dt.date(2026, 11, 2)
SEGMENTS = [Segment(f"site=demo/day=2026-11-02/{name}.parquet", "demo", DAY, 2, 100) for name in "ab"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path)
    yield store
    store.close()


def append(store: Store, *views: object) -> None:
    with store.transaction():
        store.append(views)  # type: ignore[arg-type]
    store.last_batch += 1


def test_batches_are_merged_over_the_checkpoint(store: Store) -> None:
    early, late, other = view(view="a", engaged_ms=1), view(view="a", engaged_ms=9, seq=2), view(view="b")
    with store.transaction():
        store.save_open([early])
    append(store, late, other)
    assert store.load_open() == {("demo", "a"): merge(early, late), ("demo", "b"): other}


def test_covered_batches_are_not_replayed(store: Store) -> None:
    append(store, view(view="a"))
    with store.transaction():
        store.cover(store.last_batch)
    assert store.load_open() == {}


def test_a_beacon_of_a_shipped_view_is_skipped(store: Store) -> None:
    shipped, open_ = view(view="a"), view(view="b")
    append(store, shipped, open_)
    with store.transaction():
        store.settle([shipped], SEGMENTS[:1])
    assert store.load_open() == {("demo", "b"): open_}


def test_a_row_of_a_shipped_view_is_skipped(store: Store) -> None:
    shipped = view(view="a")
    with store.transaction():
        store.settle([shipped], SEGMENTS[:1])
        store.save_open([shipped])
    assert store.load_open() == {}


def test_the_same_view_id_on_two_sites_is_two_views(store: Store) -> None:
    ours, theirs = view(view="a"), view(view="a", site="other")
    append(store, ours, theirs)
    with store.transaction():
        store.settle([ours], [])
    assert store.load_open() == {("other", "a"): theirs}


def test_a_damaged_batch_is_set_aside_and_the_others_count(store: Store, path: Path) -> None:
    for name in "abc":
        append(store, view(view=name))
    with store.transaction() as db:
        db.execute("UPDATE batch SET views = zeroblob(length(views)) WHERE id = 2")
    assert {key for _, key in store.load_open()} == {"a", "c"}
    db = sqlite3.connect(path)
    assert db.execute("SELECT id FROM damaged_batch").fetchall() == [(2,)]
    assert db.execute("SELECT id FROM batch ORDER BY id").fetchall() == [(1,), (3,)]
    db.close()


def test_numbers_of_batches_go_on_after_a_restart(path: Path) -> None:
    first = Store(path)
    append(first, view())
    append(first, view())
    with first.transaction():
        first.cover(2)
        first.delete_covered(10)
    first.close()
    second = Store(path)
    assert second.last_batch == 2
    second.close()


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction():
            store.append([view()])
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail_half_way()
    assert store.load_open() == {}


def test_settling_lists_segments_and_turns_rows_into_fingerprints(store: Store) -> None:
    views = [view(view="a", expires_at=5), view(view="b", expires_at=6)]
    with store.transaction():
        store.save_open(views)
        store.settle(views, SEGMENTS)
    assert store.load_open() == {}
    assert store.segments() == SEGMENTS
    assert sorted(store.load_closed()) == sorted(
        [(fingerprint(("demo", "a")), 5), (fingerprint(("demo", "b")), 6)]
    )


def test_segments_are_listed_and_taken_off_the_list(store: Store) -> None:
    with store.transaction():
        assert store.list_segments(SEGMENTS) == 2
        assert store.list_segments(SEGMENTS) == 0
        assert store.unlist_segments(SEGMENTS[:1]) == 1
        assert store.unlist_segments(SEGMENTS[:1]) == 0
    assert store.segments() == SEGMENTS[1:]


@pytest.mark.parametrize(("now", "left"), [(5, {5, 6, 7}), (6, {6, 7}), (8, set())])
def test_closed_views_are_forgotten_when_they_expire(store: Store, now: int, left: set[int]) -> None:
    views = [view(expires_at=at) for at in (5, 6, 7)]
    with store.transaction():
        store.settle(views, [])
        while store.forget_closed(now, 1):
            pass
    assert {at for _, at in store.load_closed()} == left


def test_fingerprints_fit_sqlite_and_tell_sites_apart() -> None:
    numbers = {fingerprint((site, f"view{n}")) for site in ("a", "b") for n in range(500)}
    assert len(numbers) == 1_000
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_salts_are_kept_and_replaced(store: Store) -> None:
    with store.transaction():
        store.save_salt("UTC 2026-11-02", b"a" * 32)
        store.save_salt("UTC 2026-11-02", b"b" * 32)
    assert store.load_salts() == {"UTC 2026-11-02": b"b" * 32}


@pytest.mark.parametrize("checkpointed", [False, True], ids=["in the log", "in the file"])
def test_no_byte_of_a_destroyed_salt_is_left_on_disk(store: Store, path: Path, checkpointed: bool) -> None:
    salts = {f"UTC 2026-11-0{n}": bytes([64 + n]) * 32 for n in (1, 2)}
    with store.transaction():
        for key, salt in salts.items():
            store.save_salt(key, salt)
    if checkpointed:
        with store.transaction() as db:
            pass
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.destroy_salts(["UTC 2026-11-01"])
    on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert salts["UTC 2026-11-01"] not in on_disk
    assert salts["UTC 2026-11-02"] in on_disk
    assert store.load_salts() == {"UTC 2026-11-02": salts["UTC 2026-11-02"]}


def test_every_commit_is_synced(store: Store) -> None:
    with store.transaction() as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
