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


_insert = insert(tables.article)
_upsert = _insert.on_conflict_do_update(
    index_elements=tables.article.primary_key,
    set_={column.name: column for column in _insert.excluded if not column.primary_key},
    where=_insert.excluded.seen_at >= tables.article.c.seen_at,
)


def _values(article: Article) -> dict[str, object]:
    return {field: getattr(article, field) for field in Article.__struct_fields__}
