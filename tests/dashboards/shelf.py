"""What the pages of articles ask: rows of any kind, and a library of a few articles."""

from collections.abc import Collection
from typing import Any

import msgspec

from dashboards.dates import preset
from dashboards.pages.ask import Ask
from service.catalog.sites import Article
from service.metrics.live import Live
from service.metrics.metrics import Answer
from service.metrics.query import Query, Row, check
from tests.dashboards.fakes import NO_META, SITE, TODAY, TOTALS, FakeMetrics, ask

PUBLISHED = 1_763_900_000_000  # 23 Nov 2025, 14:13 in Kyiv.


Answers = dict[tuple[str, ...], list[tuple[tuple[str, ...], dict[str, Any]]]]


class Rows:
    """Answers by dimension: of each row its labels, and the metrics that are not those of TOTALS."""

    def __init__(self, rows: Answers) -> None:
        self.rows = rows
        self.asked: list[Query] = []

    async def answer(self, query: Query) -> Answer:
        check(query)
        self.asked.append(query)
        found = self.rows.get(query.dimensions, [])
        rows = [Row(labels, tuple((TOTALS | own)[name] for name in query.metrics)) for labels, own in found]
        return Answer(tuple(rows[: query.limit]), NO_META)

    async def live(self, _site: str, _now_ms: int) -> Live:
        return Live((), 0, ())


class Shelf:
    """A library of these articles."""

    def __init__(self, *articles: Article) -> None:
        self.kept = {one.path: one for one in articles}

    async def articles(self, _site: str, paths: Collection[str]) -> dict[str, Article]:
        return {path: self.kept[path] for path in paths if path in self.kept}

    async def search_articles(self, _site: str, text: str, limit: int) -> list[str]:
        return [path for path, one in self.kept.items() if text in one.title][:limit]

    async def titles(self, site: str, paths: Collection[str]) -> dict[str, str]:
        return {path: one.title for path, one in (await self.articles(site, paths)).items()}


def article(path: str, **more: Any) -> Article:
    """An article of SITE's."""
    return Article(site=SITE.key, path=path, **more)


def asking(
    metrics: Rows | FakeMetrics, *articles: Article, page: str = "articles", days: str = "7d", **shown: Any
) -> Ask:
    """A question about these articles; `shown` are fields of `Shown`."""
    shelf, question = Shelf(*articles), ask(FakeMetrics(), preset(days, TODAY))
    changed = msgspec.structs.replace(question.shown, **shown)
    return msgspec.structs.replace(
        question, metrics=metrics, shown=changed, library=shelf, titles=shelf.titles, page=page
    )
