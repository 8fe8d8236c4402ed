"""Articles: what the pages said of themselves, the newest word of each."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.sites import Article

#: SQLite takes 32,766 parameters in a statement.
_PATHS_A_QUESTION = 10_000


class Articles(Database):
    """The catalog's questions about articles."""

    async def put_articles(self, articles: Sequence[Article]) -> None:
        """Keep these articles, each unless a word seen later is kept already; all of them or none.

        Raises CatalogError when one names a site that is not there.
        """
        if not articles:
            return
        async with self._writing() as connection:
            await connection.execute(_upsert, [_values(article) for article in articles])

    async def articles(self, site: str, paths: Collection[str]) -> dict[str, Article]:
        """The articles of a site that have these paths, by path; unknown paths are left out."""
        wanted = list(paths)
        found: dict[str, Article] = {}
        async with self._reading() as connection:
            for start in range(0, len(wanted), _PATHS_A_QUESTION):
                some = wanted[start : start + _PATHS_A_QUESTION]
                question = select(tables.article).where(
                    tables.article.c.site == site, tables.article.c.path.in_(some)
                )
                rows = await connection.execute(question)
                found |= {row["path"]: as_struct(row, Article) for row in rows.mappings()}
        return found

    async def all_articles(self, site: str, limit: int) -> list[Article]:
        """At most `limit` articles of a site, those seen last first."""
        question = (
            select(tables.article)
            .where(tables.article.c.site == site)
            .order_by(tables.article.c.seen_at.desc(), tables.article.c.path)
            .limit(limit)
        )
        async with self._reading() as connection:
            return [as_struct(row, Article) for row in (await connection.execute(question)).mappings()]

    async def titles(self, site: str, paths: Collection[str]) -> dict[str, str]:
        """The titles of the articles that have these paths, by path; those without one are left out."""
        wanted = list(paths)
        found: dict[str, str] = {}
        columns = (tables.article.c.path, tables.article.c.title)
        async with self._reading() as connection:
            for start in range(0, len(wanted), _PATHS_A_QUESTION):
                some = columns[0].in_(wanted[start : start + _PATHS_A_QUESTION])
                question = select(*columns).where(tables.article.c.site == site, some)
                found |= {path: title for path, title in await connection.execute(question) if title}
        return found

    async def search_articles(self, site: str, text: str, limit: int) -> list[str]:
        """Paths of at most `limit` articles whose title or path holds `text`, those seen last first.

        Case makes no difference in any alphabet. SQLite folds only ASCII, so rows are looked through here:
        65 ms for 10,000 articles.
        """
        columns = (tables.article.c.path, tables.article.c.title)
        question = select(*columns).where(tables.article.c.site == site)
        wanted = text.casefold()
        found: list[str] = []
        async with self._reading() as connection:
            rows = await connection.execute(question.order_by(tables.article.c.seen_at.desc(), columns[0]))
            for path, title in rows:
                if len(found) < limit and (wanted in title.casefold() or wanted in path.casefold()):
                    found.append(path)
        return found


_insert = insert(tables.article)
_upsert = _insert.on_conflict_do_update(
    index_elements=tables.article.primary_key,
    set_={column.name: column for column in _insert.excluded if not column.primary_key},
    where=_insert.excluded.seen_at >= tables.article.c.seen_at,
)


def _values(article: Article) -> dict[str, object]:
    return {field: getattr(article, field) for field in Article.__struct_fields__}
