"""Every metric by every dimension is what a plain recount says; questions that make no sense are refused."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from service.events import View
from service.metrics.dimensions import DIMENSIONS
from service.metrics.metrics import Metrics
from service.metrics.query import METRICS, MOST_DAYS, Query, QueryError, build, check
from tests.service.metrics.conftest import FIRST, LAST, TODAY
from tests.service.metrics.recount import Rows, local, meets, recount

ALL = tuple(METRICS)
DAY = dt.timedelta(1)


def people(views: list[View]) -> list[View]:
    return [one for one in views if one.origin.bot != "crawler"]


def query(**more: Any) -> Query:
    usual: dict[str, Any] = {"site": "demo", "metrics": ALL, "from_": FIRST, "to": LAST, "limit": 100_000}
    return Query(**(usual | more))


async def answer(asked: Metrics, **more: Any) -> Rows:
    question = query(**more)
    found = await asked.answer(question)
    rows = {row.dimensions: dict(zip(question.metrics, row.metrics, strict=True)) for row in found.rows}
    assert len(rows) == len(found.rows), "the same dimensions twice"
    return rows


def assert_same(found: Rows, expected: Rows) -> None:
    assert set(found) == set(expected)
    for key, row in expected.items():
        for name, value in row.items():
            assert found[key][name] == (value if value is None else pytest.approx(value)), (key, name)


@pytest.mark.parametrize(
    "dimensions",
    [
        (),
        *((name,) for name in DIMENSIONS if name != "bot"),
        ("day", "blocker"),
        ("author", "section"),
        ("author", "day"),
        ("hour", "device", "browser"),
        ("article", "article"),
        ("rule", "variant", "day"),
        ("arm_rule", "arm_variant"),
    ],
    ids="+".join,
)
async def test_every_metric_is_what_a_recount_says(
    asked: Metrics, views: list[View], dimensions: tuple[str, ...]
) -> None:
    assert_same(await answer(asked, dimensions=dimensions), recount(people(views), dimensions))


async def test_crawlers_are_told_only_when_asked_for(asked: Metrics, views: list[View]) -> None:
    assert_same(await answer(asked, dimensions=("bot",)), recount(views, ("bot",)))
    crawlers = [one for one in views if one.origin.bot == "crawler"]
    found = await answer(asked, filters=(("is", "bot", ("crawler",)),))
    assert_same(found, recount(crawlers, (), views))


@pytest.mark.parametrize(
    ("op", "name", "values"),
    [
        ("is", "section", ("sport",)),
        ("is", "section", ("sport", "Місто")),
        ("is", "section", ("",)),
        ("is", "section", ("100%",)),
        ("is", "section", ("%",)),
        ("is", "section", ("O'Hara",)),
        ("is", "section", ('the "quoted"',)),
        ("is_not", "section", ("sport", "a_b")),
        ("is_not", "country", ("",)),
        ("is", "day", (TODAY.isoformat(),)),
        ("is_not", "day", (TODAY.isoformat(),)),
        ("contains", "hour", (" 09:", " 17:")),
        ("is_not", "hour", (f"{TODAY} 09:00",)),
        ("is", "blocker", ("dns", "requests")),
        ("is", "author", ("Олена Їжак",)),
        ("is", "author", ("Ann",)),
        ("is", "author", ("A_B",)),
        ("is", "author", ("100% Real",)),
        ("is", "author", ("",)),
        ("is", "author", ("Ann O'Hara", "AxB")),
        ("is", "author", ("A\\B/%",)),
        ("is", "author", ("A%",)),
        ("is_not", "author", ("%", "_", "/", "\\", "'")),
        ("is_not", "author", ("Ann",)),
        ("is_not", "author", ("Ann", "A_B")),
        ("contains", "section", ("ort",)),
        ("contains", "section", ("SPORT",)),
        ("contains", "section", ("міС",)),
        ("contains", "section", ("%",)),
        ("contains", "section", ("_",)),
        ("contains", "section", ("/",)),
        ("contains", "section", ("\\",)),
        ("contains", "section", ("'",)),
        ("contains", "section", ("/%",)),
        ("contains", "section", ("B\\%",)),
        ("contains", "section", ("\\_",)),
        ("contains", "section", ('"',)),
        ("contains", "section", ("",)),
        ("contains", "section", ("none of these", "ort", "%")),
        ("contains", "author", ("їжак",)),
        ("contains", "author", ("A_B",)),
        ("contains", "day", (TODAY.isoformat()[:7],)),
        ("contains", "article", ("/a", "/b")),
        ("is", "rule", ("1",)),
        ("is_not", "rule", ("0", "2")),
        ("is", "variant", ("0",)),
        ("is", "arm_rule", ("1",)),
        ("contains", "variant", ("2",)),
    ],
)
async def test_filters_keep_what_they_say(
    asked: Metrics, views: list[View], op: str, name: str, values: tuple[str, ...]
) -> None:
    kept = [one for one in people(views) if meets(one, op, name, values)]
    found = await answer(asked, dimensions=("device",), filters=((op, name, values),))
    assert_same(found, recount(kept, ("device",), views))


@pytest.mark.parametrize(
    ("op", "name", "asked_for"),
    [
        ("is", "section", [("sport", "%"), ("Місто", "a_b"), ("O'Hara", "none")]),
        ("is_not", "country", [("UA",), ("NL",), ("",)]),
        ("is", "author", [("Ann",), ("A_B",), ("100% Real",)]),
        ("contains", "section", [("ort",), ("_",), ("'",)]),
    ],
)
async def test_a_shape_is_compiled_once_whatever_its_values(
    asked: Metrics,
    views: list[View],
    compiled: list[object],
    op: str,
    name: str,
    asked_for: list[tuple[str, ...]],
) -> None:
    dimensions = ("device", "os", "country")
    for values in asked_for:
        kept = [one for one in people(views) if meets(one, op, name, values)]
        found = await answer(asked, dimensions=dimensions, filters=((op, name, values),))
        assert_same(found, recount(kept, dimensions, views))
    # The rows, from views and from rollups; the blocked views of each cell; and, kept for all questions, what
    # a view of each cell brings.
    assert len(compiled) <= 4


SHAPE: dict[str, Any] = {
    "metrics": ("views", "readers"),
    "dimensions": ("day",),
    "filters": (("is", "os", ("a", "b")), ("contains", "section", ("c",))),
}


@pytest.mark.parametrize(
    "more",
    [
        {"filters": (("is", "os", ("x", "y")), ("contains", "section", ("z",)))},
        {"site": "other", "from_": TODAY, "to": TODAY},
        {"order_by": (("views", "asc"),), "limit": 1},
    ],
)
def test_questions_of_one_shape_share_a_statement(more: dict[str, Any]) -> None:
    assert build(query(**SHAPE))[0] is build(query(**(SHAPE | more)))[0]


@pytest.mark.parametrize(
    "more",
    [
        {"metrics": ("readers", "views")},
        {"dimensions": ("hour",)},
        {"filters": (("is_not", "os", ("a", "b")), ("contains", "section", ("c",)))},
        {"filters": (("is", "browser", ("a", "b")), ("contains", "section", ("c",)))},
        {"filters": (("is", "os", ("a",)), ("contains", "section", ("b", "c")))},
        {"filters": (("contains", "section", ("c",)), ("is", "os", ("a", "b")))},
        {"filters": ()},
    ],
)
def test_another_shape_has_a_statement_of_its_own(more: dict[str, Any]) -> None:
    assert build(query(**SHAPE))[0] is not build(query(**(SHAPE | more)))[0]


async def test_a_statement_of_very_many_values_is_answered_and_not_kept(
    asked: Metrics, views: list[View]
) -> None:
    many = (("is", "article", ("/a", *map(str, range(99)))), ("is_not", "os", ("Linux",)))
    kept = [one for one in people(views) if all(meets(one, *each) for each in many)]
    assert_same(await answer(asked, filters=many), recount(kept, (), views))
    assert build(query(filters=many))[0] is not build(query(filters=many))[0]


async def test_several_filters_must_all_be_met(asked: Metrics, views: list[View]) -> None:
    filters = (("is", "device", ("phone",)), ("is_not", "country", ("UA",)), ("contains", "section", ("o",)))
    kept = [one for one in people(views) if all(meets(one, *each) for each in filters)]
    assert_same(await answer(asked, filters=filters), recount(kept, (), views))


async def test_days_are_cut_by_the_sites_clock_and_both_ends_count(asked: Metrics, views: list[View]) -> None:
    first, last = TODAY - 5 * DAY, TODAY - 3 * DAY
    found = await answer(asked, dimensions=("day",), from_=first, to=last)
    inside = [one for one in people(views) if first <= local(one).date() <= last]
    assert_same(found, recount(inside, ("day",)))


async def test_another_site_sees_nothing(asked: Metrics) -> None:
    assert await answer(asked, site="other", dimensions=("day",)) == {}
    assert (await answer(asked, site="other"))[()] == {
        name: 0 if METRICS[name].unit in {"views", "readers", "money"} and name != "rpm" else None
        for name in ALL
    }


async def test_a_rate_of_nothing_is_none_and_not_nought(asked: Metrics) -> None:
    unknown = (("is", "blocker", ("not_run", "inconclusive")),)
    found = (await answer(asked, filters=unknown, metrics=("views", "concluded_views", "block_rate")))[()]
    assert found["views"]
    assert (found["concluded_views"], found["block_rate"]) == (0, None)


async def ordered(asked: Metrics, *dimensions: str, **more: Any) -> list[tuple[Any, ...]]:
    found = await asked.answer(query(dimensions=dimensions, **more))
    return [(*row.dimensions, *row.metrics) for row in found.rows]


async def test_days_come_in_order_and_others_by_the_first_metric(asked: Metrics) -> None:
    days = [row[0] for row in await ordered(asked, "day", metrics=("views",))]
    assert days == sorted(days)
    rows = await ordered(asked, "section", metrics=("views",))
    assert rows == sorted(rows, key=lambda row: (-row[1], row[0]))


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("name", ["section", "block_rate"])
async def test_rows_come_in_the_order_asked_for(asked: Metrics, name: str, direction: str) -> None:
    rows = await ordered(asked, "section", metrics=("block_rate",), order_by=((name, direction),))
    place = ["section", "block_rate"].index(name)
    values = [row[place] for row in rows]
    assert values == sorted(values, reverse=direction == "desc")


@pytest.mark.parametrize("direction", ["asc", "desc"])
async def test_unknown_values_come_last(asked: Metrics, direction: str) -> None:
    rows = await ordered(asked, "blocker", metrics=("block_rate",), order_by=(("block_rate", direction),))
    assert {row[0] for row in rows[-2:]} == {"not_run", "inconclusive"}


async def test_a_second_order_settles_ties(asked: Metrics) -> None:
    rows = await ordered(
        asked, "device", "article", metrics=("views",), order_by=(("device", "desc"), ("views", "asc"))
    )
    assert rows == sorted(rows, key=lambda row: (-ord(row[0][0]), row[2], row[1]))


@pytest.mark.parametrize("limit", [1, 3, 8, 100])
async def test_at_most_so_many_rows_are_told(asked: Metrics, limit: int) -> None:
    every = await ordered(asked, "article", metrics=("views",))
    assert await ordered(asked, "article", metrics=("views",), limit=limit) == every[:limit]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"metrics": ("vews",)}, "unknown metric: vews; known are"),
        ({"dimensions": ("contry",)}, "unknown dimension: contry; known are"),
        ({"filters": (("is", "views", ("1",)),)}, "unknown dimension in a filter: views"),
        ({"order_by": (("country", "asc"),)}, "unknown name in order_by"),
        ({"metrics": ("views",), "order_by": (("readers", "asc"),)}, "unknown name in order_by"),
        ({"from_": LAST, "to": FIRST}, "the range is reversed"),
        ({"from_": dt.date.min, "to": dt.date.max}, f"the range is longer than {MOST_DAYS} days"),
        ({"from_": LAST - MOST_DAYS * DAY}, f"the range is longer than {MOST_DAYS} days"),
        ({"metrics": ("x" * 5_000,)}, "unknown metric: xxx"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(
    asked: Metrics, wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(QueryError) as raised:
        await asked.answer(query(**wrong))
    assert str(raised.value).startswith(message)
    assert len(str(raised.value)) < 1_000


def test_the_longest_range_is_allowed() -> None:
    check(query(from_=LAST - (MOST_DAYS - 1) * DAY, to=LAST))


@pytest.mark.parametrize("extreme", [dt.date.min, dt.date.max])
async def test_a_day_at_the_end_of_time_is_answered(asked: Metrics, extreme: dt.date) -> None:
    assert await answer(asked, dimensions=("day",), from_=extreme, to=extreme) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        b"{}",
        b"[]",
        b'{"site": "a", "metrics": [], "from": "2026-01-01", "to": "2026-01-01"}',
        b'{"site": "a", "metrics": ["views"], "from": "yesterday", "to": "2026-01-01"}',
        b'{"site": "a", "metrics": ["views"], "from": "2026-01-01", "to": "2026-01-01", "limit": 0}',
        b'{"site": "a", "metrics": ["views"], "from": "2026-01-01", "to": "2026-01-01", "sort": 1}',
        b'{"site": "a", "metrics": ["views"], "from": "2026-01-01", "to": "2026-01-01", "order_by": [["a"]]}',
        msgspec.json.encode(msgspec.to_builtins(query()) | {"filters": [["like", "day", ["x"]]]}),
        msgspec.json.encode(msgspec.to_builtins(query()) | {"filters": [["is", "day", []]]}),
    ],
)
def test_a_body_that_is_no_question_is_refused(wrong: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(wrong, type=Query)
