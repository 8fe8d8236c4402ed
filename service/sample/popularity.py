"""Which articles are read: some much more than others, and the news while it is new."""

import random
from collections.abc import Sequence

from service.catalog.sites import Article


def appeals(number: int, rng: random.Random) -> list[float]:
    """How much each of so many articles draws, in chance order: the r-th as 1 / (r + 2)^0.75, Zipf's law."""
    ranks = list(range(1, number + 1))
    rng.shuffle(ranks)
    return [(rank + 2) ** -0.75 for rank in ranks]


def breaking_article(articles: Sequence[Article], at: int) -> int:
    """The number of the article that a spike at `at` (UTC ms) is about: the newest then, else the first."""
    published = [
        (article.published_at, number)
        for number, article in enumerate(articles)
        if article.published_at is not None and article.published_at <= at
    ]
    return max(published)[1] if published else 0
