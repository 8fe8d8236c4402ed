"""What pages say of their articles, on its way to the catalog.

Every view says it, and almost always the same, so only what is new is kept, and written every few
seconds. Nothing is lost by a crash: the next view says it again.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence

from service.catalog.sites import Article
from service.collect.wire import ArticleMeta

_REMEMBERED = 50_000


class ArticleNotes:
    """Collects articles; `put` writes them to the catalog."""

    def __init__(self, put: Callable[[Sequence[Article]], Awaitable[None]]) -> None:
        self._put = put
        self._seen: OrderedDict[tuple[str, str], ArticleMeta] = OrderedDict()
        self._new: dict[tuple[str, str], Article] = {}

    def note(self, site: str, path: str, meta: ArticleMeta, now_ms: int) -> None:
        """Keep what the page says, when it is not what it said last."""
        key = (site, path)
        if self._seen.get(key) == meta:
            return
        self._seen[key] = meta
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        self._new[key] = Article(
            site=site,
            path=path,
            title=meta.title,
            section=meta.section,
            authors=meta.authors,
            tags=meta.tags,
            published_at=published_ms(meta.published),
            words=meta.words,
            language=meta.language,
            seen_at=now_ms,
        )

    async def flush(self) -> None:
        """Write what is new; what cannot be written now comes again with the next flush."""
        new, self._new = self._new, {}
        try:
            await self._put(list(new.values()))
        except BaseException:
            self._new = new | self._new
            raise


def published_ms(text: str) -> int | None:
    """An ISO 8601 date or time as UTC milliseconds; None when it is neither. Without a zone it is UTC."""
    try:
        moment = dt.datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return int(aware.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
