"""Cases of `popularity`."""

import random

import pytest

from service.catalog.sites import Article
from service.sample.popularity import appeals, breaking_article


def test_few_draw_much() -> None:
    drawn = sorted(appeals(1_000, random.Random(1)), reverse=True)
    assert 0.25 < sum(drawn[:100]) / sum(drawn) < 0.6


def test_not_in_the_order_of_paths() -> None:
    drawn = appeals(1_000, random.Random(1))
    assert 0.4 < sum(drawn[:500]) / sum(drawn) < 0.6


@pytest.mark.parametrize(
    ("published", "number"),
    [([10, 30, 20], 1), ([10, 30, 60], 1), ([None, 20], 1), ([60, 70], 0), ([None, None], 0), ([50, 50], 1)],
)
def test_news_is_the_newest(published: list[int | None], number: int) -> None:
    articles = [Article(site="s", path=f"/{i}", published_at=at) for i, at in enumerate(published)]
    assert breaking_article(articles, 50) == number
