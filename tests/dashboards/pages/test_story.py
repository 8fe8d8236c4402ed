from typing import Any

import pytest

from dashboards.pages.story import article_of, reading_time, story, summary, worth
from service.catalog.sites import Article
from service.metrics.query import QueryError
from tests.dashboards.fakes import HOSTILE
from tests.dashboards.shelf import PUBLISHED, Rows, article, asking

OF_A = (("is", "article", ("/a",)),)


def totals(**own: Any) -> Rows:
    return Rows({(): [((), own)]})


async def facts_of(one: Article) -> dict[str, list[tuple[str, str | None]]]:
    panel = await story(asking(totals(), one, page="article", filters=OF_A))
    return dict(panel.context["facts"])


async def test_the_head_tells_what_the_catalog_knows() -> None:
    one = article(
        "/a",
        title="T",
        section="World",
        authors=("Ann", "Їв"),
        tags=("sea",),
        published_at=PUBLISHED,
        words=476,
    )
    facts = await facts_of(one)
    assert {word: [text for text, _href in values] for word, values in facts.items()} == {
        "Published": ["23 Nov 2025, 14:13"],
        "Section": ["World"],
        "Authors": ["Ann", "Їв"],
        "Tags": ["sea"],
        "Length": ["476 words, 2 min 00 s to read"],
    }


@pytest.mark.parametrize(
    ("word", "href"),
    [
        ("Section", "/s/herald/articles?range=7d&f=is%3Asection%3AWorld"),
        ("Authors", "/s/herald/articles?range=7d&f=is%3Aauthor%3AAnn"),
        ("Tags", "/s/herald/articles?range=7d&tag=sea"),
    ],
)
async def test_what_articles_share_leads_to_all_of_them(word: str, href: str) -> None:
    facts = await facts_of(article("/a", section="World", authors=("Ann",), tags=("sea",)))
    assert facts[word][0][1] == href


@pytest.mark.parametrize("published_at", [None, 10**18, -(10**18)])
async def test_what_is_not_known_is_left_out(published_at: int | None) -> None:
    assert await facts_of(article("/a", published_at=published_at)) == {}


async def test_an_unknown_article_has_its_path_and_its_address() -> None:
    panel = await story(asking(totals(), page="article", filters=OF_A))
    assert (panel.context["path"], panel.context["address"], panel.context["known"]) == (
        "/a",
        "https://news.test/a",
        False,
    )


@pytest.mark.parametrize(("words", "seconds"), [(0, None), (238, 60.0), (119, 30.0)])
def test_reading_takes_as_long_as_the_words(words: int, seconds: float | None) -> None:
    assert reading_time(article("/a", words=words)) == seconds


@pytest.mark.parametrize("panel", [story, summary, worth, article_of])
@pytest.mark.parametrize(
    "filters", [(), (("is", "article", ("/a", "/b")),), (("contains", "article", ("/a",)),)]
)
async def test_a_page_of_no_one_article_gets_a_sentence(panel: Any, filters: Any) -> None:
    with pytest.raises(QueryError, match="of one article"):
        await panel(asking(totals(), filters=filters))


@pytest.mark.parametrize(
    ("known", "value", "base"),
    [
        (1_000, "25.0%", "of 1,000 views in which detection concluded; likely 22.4% to 27.8%"),
        (29, "too few", "of 29 views in which detection concluded"),
    ],
)
async def test_a_block_rate_says_how_sure_it_is(known: int, value: str, base: str) -> None:
    panel = await summary(asking(totals(concluded_views=known), filters=OF_A))
    card = panel.context["cards"][-1]
    assert (card.value, card.base) == (value, base)


async def test_engaged_time_stands_beside_what_reading_takes() -> None:
    panel = await summary(asking(totals(), article("/a", words=238), filters=OF_A))
    assert panel.context["cards"][2].base == "mean per view; all of it takes 1 min 00 s"


async def test_few_views_have_no_read_rate() -> None:
    panel = await summary(asking(totals(views=29), filters=OF_A))
    assert panel.context["cards"][4].value == "too few"


async def test_an_article_without_views_says_so() -> None:
    panel = await summary(asking(totals(views=0), filters=OF_A))
    assert (panel.template, panel.context["never"]) == ("panels/empty.html", False)


async def test_money_and_appeals_are_one_row() -> None:
    panel = await worth(asking(totals(), filters=OF_A))
    terms = [card.term for card in panel.context["cards"]]
    assert terms[2:] == ["at risk", "appeals shown", "dismissed", "allowed ads"]


async def test_hostile_words_stay_one_line() -> None:
    facts = await facts_of(article("/a", section=HOSTILE + "\n\u202e"))
    assert "\n" not in facts["Section"][0][0]
    assert "\u202e" not in facts["Section"][0][0]
