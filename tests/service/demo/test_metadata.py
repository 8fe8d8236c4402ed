import pytest

from service.demo.metadata import iso_time, news_article
from service.demo.newsroom import articles

ARTICLE = articles(1_790_000_123_456)[0]
URL = f"https://news.example.org{ARTICLE.path}"


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "1970-01-01T00:00:00+00:00"), (1_772_618_700_999, "2026-03-04T10:05:00+00:00")]
)
def test_times_are_iso_8601_with_an_offset(ms: int, text: str) -> None:
    assert iso_time(ms) == text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("@context", "https://schema.org"),
        ("@type", "NewsArticle"),
        ("mainEntityOfPage", URL),
        ("headline", ARTICLE.title),
        ("articleSection", ARTICLE.section),
        ("author", [{"@type": "Person", "name": name} for name in ARTICLE.authors]),
        ("datePublished", iso_time(ARTICLE.published_at)),
        ("inLanguage", ARTICLE.language),
        ("wordCount", ARTICLE.words),
        ("keywords", list(ARTICLE.tags)),
    ],
)
def test_an_article_tells_of_itself(key: str, value: object) -> None:
    assert news_article(ARTICLE, URL)[key] == value
