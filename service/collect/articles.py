"""What pages say of their articles, on its way to the catalog, and what is known of an article meanwhile.

Reading its metadata costs a page some of its main thread, and every view of an article would tell the same.
So a page tells it only when it is asked, and one view in ten minutes is. Nothing is lost by a crash: the
catalog tells what was known before, and the next view is asked again.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from service.catalog.sites import Article
from service.collect.enrich import story
from service.collect.wire import ArticleMeta
from service.events import Story

#: Articles that are remembered. 50,000 take 35 MB.
_REMEMBERED = 50_000
#: Titles are mended soon after publication: what was told longer ago is asked for again.
STALE_MS = 10 * 60_000
#: A page that was asked answers within a second, or was left: then another is asked.
PATIENCE_MS = 5_000


@dataclass(slots=True)
class _Known:
    """Of one article; times are UTC ms, 0 for never since the start."""

    story: Story | None = None
    tags: tuple[str, ...] = ()
    published_at: int | None = None
    meta: ArticleMeta | None = None
    told_at: int = 0
    asked_at: int = 0


class ArticleNotes:
    """Collects articles; `put` writes them to the catalog."""

    def __init__(self, put: Callable[[Sequence[Article]], Awaitable[None]]) -> None:
        self._put = put
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()
        self._new: dict[tuple[str, str], Article] = {}

    def remember(self, articles: Iterable[Article]) -> None:
        """Take over what the catalog holds, the newest last; each is asked for again with its next view."""
        for article in articles:
            known = self._entry((article.site, article.path))
            known.story = story(article.section, article.authors, article.words, article.language)
            known.tags, known.published_at = article.tags, article.published_at

    def story_of(self, site: str, path: str) -> Story | None:
        """What is known of an article, for a view whose page was not asked."""
        known = self._known.get((site, path))
        return known.story if known else None

    def topic_of(self, site: str, path: str) -> tuple[tuple[str, ...], int | None]:
        """An article's tags, and when it was published (UTC ms), as far as they are known."""
        known = self._known.get((site, path))
        return (known.tags, known.published_at) if known else ((), None)

    def asks(self, site: str, path: str, now_ms: int) -> bool:
        """Whether this view's page shall tell of its article. It counts as asked."""
        known = self._entry((site, path))
        if now_ms - known.told_at < STALE_MS or now_ms - known.asked_at < PATIENCE_MS:
            return False
        known.asked_at = now_ms
        return True

    def note(self, site: str, path: str, meta: ArticleMeta, now_ms: int) -> None:
        """Keep what the page says, when it is not what it said last."""
        key = (site, path)
        known = self._entry(key)
        known.told_at = now_ms
        if known.meta == meta:
            return
        known.meta = meta
        known.story = story(meta.section, meta.authors, meta.words, meta.language)
        known.tags, known.published_at = meta.tags, published_ms(meta.published)
        self._new[key] = Article(
            site=site,
            path=path,
            title=meta.title,
            section=meta.section,
            authors=meta.authors,
            tags=meta.tags,
            published_at=known.published_at,
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

    def _entry(self, key: tuple[str, str]) -> _Known:
        """What is known of an article; those that were seen longest ago are forgotten first."""
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known()
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return known


def published_ms(text: str) -> int | None:
    """An ISO 8601 date or time as UTC milliseconds; None when it is neither. Without a zone it is UTC."""
    try:
        moment = dt.datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return int(aware.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
