"""Articles: the newest word wins, in whatever order the words arrive."""

import itertools

import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.sites import Article, Site

FULL = Article(
    site="daily",
    path="/news/один",
    title="Перша <b>новина</b>",
    section="News",
    authors=("Olena", "Ivan"),
    tags=("a", "б"),
    published_at=1_700_000_000_000,
    words=812,
    language="uk",
    seen_at=5,
)


def seen(at: int, path: str = "/x") -> Article:
    return Article(site="daily", path=path, title=f"as of {at}", seen_at=at)


async def test_an_article_comes_back_whole(catalog: Catalog) -> None:
    await catalog.put_articles([FULL])
    assert await catalog.articles("daily", [FULL.path]) == {FULL.path: FULL}


@pytest.mark.parametrize("order", list(itertools.permutations([1, 2, 3])))
@pytest.mark.parametrize("at_once", [True, False])
async def test_newest_wins(catalog: Catalog, order: tuple[int, ...], *, at_once: bool) -> None:
    words = [seen(at) for at in order]
    for batch in [words] if at_once else [[word] for word in words]:
        await catalog.put_articles(batch)
    assert await catalog.articles("daily", ["/x"]) == {"/x": seen(3)}


async def test_the_later_of_two_seen_at_once_wins(catalog: Catalog) -> None:
    await catalog.put_articles([seen(1), Article(site="daily", path="/x", title="again", seen_at=1)])
    assert (await catalog.articles("daily", ["/x"]))["/x"].title == "again"


async def test_none_is_fine(catalog: Catalog) -> None:
    await catalog.put_articles([])
    assert await catalog.all_articles("daily", 10) == []


async def test_unknown_paths_are_left_out(catalog: Catalog) -> None:
    await catalog.put_articles([seen(1)])
    assert await catalog.articles("daily", {"/x", "/y"}) == {"/x": seen(1)}


async def test_sites_do_not_share_articles(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.put_articles([seen(1)])
    assert await catalog.articles("other", ["/x"]) == {}


async def test_more_paths_than_a_statement_takes(catalog: Catalog) -> None:
    paths = [f"/{number}" for number in range(40_000)]
    await catalog.put_articles([seen(1, path) for path in (paths[0], paths[-1])])
    assert set(await catalog.articles("daily", paths)) == {paths[0], paths[-1]}


async def test_all_articles_last_seen_first(catalog: Catalog) -> None:
    await catalog.put_articles([seen(at, f"/{at}") for at in (2, 9, 4)])
    assert [article.seen_at for article in await catalog.all_articles("daily", 2)] == [9, 4]


async def test_an_unknown_site_keeps_none_of_the_batch(catalog: Catalog) -> None:
    with pytest.raises(CatalogError):
        await catalog.put_articles([seen(1), Article(site="nowhere", path="/x")])
    assert await catalog.all_articles("daily", 10) == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("ПЕРША", ["/news/один"]),
        ("<b>", ["/news/один"]),
        ("/NEWS", ["/news/один"]),
        ("as of", ["/x", "/y"]),
        ("Y", ["/y"]),
        ("%", []),
        ("_", []),
        ("nothing", []),
    ],
)
async def test_articles_are_searched_by_title_and_path_in_any_alphabet(
    catalog: Catalog, text: str, paths: list[str]
) -> None:
    await catalog.put_articles([FULL, seen(9), seen(8, "/y")])
    assert await catalog.search_articles("daily", text, 10) == paths


@pytest.mark.parametrize(("site", "limit", "paths"), [("daily", 1, ["/x"]), ("other", 9, [])])
async def test_a_search_stays_in_its_site_and_limit(
    catalog: Catalog, site: str, limit: int, paths: list[str]
) -> None:
    await catalog.put_articles([seen(9), seen(8, "/y")])
    assert await catalog.search_articles(site, "as of", limit) == paths


async def test_titles_are_those_that_are_known(catalog: Catalog) -> None:
    await catalog.put_articles([FULL, Article(site="daily", path="/untitled", seen_at=1)])
    assert await catalog.titles("daily", [FULL.path, "/untitled", "/nowhere"]) == {FULL.path: FULL.title}


async def test_titles_of_many_articles_come_in_several_questions(catalog: Catalog) -> None:
    paths = [f"/{n}" for n in range(10_001)]
    await catalog.put_articles([seen(1, path) for path in paths[-2:]])
    assert len(await catalog.titles("daily", paths)) == 2
