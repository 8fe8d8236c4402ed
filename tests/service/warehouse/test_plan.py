"""Which questions rollups answer, and by which column they count readers."""

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from service.metrics.query import Query, build
from service.warehouse.plan import plan
from service.warehouse.schema import views as v

DAY = dt.date(2026, 11, 2)


def planned(
    metrics: tuple[str, ...], dimensions: str, *filters: tuple[Any, ...]
) -> tuple[str, str | None] | None:
    query = Query(
        site="demo",
        metrics=metrics,
        dimensions=tuple(dimensions.split()),
        filters=tuple((op, name, tuple(values)) for op, name, *values in filters),
        from_=DAY,
        to=DAY,
    )
    statement, keys, _ = build(query)
    found = plan(statement, keys)
    return (found.rollup.name, found.first) if found else None


@pytest.mark.parametrize(
    ("dimensions", "filters", "expected"),
    [
        ("", [], ("devices", "first")),
        ("day", [], ("devices", "first")),
        ("week device", [("is_not", "os", "iOS", "")], ("devices", "first")),
        ("month", [("contains", "browser", "fire")], ("devices", "first")),
        ("", [("is", "country", "UA", "NL")], ("devices", "first")),
        ("blocker", [], ("devices", "first_blocker")),
        ("section", [("is", "device", "phone")], ("cells", "first_section")),
        ("", [("is", "section", "a"), ("is", "os", "iOS")], ("sources", "first_section")),
        ("", [("is", "channel", "search")], ("sources", "first_channel")),
        ("channel", [], ("sources", "first_channel")),
        ("channel", [("is_not", "channel", "search", "ai")], ("sources", "first_channel")),
        ("day channel", [("is", "section", "sport")], ("sources", "first_channel_section")),
        ("referrer", [("is", "channel", "search")], ("sources", "first_channel_referrer")),
        ("article", [], ("stories", "first_article")),
        ("article", [("is", "channel", "search")], ("stories", "first_article_channel")),
        ("", [("is", "article", "/a"), ("is", "os", "iOS")], ("articles", "first_article")),
    ],
)
def test_readers_are_counted_once_where_every_key_is_held(
    dimensions: str, filters: list[tuple[str, ...]], expected: tuple[str, str]
) -> None:
    assert planned(("readers", "views"), dimensions, *filters) == expected


@pytest.mark.parametrize(
    ("dimensions", "filters"),
    [
        ("", [("is", "channel", "search", "social")]),
        ("", [("is_not", "channel", "search")]),
        ("", [("contains", "section", "a")]),
        ("author", []),
        ("", [("is", "author", "Ann")]),
        ("article section", []),
        ("rule", []),
        ("hour", []),
        ("language", []),
        ("", [("is", "utm_source", "letter")]),
    ],
)
def test_readers_are_counted_view_by_view_where_one_could_count_twice(
    dimensions: str, filters: list[tuple[str, ...]]
) -> None:
    assert planned(("readers",), dimensions, *filters) is None


@pytest.mark.parametrize(
    ("dimensions", "filters", "expected"),
    [
        ("", [("is_not", "channel", "search", "social")], "sources"),
        ("author", [("contains", "section", "a")], "articles"),
        ("utm_campaign rule", [], "sources"),
        ("hour", [], None),
        ("article utm_campaign", [], None),
        ("depth", [], None),
        ("article", [("is", "engaged_bin", "60")], None),
    ],
)
def test_sums_need_only_the_keys(
    dimensions: str, filters: list[tuple[str, ...]], expected: str | None
) -> None:
    found = planned(
        ("views", "engaged_s", "block_rate", "revenue", "allowed", "read_rate"), dimensions, *filters
    )
    assert found == (expected and (expected, None))


def test_a_statement_that_does_not_say_so_is_asked_of_views() -> None:
    assert plan(sa.select(sa.func.count()).select_from(v).where(v.c.bot == ""), 0) is None
