import csv
import html
import re
from typing import Any

import msgspec
import pytest

from dashboards.definitions import DEFINITIONS
from dashboards.pages.article_list import PAGE, ROWS, listing, summed
from dashboards.pages.ask import Ask
from dashboards.pages.totals import Card
from dashboards.table import Table
from service.metrics.query import QueryError
from tests.dashboards.fakes import NOTHING, FakeMetrics, client
from tests.dashboards.shelf import Answers, Rows, article, asking

SHELF = [
    article("/a", title="Ferry chain parts", tags=("ferry", "sea")),
    article("/b", title="Їжак", tags=("ferryman",)),
    article("/c"),
]


def rows(*paths: str, **own: Any) -> Rows:
    return Rows({("article",): [((path,), own) for path in paths]})


def listed(panel: Any) -> list[str]:
    return [row[-1] for row in panel.table.rows]


@pytest.mark.parametrize(
    ("own", "paths"),
    [
        ((), ["/a", "/b", "/c"]),
        ((("search", "chain"),), ["/a"]),
        ((("search", "/C"),), ["/c"]),
        ((("search", "nothing"),), []),
        ((("tag", "ferry"),), ["/a"]),
        ((("search", "Їжак"), ("tag", "ferry")), []),
    ],
)
async def test_articles_are_found(own: tuple[tuple[str, str], ...], paths: list[str]) -> None:
    assert listed(await listing(asking(rows("/a", "/b", "/c"), *SHELF, own=own))) == paths


@pytest.mark.parametrize(
    ("own", "views", "engaged", "blocked"),
    [
        ((), "9,999", "41 s", "25.0%"),
        ((("search", "/"),), "600", "33 s", "too few"),
        ((("search", "chain"),), "100", "50 s", "too few"),
        ((("tag", "ferryman"),), "200", "30 s", "too few"),
    ],
)
async def test_totals_are_of_what_was_found(
    own: tuple[tuple[str, str], ...], views: str, engaged: str, blocked: str
) -> None:
    some = {"/a": (100, 50.0), "/b": (200, 30.0), "/c": (300, 30.0)}
    found: Answers = {
        ("article",): [
            ((path,), {"views": views, "engaged_s": seconds, "concluded_views": 5})
            for path, (views, seconds) in some.items()
        ],
        (): [((), {"views": 9_999})],
    }
    cards = await total_cards(asking(Rows(found), *SHELF, own=own))
    assert (cards["views"].value, cards["engaged time"].value, cards["block rate"].value) == (
        views,
        engaged,
        blocked,
    )


async def total_cards(question: Ask) -> dict[str, Card]:
    return {card.term: card for card in (await summed(question)).context["cards"]}


async def test_rates_of_what_was_found_are_of_what_they_are_of() -> None:
    metrics = Rows(
        {
            ("article",): [
                (("/a",), {"views": 100, "block_rate": 1.0, "concluded_views": 10, "read_rate": 0.5}),
                (("/b",), {"views": 300, "block_rate": 0.5, "concluded_views": 30, "read_rate": 0.1}),
                (("/c",), {"views": 100, "block_rate": None, "concluded_views": 0, "read_rate": 0.2}),
            ]
        }
    )
    cards = await total_cards(asking(metrics, *SHELF, own=(("search", "/"),)))
    assert (cards["block rate"].value, cards["read rate"].value) == ("62.5%", "20.0%")
    assert cards["block rate"].base == "of 40 views in which detection concluded"


async def test_readers_of_what_was_found_are_not_added_up() -> None:
    readers = (await total_cards(asking(rows("/a"), *SHELF, own=(("search", "chain"),))))["readers"]
    assert (readers.value, readers.base) == (
        "–",
        "cannot be added up over articles: one may have read several",
    )


async def test_a_search_over_many_articles_asks_no_long_question() -> None:
    metrics = rows(*(f"/{n}" for n in range(10_000)))
    await summed(asking(metrics, own=(("search", "/"),)))
    assert {query.filters for query in metrics.asked} == {()}


async def test_totals_of_what_was_found_are_compared() -> None:
    metrics = rows("/a")
    cards = await total_cards(asking(metrics, *SHELF, own=(("search", "chain"),), compare="previous"))
    assert (cards["views"].change, cards["readers"].change) == ("0.0%", "")


async def test_nothing_found_has_no_totals() -> None:
    panel = await summed(asking(rows("/a"), *SHELF, own=(("search", "nothing"),)))
    assert panel.template == "panels/empty.html"


async def test_a_shared_list_leads_nowhere() -> None:
    question = msgspec.structs.replace(asking(rows("/a"), *SHELF), shared="/v/x")
    panel = await listing(question)
    assert {head.href for head in panel.context["heads"]} | set(panel.context["hrefs"]) == {""}


async def test_an_article_without_a_title_shows_its_path() -> None:
    panel = await listing(asking(rows("/c"), *SHELF))
    assert panel.table
    assert panel.table.rows[0][0] == "/c"


