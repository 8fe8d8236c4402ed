"""A checkpoint is cut into slices, and covers its batches only when all its views are saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.events import View
from service.journal.checkpoint import SLICE_BATCHES, SLICE_VIEWS, Checkpoint
from service.journal.store import Store
from tests.service.views import view


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "journal.db")
    yield store
    store.close()


def table_of(count: int) -> dict[tuple[str, str], View]:
    return {("demo", f"view-{number}"): view(view=f"view-{number}") for number in range(count)}


@pytest.mark.parametrize(
    ("count", "slices"),
    [(0, []), (1, [1]), (SLICE_VIEWS, [SLICE_VIEWS]), (SLICE_VIEWS * 2 + 3, [SLICE_VIEWS, SLICE_VIEWS, 3])],
)
def test_views_are_taken_in_slices(count: int, slices: list[int]) -> None:
    table = table_of(count)
    checkpoint = Checkpoint(0, table)
    taken = [checkpoint.take(table) for _ in slices]
    assert [len(part) for part in taken] == slices
    assert sorted(one.view for part in taken for one in part) == sorted(one.view for one in table.values())
    assert checkpoint.keys == []


def test_a_view_is_taken_as_it_stands_now() -> None:
    table = table_of(1)
    checkpoint = Checkpoint(0, table)
    newer = view(view="view-0", seq=9)
    table["demo", "view-0"] = newer
    assert checkpoint.take(table) == [newer]


def test_a_closing_view_is_taken_and_a_shipped_one_is_not() -> None:
    table = table_of(3)
    checkpoint = Checkpoint(0, table)
    closing = {("demo", "view-1"): table.pop(("demo", "view-1"))}
    del table["demo", "view-2"]
    assert {one.view for one in checkpoint.take(table, closing)} == {"view-0", "view-1"}


def write(store: Store, checkpoint: Checkpoint, views: list[View]) -> bool:
    with store.transaction():
        return checkpoint.write(store, views)


def test_batches_are_covered_with_the_last_slice_and_not_before(store: Store) -> None:
    table = table_of(SLICE_VIEWS + 1)
    with store.transaction():
        store.append(list(table.values()))
    store.last_batch += 1
    checkpoint = Checkpoint(store.last_batch, table)
    assert write(store, checkpoint, checkpoint.take(table)) is False
    with store.transaction() as db:
        assert db.execute("SELECT covered FROM checkpoint").fetchall() == [(0,)]
    assert write(store, checkpoint, checkpoint.take(table)) is True
    with store.transaction() as db:
        assert db.execute("SELECT covered FROM checkpoint").fetchall() == [(1,)]
        assert db.execute("SELECT count(*) FROM batch").fetchall() == [(0,)]
    assert store.load_open() == table


def test_many_batches_are_deleted_over_several_commits(store: Store) -> None:
    for _ in range(SLICE_BATCHES + 5):
        with store.transaction():
            store.append([view()])
        store.last_batch += 1
    checkpoint = Checkpoint(store.last_batch, [])
    assert [write(store, checkpoint, []) for _ in range(2)] == [False, True]
    with store.transaction() as db:
        assert db.execute("SELECT count(*) FROM batch").fetchall() == [(0,)]
