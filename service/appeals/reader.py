"""The reader of one view, as far as the rules may ask about them."""

import msgspec

from service.appeals.memory import Memory


class Reader(msgspec.Struct, frozen=True, gc=False):
    """One reader on one page: what is known of them, of the article and of this view so far.

    `published_at` is UTC milliseconds since 1970 or None; languages are BCP 47 primary subtags, `country` is
    ISO 3166-1 alpha-2, `referrer` a host without 'www.', `view` the view's id. '' and () mean that there is
    none. `memory` is what the device keeps, this view already counted (`memory.seen`); None: nothing.
    """

    blocker: str = "not_run"
    confidence: int = 0
    path: str = "/"
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published_at: int | None = None
    article_language: str = ""
    language: str = ""
    device: str = "other"
    browser: str = ""
    country: str = ""
    channel: str = "direct"
    referrer: str = ""
    engaged_ms: int = 0
    scroll_pct: int = 0
    view: str = ""
    memory: Memory | None = None
