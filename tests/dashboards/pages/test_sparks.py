import pytest

from dashboards.pages.sparks import sparks
from tests.dashboards.shelf import Answers, Rows, asking

DAYS: Answers = {
    ("article", "day"): [
        (("/a", "2025-11-17"), {"views": 10}),
        (("/a", "2025-11-19"), {"views": 20}),
        (("/b", "2025-11-23"), {"views": 5}),
    ]
}


async def test_each_article_has_its_own_line() -> None:
    lines = await sparks(asking(Rows(DAYS)), ["/a", "/b", "/c"])
    assert [path for path, _words in lines] == [
        "M0 12L16.7 23L33.3 1L50 23L66.7 23L83.3 23L100 23",
        "M0 23L16.7 23L33.3 23L50 23L66.7 23L83.3 23L100 1",
        "M0 23L16.7 23L33.3 23L50 23L66.7 23L83.3 23L100 23",
    ]


async def test_a_line_is_told_in_words() -> None:
    ((_path, words),) = await sparks(asking(Rows(DAYS)), ["/a"])
    assert words == "at most 20 views, Wed, 19 Nov 2025; 0 in the end"


async def test_only_the_articles_shown_are_asked_for() -> None:
    metrics = Rows(DAYS)
    await sparks(asking(metrics), ["/a", "/b"])
    assert metrics.asked[0].filters == (("is", "article", ("/a", "/b")),)


@pytest.mark.parametrize(("days", "grain"), [("today", "hour"), ("7d", "day"), ("12m", "week")])
async def test_lines_have_the_pages_grain(days: str, grain: str) -> None:
    metrics = Rows({})
    await sparks(asking(metrics, days=days, grain=grain), ["/a"])
    assert metrics.asked[0].dimensions == ("article", grain)


async def test_nothing_is_asked_for_no_article() -> None:
    metrics = Rows({})
    assert (await sparks(asking(metrics), []), metrics.asked) == ([], [])


async def test_fifty_articles_fit_in_each_day_of_the_longest_range() -> None:
    metrics = Rows({})
    await sparks(asking(metrics, days="12m", grain="day"), ["/a"])
    assert metrics.asked[0].limit >= 50 * 366
