import pytest

from dashboards.pages.reach import how_long, reading_curve
from service.metrics.query import QueryError
from tests.dashboards.shelf import Rows, article, asking

OF_A = (("is", "article", ("/a",)),)


def binned(dimension: str, **views: int) -> Rows:
    return Rows({(dimension,): [((start[1:],), {"views": count}) for start, count in views.items()]})


async def test_the_curve_falls_from_all_to_those_who_finish() -> None:
    panel = await reading_curve(asking(binned("depth", _0=20, _50=30, _100=50), filters=OF_A))
    assert panel.table
    found = {row[0]: row[1:] for row in panel.table.rows}
    assert (found[0], found[5], found[50], found[55], found[100]) == (
        (1.0, 100),
        (0.8, 80),
        (0.8, 80),
        (0.5, 50),
        (0.5, 50),
    )


async def test_the_base_tells_how_far_half_of_them_got() -> None:
    panel = await reading_curve(asking(binned("depth", _0=20, _50=40, _100=40), filters=OF_A))
    assert panel.context["base"] == "of 100 views; half of them got as far as 50%"


async def test_days_compared_with_are_a_second_line() -> None:
    panel = await reading_curve(asking(binned("depth", _100=40), filters=OF_A, compare="previous"))
    assert len(panel.context["figure"]["data"]) == 2


@pytest.mark.parametrize("panel", [reading_curve, how_long])
async def test_without_views_there_is_no_figure(panel: object) -> None:
    assert (await panel(asking(Rows({}), filters=OF_A))).context["figure"] is None  # type: ignore[operator]


@pytest.mark.parametrize("panel", [reading_curve, how_long])
async def test_without_one_article_there_is_a_sentence(panel: object) -> None:
    with pytest.raises(QueryError):
        await panel(asking(Rows({})))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("time", "dimension"), [("engaged", "engaged_bin"), ("focus", "focus_bin"), ("active", "active_bin")]
)
async def test_times_obey_the_definition(time: str, dimension: str) -> None:
    panel = await how_long(asking(binned(dimension, _0=30, _300=10), filters=OF_A, time=time))
    assert panel.table
    assert panel.table.dimension == dimension
    assert [row[1] for row in panel.table.rows] == [30, 0, 0, 0, 0, 0, 10]


async def test_reading_all_of_it_is_marked_where_its_words_are_known() -> None:
    metrics = binned("engaged_bin", _0=1_234)
    panel = await how_long(asking(metrics, article("/a", words=357), filters=OF_A))
    assert panel.context["base"] == "of 1,234 views; reading all of it takes 1 min 30 s"
    assert panel.context["figure"]["layout"]["shapes"]
