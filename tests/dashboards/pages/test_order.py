import pytest

from dashboards.pages.order import ORDERS, Order, read_order
from service.metrics.query import QueryError, Row
from tests.dashboards.shelf import Rows, article, asking

#: Views, readers, engaged, scroll, read rate, block rate, concluded, RPM, at risk.
ROWS = [
    Row(("/a",), (500, 400, 30.0, 50.0, 0.2, 0.1, 450, 2.0, 9.0)),
    Row(("/b",), (100, 90, None, 60.0, 0.3, 0.4, 90, 3.0, None)),
    Row(("/c",), (3, 3, 90.0, 99.0, 1.0, 1.0, 1, 50.0, 1.0)),
]


@pytest.mark.parametrize(
    ("sort", "paths"),
    [
        ("", "/a /b /c"),
        ("views", "/c /b /a"),
        ("-scroll", "/c /b /a"),
        ("-engaged", "/c /a /b"),
        ("engaged", "/a /c /b"),
        ("-read", "/b /a /c"),
        ("-blocked", "/b /a /c"),
        ("blocked", "/a /b /c"),
        ("-rpm", "/b /a /c"),
        ("risk", "/c /a /b"),
        ("title", "/c /b /a"),
        ("-title", "/a /b /c"),
    ],
)
async def test_rows_are_sorted_by_any_column_and_what_is_not_known_last(sort: str, paths: str) -> None:
    titles = [article("/a", title="Яблуко"), article("/b", title="ананас"), article("/c", title="Zoo")]
    question = asking(Rows({}), *titles, own=(("sort", sort),))
    found = await read_order(question.shown).sorted(question, ROWS)
    assert " ".join(str(row.dimensions[0]) for row in found) == paths


@pytest.mark.parametrize("one", ORDERS, ids=lambda one: one.name)
def test_every_column_is_sorted_both_ways(one: object) -> None:
    ways = [written for written, _words in one.ways()]  # type: ignore[attr-defined]
    orders = [read_order(asking(Rows({}), own=(("sort", way),)).shown) for way in ways]
    assert [order.written for order in orders] == ways


@pytest.mark.parametrize("sort", ["nothing", "--views", "-", "views;drop"])
def test_another_column_gets_a_sentence(sort: str) -> None:
    with pytest.raises(QueryError, match="Use one of title, views"):
        read_order(asking(Rows({}), own=(("sort", sort),)).shown)


@pytest.mark.parametrize(
    ("order", "name", "turned"),
    [
        (Order("views", falling=True), "views", "views"),
        (Order("views", falling=False), "views", "-views"),
        (Order("views", falling=True), "rpm", "-rpm"),
        (Order("views", falling=True), "title", "title"),
    ],
)
def test_a_second_click_turns_the_order_round(order: Order, name: str, turned: str) -> None:
    assert order.turned(name) == turned
