"""What a page shows, as its URL says it."""

import datetime as dt

import pytest
from starlette.datastructures import QueryParams

from dashboards.dates import Range, RangeError
from dashboards.shown import Grain, Shown, grains, read_shown, usual_grain
from tests.dashboards.fakes import TODAY


def read(query: str) -> Shown:
    return read_shown(QueryParams(query), TODAY)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "range=7d",
        "from=2025-11-01&to=2025-11-03",
        "compare=year",
        "range=12m&grain=month",
        "time=focus",
        "f=is%3Adevice%3Aphone&f=is%3Adevice%3Atv&f=contains%3Aarticle%3A%2Fa%3Ab",
        "f=is%3Acountry%3A",
    ],
)
def test_one_page_has_one_address(query: str) -> None:
    assert read(query).query() == query


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("range=30d&grain=day&time=engaged&compare=&x=1", ""),
        ("range=7d&grain=month", "range=7d"),
        ("f=is:device:phone&f=is:device:phone", "f=is%3Adevice%3Aphone"),
        ("value=UA&op=is&dimension=country", "f=is%3Acountry%3AUA"),
        ("value=+&op=is&dimension=country", ""),
    ],
)
def test_what_is_usual_or_said_twice_is_left_out(query: str, address: str) -> None:
    assert read(query).query() == address


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("f=device", "is no filter"),
        ("f=is:device", "is no filter"),
        ("f=is:device:" + "x" * 2_049, "is no filter"),
        ("f=has:device:x", "way to filter"),
        ("f=is:tag:x", "dimension “tag”"),
        ("&".join(f"f=is:device:{n}" for n in range(21)), "At most 20"),
        ("compare=tomorrow", "comparison"),
        ("grain=minute", "grain"),
        ("time=wall", "definition of engaged time"),
        ("from=2025-11-03&to=2025-11-01", "comes after"),
    ],
)
def test_what_makes_no_sense_is_said(query: str, says: str) -> None:
    with pytest.raises(RangeError, match=says):
        read(query)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("range=7d&compare=previous", "2025-11-10", "2025-11-16"),
        ("range=30d&compare=weekdays", "2025-09-20", "2025-10-19"),
        ("range=7d&compare=year", "2024-11-17", "2024-11-23"),
    ],
)
def test_the_days_compared_with(query: str, first: str, last: str) -> None:
    before = read(query).before
    assert before
    assert (str(before.first), str(before.last)) == (first, last)


@pytest.mark.parametrize(
    ("days", "usual", "possible"),
    [
        (1, "hour", ["hour"]),
        (7, "day", ["hour", "day"]),
        (30, "day", ["day", "week"]),
        (92, "day", ["day", "week", "month"]),
        (93, "week", ["day", "week", "month"]),
        (400, "month", ["week", "month"]),
    ],
)
def test_grains(days: int, usual: Grain, possible: list[Grain]) -> None:
    span = Range(TODAY - dt.timedelta(days=days - 1), TODAY, "custom", TODAY)
    assert (usual_grain(span), grains(span)) == (usual, possible)


@pytest.mark.parametrize(
    ("query", "dimension", "value"),
    [
        ("f=is:article:/a", "article", "/a"),
        ("f=is:article:/a&f=is:article:/b", "article", None),
        ("f=contains:article:/a", "article", None),
        ("", "article", None),
    ],
)
def test_the_one_value_of_a_dimension(query: str, dimension: str, value: str | None) -> None:
    assert read(query).only(dimension) == value


def test_a_filter_of_the_same_dimension_is_replaced() -> None:
    shown = read("f=is:device:phone&f=is:os:iOS").having("is", "device", "tv")
    assert shown.query() == "f=is%3Aos%3AiOS&f=is%3Adevice%3Atv"


def test_of_fewer_views_a_list_starts_at_its_first_page() -> None:
    shown = read("search=sea&page=3").having("is", "device", "tv")
    assert shown.query() == "f=is%3Adevice%3Atv&search=sea"
