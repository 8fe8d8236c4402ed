import pytest

from service.demo.article import ArticleError, Block, read_article
from service.events import DAY_MS

FRONT = {
    "title": "A title: with a colon",
    "dek": "What it says",
    "section": "Sport",
    "authors": "Ada Reed, Бо Лі",
    "published": "2d 3h",
    "tags": "one, two words",
    "language": "en",
}


def file(body: str = "Some text.", **changes: str | None) -> str:
    fields = {key: value for key, value in (FRONT | changes).items() if value is not None}
    front = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return f"---\n{front}\n---\n\n{body}\n"


def test_front_matter_is_read() -> None:
    article = read_article("a-slug", file(), DAY_MS * 10)
    assert (article.path, article.title, article.dek) == ("/sport/a-slug", FRONT["title"], FRONT["dek"])
    assert article.authors == ("Ada Reed", "Бо Лі")
    assert article.tags == ("one", "two words")


@pytest.mark.parametrize(
    ("age", "hours"), [("5h", 5), ("1d", 24), ("2d 3h", 51), ("0h", 0), ("12d 0h", 288), ("1d1h", 25)]
)
def test_age_counts_back_from_now(age: str, hours: int) -> None:
    now_ms = 1_790_000_000_000
    assert now_ms - read_article("a", file(published=age), now_ms).published_at == hours * 3_600_000


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Two\nlines", Block("paragraph", "Two lines")),
        ("## A subhead", Block("subhead", "A subhead")),
        ("> Quoted", Block("quote", "Quoted")),
        ("#hash and >arrow", Block("paragraph", "#hash and >arrow")),
        ("<b>& ---</b>", Block("paragraph", "<b>& ---</b>")),
    ],
)
def test_blocks(text: str, block: Block) -> None:
    assert read_article("a", file(text), 0).body == (block,)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("One two, three.", 3),
        ("подвір’я — це двір", 3),
        ("“Quoted” … 23:40", 2),
        ("## Sub head\n\n> a quote\n\ntext", 5),
    ],
)
def test_words_are_counted_in_the_body(body: str, words: int) -> None:
    assert read_article("a", file(body), 0).words == words


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no front matter", "front matter"),
        (file(title=None), "title"),
        (file(title=""), "title"),
        (file(colour="red"), "colour"),
        (file(section="Weather"), "Weather"),
        (file(language="de"), "'de'"),
        (file(published="yesterday"), "yesterday"),
        (file(published="-2d"), "-2d"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name_and_fault(text: str, named: str) -> None:
    with pytest.raises(ArticleError, match=f"the-slug: .*{named}"):
        read_article("the-slug", text, 0)
