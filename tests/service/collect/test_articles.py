"""What pages say of their articles is written when it is new, and never lost by a failure."""

from collections.abc import Sequence

import pytest

from service.catalog.sites import Article
from service.collect import articles
from service.collect.articles import PATIENCE_MS, STALE_MS, ArticleNotes, published_ms
from service.collect.wire import ArticleMeta
from service.events import Story


class Catalog:
    def __init__(self) -> None:
        self.written: list[Article] = []
        self.broken = False

    async def put(self, articles: Sequence[Article]) -> None:
        if self.broken:
            raise OSError("no room")
        self.written += articles


async def test_an_article_is_written_whole() -> None:
    catalog = Catalog()
    notes = ArticleNotes(catalog.put)
    meta = ArticleMeta("Title", "Section", ("A", "B"), ("tag",), "2026-11-02T12:00:00Z", 300, "uk")
    notes.note("demo", "/a", meta, 5)
    await notes.flush()
    assert catalog.written == [
        Article(
            site="demo",
            path="/a",
            title="Title",
            section="Section",
            authors=("A", "B"),
            tags=("tag",),
            published_at=1_793_620_800_000,
            words=300,
            language="uk",
            seen_at=5,
        )
    ]


async def test_an_articles_topic_is_known_from_its_page_and_from_the_catalog() -> None:
    notes = ArticleNotes(Catalog().put)
    notes.note("demo", "/a", ArticleMeta("x", tags=("ferry",), published="1970-01-01T00:00:01Z"), 5)
    notes.remember([Article(site="demo", path="/b", tags=("old",), published_at=7)])
    assert [notes.topic_of("demo", path) for path in ("/a", "/b", "/c")] == [
        (("ferry",), 1_000),
        (("old",), 7),
        ((), None),
    ]


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ([("demo", "/a", "x"), ("demo", "/a", "x")], ["x"]),
        ([("demo", "/a", "x"), ("demo", "/a", "y")], ["y"]),
        ([("demo", "/a", "x"), ("demo", "/b", "x")], ["x", "x"]),
        ([("demo", "/a", "x"), ("other", "/a", "x")], ["x", "x"]),
        ([], []),
    ],
)
async def test_only_what_is_new_is_written(told: list[tuple[str, str, str]], written: list[str]) -> None:
    catalog = Catalog()
    notes = ArticleNotes(catalog.put)
    for at, (site, path, title) in enumerate(told):
        notes.note(site, path, ArticleMeta(title), at)
    await notes.flush()
    assert [article.title for article in catalog.written] == written


async def test_what_was_written_is_not_written_again() -> None:
    catalog = Catalog()
    notes = ArticleNotes(catalog.put)
    for _ in range(2):
        notes.note("demo", "/a", ArticleMeta("x"), 1)
        await notes.flush()
    assert len(catalog.written) == 1


async def test_what_could_not_be_written_comes_again_and_the_newest_wins() -> None:
    catalog = Catalog()
    notes = ArticleNotes(catalog.put)
    notes.note("demo", "/a", ArticleMeta("old"), 1)
    notes.note("demo", "/b", ArticleMeta("b"), 1)
    catalog.broken = True
    with pytest.raises(OSError, match="no room"):
        await notes.flush()
    notes.note("demo", "/a", ArticleMeta("new"), 2)
    catalog.broken = False
    await notes.flush()
    assert {article.path: article.title for article in catalog.written} == {"/a": "new", "/b": "b"}


async def test_the_memory_of_what_was_seen_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "_REMEMBERED", 10)
    notes = ArticleNotes(Catalog().put)
    for number in range(50):
        notes.note("demo", f"/{number}", ArticleMeta("x"), 1)
        await notes.flush()
    assert len(notes._known) == 10


NOW = 1_800_000_000_000


@pytest.mark.parametrize(
    ("before", "then", "asked"),
    [
        ([], 0, True),
        ([("asks", 0)], PATIENCE_MS - 1, False),
        ([("asks", 0)], PATIENCE_MS, True),
        ([("note", 0)], STALE_MS - 1, False),
        ([("note", 0)], STALE_MS, True),
        ([("note", 0), ("note", 5)], STALE_MS, False),
        ([("asks", 0), ("note", 100)], PATIENCE_MS, False),
    ],
    ids=str,
)
def test_a_page_is_asked_when_nobody_told_lately(
    before: list[tuple[str, int]], then: int, asked: bool
) -> None:
    notes = ArticleNotes(Catalog().put)
    for what, at in before:
        if what == "asks":
            notes.asks("demo", "/a", NOW + at)
        else:
            notes.note("demo", "/a", ArticleMeta("x"), NOW + at)
    assert notes.asks("demo", "/a", NOW + then) is asked
    assert notes.asks("demo", "/another", NOW + then)


def test_a_story_is_known_from_the_catalog_and_from_the_newest_page() -> None:
    notes = ArticleNotes(Catalog().put)
    assert notes.story_of("demo", "/a") is None
    notes.remember([Article(site="demo", path="/a", section="World", words=5, seen_at=1)])
    assert notes.story_of("demo", "/a") == Story("World", (), 5, "")
    assert notes.asks("demo", "/a", NOW)
    notes.note("demo", "/a", ArticleMeta(section="Local", authors=("Ann",), words=7, language="uk-UA"), NOW)
    assert notes.story_of("demo", "/a") == Story("Local", ("Ann",), 7, "uk")
    assert notes.story_of("other", "/a") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-02T12:00:00Z", 1_793_620_800_000),
        ("2026-11-02T14:00:00+02:00", 1_793_620_800_000),
        ("2026-11-02T12:00:00", 1_793_620_800_000),
        ("2026-11-02T12:00:00.250Z", 1_793_620_800_250),
        ("2026-11-02", 1_793_577_600_000),
        ("1969-12-31T23:59:59Z", -1_000),
        ("", None),
        ("yesterday", None),
        ("2026-13-01", None),
        ("2026-11-02T25:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", -62_135_647_200_000),
        ("9999-12-31T23:59:59-14:00", 253_402_351_199_000),
        ("1793620800", None),
        ("２０２６-11-02", None),
    ],
)
def test_a_published_time_is_utc_milliseconds_or_none(text: str, expected: int | None) -> None:
    assert published_ms(text) == expected
