"""The list: what it shows, in which order, to whom."""

import html

import pytest

from service.catalog.catalog import Catalog
from service.catalog.sites import Article
from tests.dashboards.corrections.desks import HOSTILE, Inbox, numbers
from tests.dashboards.fakes import SITE


async def test_the_most_valuable_comes_first_with_its_factors(inbox: Inbox) -> None:
    much_read = await inbox.report("a word", article="/b", severity=2.0)
    reported = await inbox.report("in 1936", severity=3.0, severity_why="a number")
    for _reader in range(6):
        await inbox.report("in 1936", severity=3.0, severity_why="a number", to=reported)
    page = (await inbox.get()).text
    assert numbers(page) == [reported, much_read]
    assert "2,100" in page
    assert "100 views in 24 h × 7 reports × 3 (a number)" in page
    assert "900 views in 24 h × 1 report × 2 (a word)" in page


async def test_a_suggestion_is_shown_in_its_sentence(inbox: Inbox) -> None:
    await inbox.report("in 1936", suggestion="in 1963")
    page = (await inbox.get()).text
    assert "The bridge was built <mark>in <del>" in page
    assert "</mark>, they say.</p>" in page
    assert page.count("<del>") == page.count("<ins>") == 1


async def test_readers_who_would_change_the_same_are_one_wish(inbox: Inbox) -> None:
    number = await inbox.report("in 1936", suggestion="in 1963")
    await inbox.report("1936", suggestion="1963", to=number)
    await inbox.report("in 1936", suggestion="in 1936 or so", to=number)
    assert "1 other wish" in (await inbox.get()).text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["", "/1"])
async def test_readers_words_are_text(inbox: Inbox, text: str, path: str) -> None:
    kept = text.encode("utf-8", "replace").decode()
    await inbox.report(
        kept, prefix=kept[:90], suffix=kept[:90], suggestion=f"{kept} x", comment=kept, language=kept[:35]
    )
    answer = await inbox.get(path)
    assert answer.status_code == 200
    for part in ("<script>alert", "<img src=x", "</textarea></form>", "\u202e", "\x07", "\x00"):
        assert part not in answer.text
    if "<" in kept:
        assert html.escape(kept, quote=False) in answer.text.replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [1, 2]),
        ("?state=new", [2]),
        ("?state=accepted", [1]),
        ("?state=fixed", [3]),
        ("?state=rejected", []),
        ("?state=all", [1, 2, 3]),
        ("?section=World", [1]),
        ("?section=Nowhere", []),
        ("?who=me", [1]),
        ("?who=nobody", [2]),
        ("?who=2", []),
        ("?text=BUILT+IN", [1, 2]),
        ("?text=titul+a", [1]),
        ("?text=/b", [2]),
        ("?text=nothing", []),
    ],
)
async def test_the_address_says_which(inbox: Inbox, query: str, shown: list[int]) -> None:
    await inbox.catalog.put_articles([Article(site=SITE.key, path="/a", title="Titul A", section="World")])
    for article in ("/a", "/b", "/c"):
        await inbox.report(article=article, severity=3.0 if article == "/a" else 0.1)
    await inbox.catalog.set_state(SITE.key, [1], "accepted", "x", 1)
    await inbox.catalog.assign(SITE.key, [1], 1, "x", 1)
    await inbox.catalog.set_state(SITE.key, [3], "fixed", "x", 1)
    answer = await inbox.get(query)
    assert (answer.status_code, numbers(answer.text)) == (200, shown)


@pytest.mark.parametrize("query", ["?state=x", "?who=x", "?page=x", "?page=%00"])
async def test_what_makes_no_sense_is_answered_in_a_sentence(inbox: Inbox, query: str) -> None:
    answer = await inbox.get(query)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


async def test_a_list_is_read_page_by_page(inbox: Inbox) -> None:
    for number in range(26):
        await inbox.report(f"word {number}")
    first, second = (await inbox.get()).text, (await inbox.get("?page=2")).text
    assert (len(numbers(first)), len(numbers(second))) == (25, 1)
    assert "1–25 of 26" in first
    assert "26–26 of 26" in second
    assert (await inbox.get("?page=99")).headers["location"].endswith("?page=2")


async def test_viewers_look_and_change_nothing(catalog: Catalog) -> None:
    inbox = Inbox(catalog, "viewer")
    await inbox.report(email="reader@home.example", comment="Look!")
    for path in ("", "/1", "/list.csv"):
        page = (await inbox.get(path)).text
        assert "reader@home.example" not in page
        assert "Look!" in page
        assert "<button name" not in page
    for path in ("", "/1"):
        assert (await inbox.send(path, do="fixed", id="1")).status_code == 403
    assert await inbox.states() == {1: "new"}


async def test_editors_may_write_to_readers(inbox: Inbox) -> None:
    await inbox.report(email="reader+1@home.example")
    assert 'href="mailto:reader%2B1%40home.example"' in (await inbox.get("/1")).text
    assert "reader+1@home.example" in (await inbox.get("/list.csv")).text


@pytest.mark.parametrize(
    ("on", "words"), [(True, "Nothing is waiting"), (False, "cannot report mistakes yet")]
)
async def test_an_empty_inbox_says_why(inbox: Inbox, on: bool, words: str) -> None:
    await inbox.catalog.put_desk(SITE.key, on=on)
    assert words in (await inbox.get()).text


async def test_no_such_site(inbox: Inbox) -> None:
    for path in ("corrections", "corrections/1", "corrections/list.csv"):
        assert (await inbox.client.get(f"/s/nowhere/{path}")).status_code == 404
