"""Pages, totals and comparisons are what questions of their own say."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from service.metrics.beside import earlier_days
from service.metrics.compare import Days
from service.metrics.metrics import Metrics
from service.metrics.query import METRICS, Query, QueryError, Row
from tests.service.metrics.conftest import LAST, TODAY

WEEK = dt.timedelta(6)
#: Not the revenue at risk, whose rates are those of the whole range.
ALL = tuple(name for name in METRICS if name != "revenue_at_risk")


def query(**more: Any) -> Query:
    usual: dict[str, Any] = {"site": "demo", "metrics": ALL, "from_": LAST - WEEK, "to": LAST}
    return Query(**(usual | more))


async def rows(asked: Metrics, **more: Any) -> tuple[Row, ...]:
    return (await asked.answer(query(**more))).rows


@pytest.mark.parametrize("dimensions", [("article",), ("author", "device"), ("day",)], ids="+".join)
async def test_pages_put_together_are_the_whole(asked: Metrics, dimensions: tuple[str, ...]) -> None:
    whole = await asked.answer(query(dimensions=dimensions))
    pages: list[Row] = []
    offset: int | None = 0
    while offset is not None:
        page = await asked.answer(query(dimensions=dimensions, limit=3, offset=offset))
        assert page.meta["total_rows"] == whole.meta["rows"] == whole.meta["total_rows"]
        pages += page.rows
        offset = page.meta.get("next_offset")
    assert tuple(pages) == whole.rows


async def test_after_the_last_row_there_is_nothing(asked: Metrics) -> None:
    answer = await asked.answer(query(dimensions=("device",), offset=1_000))
    assert (answer.rows, answer.meta["rows"], answer.meta["total_rows"]) == ((), 0, 3)
    assert "next_offset" not in answer.meta


@pytest.mark.parametrize(
    "more",
    [
        {"dimensions": ("author",)},
        {"dimensions": ("day", "section"), "limit": 2, "offset": 3, "order_by": (("section", "asc"),)},
        {"dimensions": ("device",), "filters": (("is", "section", ("sport",)),)},
        {},
    ],
)
async def test_totals_are_those_of_no_dimension(asked: Metrics, more: dict[str, Any]) -> None:
    answer = await asked.answer(query(**more, totals=True))
    (whole,) = await rows(asked, filters=more.get("filters", ()))
    assert isinstance(answer.totals, Row)
    assert answer.totals.metrics == pytest.approx(whole.metrics)


async def test_totals_by_bot_have_the_crawlers_that_its_rows_have(asked: Metrics) -> None:
    answer = await asked.answer(query(metrics=("views",), dimensions=("bot",), totals=True))
    assert isinstance(answer.totals, Row)
    assert answer.totals.metrics == (sum(row.metrics[0] or 0 for row in answer.rows),)


async def test_without_asking_nothing_stands_beside(asked: Metrics) -> None:
    answer = await asked.answer(query())
    assert msgspec.to_builtins(answer).keys() == {"rows", "meta"}
    assert "compared" not in answer.meta
    assert answer.rows[0].compared is msgspec.UNSET


@pytest.mark.parametrize("dimensions", [(), ("section",), ("device", "blocker")], ids="+".join)
async def test_compared_metrics_are_those_of_the_earlier_days(
    asked: Metrics, dimensions: tuple[str, ...]
) -> None:
    then = Days(from_=LAST - WEEK - dt.timedelta(7), to=LAST - dt.timedelta(7))
    found = await asked.answer(query(dimensions=dimensions, compare="previous", totals=True))
    earlier = await rows(asked, dimensions=dimensions, from_=then.from_, to=then.to)
    (before,) = await rows(asked, from_=then.from_, to=then.to)
    known = {row.dimensions: row.metrics for row in earlier}
    assert found.meta["compared"] == then
    assert {row.dimensions: row.compared for row in found.rows if row.dimensions in known} == known
    assert isinstance(found.totals, Row)
    assert found.totals.compared == before.metrics


async def test_days_are_matched_by_their_place(asked: Metrics) -> None:
    found = await rows(asked, dimensions=("day",), compare="weekdays")
    earlier = await rows(asked, dimensions=("day",), from_=LAST - WEEK * 3, to=LAST)
    known = {row.dimensions[0]: row.metrics for row in earlier}
    for row in found:
        then = str(dt.date.fromisoformat(str(row.dimensions[0])) - dt.timedelta(7))
        if then in known:
            assert row.compared == known[then]


async def test_days_beyond_the_earlier_range_have_none_beside(asked: Metrics) -> None:
    then = Days(from_=TODAY - dt.timedelta(12), to=TODAY - dt.timedelta(12))
    first, *others = await rows(
        asked, metrics=("views",), dimensions=("day",), from_=TODAY - dt.timedelta(2), compare=then
    )
    assert first.compared is not None
    assert [row.compared for row in others] == [None] * len(others)


async def test_what_was_not_there_has_the_metrics_of_no_views(asked: Metrics) -> None:
    then = Days(from_=dt.date(2020, 1, 1), to=dt.date(2020, 1, 2))
    metrics = ("views", "readers", "block_rate", "engaged_s", "revenue", "revenue_at_risk")
    for row in await rows(asked, metrics=metrics, dimensions=("device",), compare=then):
        assert row.compared == (0, 0, None, None, 0, 0)


@pytest.mark.parametrize(
    ("more", "told", "places"),
    [
        ({"compare": Days(from_=LAST, to=TODAY - WEEK)}, "in compare, the range is reversed", 2),
        ({"compare": Days(from_=dt.date.min, to=LAST)}, "in compare, the range is longer", 2),
        ({"compare": "year", "from_": dt.date.min, "to": dt.date.min}, "no days before", 1),
    ],
)
def test_days_that_make_no_sense_are_refused(more: dict[str, Any], told: str, places: int) -> None:
    with pytest.raises(QueryError, match=told) as raised:
        earlier_days(query(**more))
    assert len(raised.value.places) == places
