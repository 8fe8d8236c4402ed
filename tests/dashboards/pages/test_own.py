import pytest
from starlette.datastructures import QueryParams

from dashboards.pages.own import own, page_number, with_own
from dashboards.shown import Shown, read_shown
from service.metrics.query import QueryError
from tests.dashboards.fakes import TODAY


def shown(text: str) -> Shown:
    return read_shown(QueryParams(text), TODAY)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("sort=-views&search=a+b", "sort=-views&search=a+b"),
        ("page=2&sort=views", "sort=views&page=2"),
        ("search=+", ""),
        ("search=" + "x" * 300, "search=" + "x" * 200),
        ("other=1", ""),
        ("tag=%D0%BC&range=7d", "range=7d&tag=%D0%BC"),
    ],
)
def test_an_address_keeps_what_only_its_page_understands(text: str, query: str) -> None:
    assert shown(text).query() == query


def test_links_to_other_pages_do_not() -> None:
    assert shown("sort=-views&range=7d").bare.query() == "range=7d"


@pytest.mark.parametrize(
    ("changes", "query"),
    [
        ({}, "sort=views&search=x"),
        ({"page": "3"}, "sort=views&search=x&page=3"),
        ({"search": ""}, "sort=views"),
        ({"sort": "-rpm", "tag": "t"}, "sort=-rpm&search=x&tag=t"),
    ],
)
def test_changes_begin_at_the_first_page(changes: dict[str, str], query: str) -> None:
    assert with_own(shown("sort=views&search=x&page=2"), **changes).query() == query


def test_what_is_not_said_is_nothing() -> None:
    assert own(shown(""), "search") == ""


@pytest.mark.parametrize(("text", "number"), [("", 1), ("page=7", 7), ("page=0", 1)])
def test_the_page_is_a_number(text: str, number: int) -> None:
    assert page_number(shown(text)) == number


@pytest.mark.parametrize("text", ["page=x", "page=-1", "page=1234567", "page=%D9%A3", "page=1.5"])
def test_another_page_gets_a_sentence(text: str) -> None:
    with pytest.raises(QueryError, match="is no page"):
        page_number(shown(text))