async def test_articles_without_page_views_are_left_out() -> None:
    assert listed(await listing(asking(rows("/a", views=0), *SHELF))) == []


@pytest.mark.parametrize(
    ("page", "first", "count", "words"),
    [
        ("1", "/0", ROWS, "1–50 of 120"),
        ("2", "/50", ROWS, "51–100 of 120"),
        ("3", "/100", 20, "101–120 of 120"),
        ("99", "/100", 20, "101–120 of 120"),
    ],
)
async def test_the_list_comes_page_by_page(page: str, first: str, count: int, words: str) -> None:
    panel = await listing(asking(rows(*(f"/{n}" for n in range(120))), own=(("page", page),)))
    paths = listed(panel)
    assert (paths[0], len(paths), panel.context["pages"].words) == (first, count, words)


async def test_the_file_has_every_row() -> None:
    panel = await listing(asking(rows(*(f"/{n}" for n in range(120)))))
    assert panel.whole
    whole: Table = await panel.whole()
    assert len(whole.rows) == 120


async def test_views_before_stand_beside_those_shown() -> None:
    panel = await listing(asking(rows("/a", views=7), compare="previous"))
    assert panel.table
    assert (panel.table.head[-2].name, panel.table.rows[0][-2:]) == ("Views, before", (7, "/a"))


@pytest.mark.parametrize("time", ["engaged", "focus", "active"])
async def test_the_definition_of_engaged_time_is_obeyed(time: str) -> None:
    metrics = rows("/a")
    question = asking(metrics, time=time)
    await listing(question)
    assert question.shown.time_metric in metrics.asked[0].metrics


@pytest.mark.parametrize("own", [("sort", "x"), ("page", "x")])
async def test_what_makes_no_sense_gets_a_sentence(own: tuple[str, str]) -> None:
    with pytest.raises(QueryError):
        await listing(asking(rows("/a"), own=(own,)))


async def test_a_link_to_an_article_leaves_the_lists_order_behind() -> None:
    panel = await listing(asking(rows("/a"), own=(("sort", "views"),)))
    assert panel.context["hrefs"] == ["/s/herald/article?range=7d&f=is%3Aarticle%3A%2Fa"]


@pytest.mark.parametrize("place", PAGE.places, ids=lambda place: place.name)
def test_every_heading_has_its_definition(place: object) -> None:
    term = getattr(place, "term", "")
    assert not term or term in DEFINITIONS


async def get(path: str, values: dict[str, float | None] | None = None) -> Any:
    async with client(FakeMetrics(values)) as asked:
        return await asked.get(path)


@pytest.mark.parametrize("values", [None, NOTHING])
@pytest.mark.parametrize(
    "query", ["", "?range=today", "?sort=-rpm&search=%D1%82", "?compare=year", "?plain=1"]
)
@pytest.mark.parametrize("path", ["articles", "articles/panel/list"])
async def test_the_page_is_served(path: str, query: str, values: dict[str, float | None] | None) -> None:
    answer = await get(f"/s/herald/{path}{query}", values)
    assert answer.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", answer.text)


@pytest.mark.parametrize("query", ["sort=x", "page=x", "plain=1&sort=x", "plain=1&page=%00"])
async def test_a_bad_address_is_told(query: str) -> None:
    path = "articles" if "plain" in query else "articles/panel/list"
    assert (await get(f"/s/herald/{path}?{query}")).status_code == 400


async def test_the_panel_is_asked_for_as_the_page_was() -> None:
    page = html.unescape((await get("/s/herald/articles?sort=-rpm&search=a&page=2")).text)
    assert '/s/herald/articles/panel/list?sort=-rpm&search=a&page=2"' in page


async def test_other_pages_are_linked_without_it() -> None:
    assert 'href="/s/herald/overview"' in (await get("/s/herald/articles?sort=-rpm")).text


@pytest.mark.parametrize(
    ("sort", "said"), [("-rpm", ["descending"]), ("title", ["ascending"]), ("-views", ["descending"])]
)
async def test_one_column_says_that_it_sorts(sort: str, said: list[str]) -> None:
    panel = (await get(f"/s/herald/articles/panel/list?sort={sort}")).text
    assert re.findall(r'aria-sort="(\w+)"', panel) == said


async def test_the_file_opens_again() -> None:
    answer = await get("/s/herald/articles/panel/list.csv?sort=views")
    lines = list(csv.reader(answer.text.lstrip("\ufeff").splitlines()))
    assert (lines[0][0], lines[0][-1], [line[-1] for line in lines[1:]]) == (
        "Article",
        "Path",
        ["/a", "/hostile"],
    )


async def test_what_was_searched_for_stays_in_the_field() -> None:
    panel = html.unescape((await get('/s/herald/articles/panel/list?search="><i>&range=7d')).text)
    assert 'name="range" value="7d"' in panel
    assert '“"><i>” in title or path' in panel
