"""Cases of `newsroom`."""

import re
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog
from service.catalog.sites import Article
from service.collect.urls import clean_article
from service.sample.days import period
from service.sample.newsroom import FEWEST, MOST, find_articles, make_articles
from tests.service.sample.conftest import NOW, SITE, ZONE

DAYS = period(NOW, ZONE, 10, today=True)


@pytest.mark.parametrize(("days", "number"), [(1, FEWEST), (30, 1_200), (60, MOST)])
def test_how_many(days: int, number: int) -> None:
    assert len(make_articles(SITE, 1, period(NOW, ZONE, days, today=True))) == number


def test_the_same_for_a_seed() -> None:
    assert make_articles(SITE, 7, DAYS) == make_articles(SITE, 7, DAYS)


def test_others_for_another_seed() -> None:
    assert make_articles(SITE, 7, DAYS) != make_articles(SITE, 8, DAYS)


def test_paths_are_articles_of_their_own() -> None:
    paths = [article.path for article in make_articles(SITE, 1, DAYS)]
    assert len(set(paths)) == len(paths)
    assert all(re.fullmatch(r"/[a-z]+/20\d\d/[01]\d/[a-z0-9-]+", path) for path in paths)
    assert all(clean_article(f"https://herald.example{path}") == path for path in paths)


def test_none_is_from_the_future() -> None:
    articles = make_articles(SITE, 1, DAYS)
    assert max(article.published_at or 0 for article in articles) < DAYS[-1].ends


@pytest.mark.parametrize(("known", "made"), [(0, True), (2, True), (3, False)])
async def test_articles_are_made_where_there_are_hardly_any(tmp_path: Path, known: int, made: bool) -> None:
    catalog = await Catalog.open(tmp_path)
    try:
        await catalog.add_site(SITE)
        await catalog.put_articles([Article(site=SITE.key, path=f"/own/{number}") for number in range(known)])
        found = await find_articles(catalog, SITE, 1, DAYS)
        kept = await catalog.all_articles(SITE.key, 10_000)
    finally:
        await catalog.close()
    assert len(found) == len(kept) == known + (FEWEST if made else 0)
    assert {article.path for article in found} == {article.path for article in kept}
