"""Quotes out of articles, as the tag takes them."""

from typing import NamedTuple


class Quote(NamedTuple):
    """A text-quote selector, with a number as a correction has."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    id: int = 1


def quoted(article: str, exact: str, side: int = 100, number: int = 1, nth: int = 0) -> Quote:
    """The `nth` time that `exact` stands in the article, with up to `side` characters around it."""
    at = -1
    for _ in range(nth + 1):
        at = article.index(exact, at + 1)
    end = at + len(exact)
    return Quote(exact, article[max(0, at - side) : at], article[end : end + side], number)
