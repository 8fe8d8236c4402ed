from dashboards.pages.earlier import earlier
from tests.dashboards.shelf import Rows, asking


async def test_nothing_is_asked_where_nothing_is_compared() -> None:
    metrics = Rows({})
    assert (await earlier(asking(metrics), "section"), metrics.asked) == (None, [])


async def test_each_value_has_its_earlier_views() -> None:
    metrics = Rows({("section",): [(("World",), {"views": 7}), (("",), {"views": 2})]})
    question = asking(metrics, compare="previous")
    assert await earlier(question, "section") == {"World": 7, "": 2}
    assert question.shown.before
    assert metrics.asked[0].to == question.shown.before.last
