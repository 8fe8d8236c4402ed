"""The facts of a reader at a moment: what conditions compare, worked out once for all rules."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from service.appeals.languages import primary
from service.appeals.memory import day_number
from service.appeals.reader import Reader

HOUR_MS = 3_600_000

_primary = lru_cache(1_024)(primary)


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A moment: UTC milliseconds, the site's local time, and its day as the memory counts days."""

    now_ms: int
    local: dt.datetime
    today: int


class Facts(NamedTuple):
    """One value for each field of `fields.FIELDS`, by its name; None is what is not known.

    Texts are folded, so that case does not matter. An article without a section, tags or authors, and a
    reader without a referrer, have none for certain: that is '' or ().
    """

    blocker: str
    confidence: int
    section: str
    tag: tuple[str, ...]
    author: tuple[str, ...]
    path: str
    article_age_h: float | None
    article_language: str | None
    language: str | None
    device: str
    browser: str | None
    country: str | None
    channel: str
    referrer: str
    views_today: int | None
    views_week: int | None
    views_month: int | None
    returning: str | None
    outcome: str | None
    engaged_s: float
    scroll_pct: int


def moment(now_ms: int, zone: ZoneInfo) -> Moment:
    """A moment on the clock of a site in that time zone."""
    local = dt.datetime.fromtimestamp(now_ms / 1000, zone)
    return Moment(now_ms, local, day_number(local.date()))


def facts(reader: Reader, now_ms: int) -> Facts:
    """What conditions compare of this reader now. Takes about 2 µs."""
    memory = reader.memory
    return Facts(
        reader.blocker,
        reader.confidence,
        reader.section.casefold(),
        _folded(reader.tags),
        _folded(reader.authors),
        reader.path,
        _age_h(reader.published_at, now_ms),
        _primary(reader.article_language) or None,
        _primary(reader.language) or None,
        reader.device,
        reader.browser.casefold() or None,
        reader.country.casefold() or None,
        reader.channel,
        reader.referrer,
        memory.views_today if memory else None,
        memory.views_week if memory else None,
        memory.views_month if memory else None,
        ("yes" if memory.returning else "no") if memory else None,
        memory.outcome if memory else None,
        reader.engaged_ms / 1000,
        reader.scroll_pct,
    )


def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([text.casefold() for text in texts]) if texts else texts


def _age_h(published_at: int | None, now_ms: int) -> float | None:
    """Hours since; an article dated ahead of our clock has just come out."""
    return None if published_at is None else max(now_ms - published_at, 0) / HOUR_MS
