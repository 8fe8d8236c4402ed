import pytest

from dashboards.pages.ways import SHOWN, came_from, went_on
from service.metrics.query import QueryError
from tests.dashboards.shelf import Answers, Rows, article, asking

OF_A = (("is", "article", ("/a",)), ("is", "device", ("phone",)))


def ways(dimension: str, *rows: tuple[str, int]) -> Rows:
    found: Answers = {(dimension,): [((path,), {"views": views}) for path, views in rows]}
    found[()] = [((), {"views": 100})]
    return Rows(found)


async def test_the_articles_before_filter_the_page() -> None:
    panel = await came_from(asking(ways("previous", ("/b", 30)), page="article", filters=OF_A))
    assert panel.context["hrefs"] == [
        "/s/herald/article?range=7d&f=is%3Aarticle%3A%2Fa&f=is%3Adevice%3Aphone&f=is%3Aprevious%3A%2Fb"
    ]


async def test_only_views_that_came_from_the_site_are_asked_for() -> None:
    metrics = ways("previous")
    await came_from(asking(metrics, filters=OF_A))
    assert [("is_not", "previous", ("",)) in query.filters for query in metrics.asked] == [False, True, True]


async def test_what_came_after_is_asked_by_the_article_before_it() -> None:
    metrics = ways("article", ("/b", 30))
    await went_on(asking(metrics, page="article", filters=OF_A))
    assert metrics.asked[-1].filters == (("is", "device", ("phone",)), ("is", "previous", ("/a",)))


async def test_an_article_after_leads_to_its_own_page() -> None:
    panel = await went_on(asking(ways("article", ("/b", 30)), article("/b", title="B"), filters=OF_A))
    assert panel.table
    assert (panel.table.rows, panel.context["hrefs"]) == (
        (("B", 30, 0.3, "/b"),),
        ["/s/herald/article?range=7d&f=is%3Aarticle%3A%2Fb"],
    )


@pytest.mark.parametrize(("panel", "dimension"), [(came_from, "previous"), (went_on, "article")])
async def test_the_file_has_more_than_the_page(panel: object, dimension: str) -> None:
    many = ways(dimension, *((f"/{n}", 5) for n in range(40)))
    found = await panel(asking(many, filters=OF_A))  # type: ignore[operator]
    assert (len(found.table.rows), len((await found.whole()).rows)) == (SHOWN, 40)


@pytest.mark.parametrize("panel", [came_from, went_on])
async def test_without_one_article_there_is_a_sentence(panel: object) -> None:
    with pytest.raises(QueryError):
        await panel(asking(ways("article")))  # type: ignore[operator]
