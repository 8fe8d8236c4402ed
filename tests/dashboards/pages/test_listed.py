import pytest

from dashboards.pages.listed import Head, listed, shares_of
from dashboards.table import Column, Table

TABLE = Table((Column("Name", "text"), Column("Views")), (("a", 1),))


@pytest.mark.parametrize(
    ("values", "shares"),
    [([], []), ([10, 5, 0], [100, 50, 0]), ([0, 0], [0, 0]), ([None, 3], [0, 100])],
)
def test_the_longest_bar_is_that_of_the_most(values: list[float | None], shares: list[int]) -> None:
    assert shares_of(values) == shares


async def test_a_file_may_have_more_rows_than_the_page() -> None:
    async def whole() -> Table:
        return TABLE

    panel = listed(TABLE, [Head(0, "Name")], "of all", whole=whole)
    assert (panel.whole, "whole" in panel.context) == (whole, False)
