"""Views of the past as a simulation needs them, and the readers they were."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from service.appeals.memory import Memory
from service.appeals.reader import Reader
from service.events import BLOCKED_STATES

AUTHOR_SEPARATOR = " | "

#: An article's tags, and when it was published (UTC ms), as far as they are known.
Topic = tuple[tuple[str, ...], int | None]


class Past(NamedTuple):
    """A stored view. The fields are called as the warehouse's columns, whose definitions hold.

    `reader` is the pseudonym of one day: nobody can be followed from one day to the next.
    """

    day: dt.date
    started_at: int
    reader: int
    article: str
    section: str
    author: str
    article_language: str
    referrer: str
    channel: str
    device: str
    browser: str
    country: str
    language: str
    engaged_ms: int
    scroll_pct: int
    finished: bool
    blocker: str
    confidence: int
    slots_viewable: int
    resumed: bool
    privacy_signals: int
    bot: str

    @property
    def counts(self) -> bool:
        """Whether it is a page view of somebody whom the collector decides about.

        Nobody looks at readers with GPC or DNT, nor at crawlers; a view that was resumed is no page view.
        """
        return not (self.resumed or self.privacy_signals or self.bot == "crawler")

    @property
    def blocked(self) -> bool:
        """Whether ads were lost."""
        return self.blocker in BLOCKED_STATES


#: All views of one reader on one day, in the order in which they began.
ReaderDay = tuple[Past, ...]


def reader_days(views: Iterable[Past]) -> list[ReaderDay]:
    """The views that count, by reader and day."""
    ordered = sorted((view for view in views if view.counts), key=itemgetter(0, 2, 1))
    return [tuple(group) for _, group in groupby(ordered, key=itemgetter(0, 2))]


def reader_of(view: Past, topic: Topic, memory: Memory, engaged_ms: int, scroll_pct: int) -> Reader:
    """The reader of a stored view, when it was read so far."""
    tags, published_at = topic
    return Reader(
        blocker=view.blocker,
        confidence=view.confidence,
        path=view.article,
        section=view.section,
        authors=tuple(view.author.split(AUTHOR_SEPARATOR)) if view.author else (),
        tags=tags,
        published_at=published_at,
        article_language=view.article_language,
        language=view.language,
        device=view.device,
        browser=view.browser,
        country=view.country,
        channel=view.channel,
        referrer=view.referrer,
        engaged_ms=engaged_ms,
        scroll_pct=scroll_pct,
        memory=memory,
    )
