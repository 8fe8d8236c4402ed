"""Stored views, by the readers they were."""

from typing import Any

import pytest

from service.appeals import past as module
from service.appeals.memory import begin
from service.appeals.past import Past, reader_days, reader_of
from service.warehouse.rows import AUTHOR_SEPARATOR
from service.warehouse.schema import views
from tests.service.appeals.pasts import past
from tests.service.appeals.readers import TODAY

KEPT = begin("x", TODAY)


def test_its_fields_are_columns_of_the_warehouse() -> None:
    assert set(Past._fields) <= set(views.columns.keys())
    assert module.AUTHOR_SEPARATOR == AUTHOR_SEPARATOR


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"blocker": "none"}, True),
        ({"blocker": "not_run"}, True),
        ({"bot": "automation"}, True),
        ({"bot": "crawler"}, False),
        ({"resumed": True}, False),
        ({"privacy_signals": 1}, False),
        ({"privacy_signals": 2}, False),
    ],
)
def test_whom_the_collector_decides_about_counts(fields: dict[str, Any], counts: bool) -> None:
    assert past(**fields).counts is counts
    assert bool(reader_days([past(**fields)])) is counts


def test_each_reader_of_each_day_reads_in_order() -> None:
    views = [past(2, 0, 5), past(1, 1, 9), past(1, 0, 7), past(1, 0, 3), past(2, 1, 1)]
    found = [
        [(one.reader, one.started_at - views[3].started_at) for one in day] for day in reader_days(views)
    ]
    day = -86_400_000
    assert found == [[(1, day + 6_000)], [(2, day - 2_000)], [(1, 0), (1, 4_000)], [(2, 2_000)]]


@pytest.mark.parametrize(
    ("author", "authors"), [("", ()), ("Ann", ("Ann",)), ("Ann | Bo", ("Ann", "Bo")), ("A|B", ("A|B",))]
)
def test_authors_are_told_apart_again(author: str, authors: tuple[str, ...]) -> None:
    assert reader_of(past(author=author), ((), None), KEPT, 0, 0).authors == authors


def test_a_reader_has_all_that_is_stored_of_a_view() -> None:
    view = past()
    reader = reader_of(view, (("Cup",), 5), KEPT, 7, 8)
    assert (reader.path, reader.tags, reader.published_at) == (view.article, ("Cup",), 5)
    assert (reader.engaged_ms, reader.scroll_pct, reader.memory) == (7, 8, KEPT)
    for name in ("section", "device", "browser", "country", "channel", "referrer", "language", "confidence"):
        assert getattr(reader, name) == getattr(view, name)
