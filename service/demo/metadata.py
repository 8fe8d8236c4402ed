"""What an article page says of itself to machines: schema.org JSON-LD (https://schema.org/NewsArticle)."""

from datetime import UTC, datetime

from service.demo.article import DemoArticle
from service.demo.edition import EDITIONS


def iso_time(ms: int) -> str:
    """UTC milliseconds as ISO 8601 with its offset."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="seconds")


def news_article(article: DemoArticle, url: str) -> dict[str, object]:
    """The NewsArticle object of a page at `url`. The section is the same word in both languages, so that it
    adds up across them; the page shows the translated label."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": article.dek,
        "articleSection": article.section,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": EDITIONS[article.language].name},
        "datePublished": iso_time(article.published_at),
        "inLanguage": article.language,
        "wordCount": article.words,
        "keywords": list(article.tags),
        "isAccessibleForFree": True,
    }
