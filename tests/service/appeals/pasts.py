"""Stored views for the tests: ordinary unless told otherwise, and hypothesis strategies of many."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from service.appeals.past import Past
from service.events import BLOCKER_STATES
from tests.service.appeals.readers import NOW_MS, TODAY

DAY_MS = 86_400_000


def past(reader: int = 1, days_ago: int = 0, after_s: int = 0, **fields: Any) -> Past:
    """A blocked view of Monday 2 November 2026, 14:00 in Kyiv, or so many days before."""
    known: dict[str, Any] = {
        "day": TODAY - dt.timedelta(days_ago),
        "started_at": NOW_MS - days_ago * DAY_MS + after_s * 1_000,
        "reader": reader,
        "article": "/sport/the-cup",
        "section": "Sport",
        "author": "Olena Kovalenko",
        "article_language": "uk",
        "referrer": "google.com",
        "channel": "search",
        "device": "desktop",
        "browser": "Firefox",
        "country": "UA",
        "language": "uk",
        "engaged_ms": 30_000,
        "scroll_pct": 80,
        "finished": False,
        "blocker": "requests",
        "confidence": 90,
        "slots_viewable": 2,
        "resumed": False,
        "privacy_signals": 0,
        "bot": "",
    }
    return Past(**(known | fields))


pasts = st.lists(
    st.builds(
        past,
        reader=st.integers(1, 4),
        days_ago=st.integers(0, 2),
        after_s=st.integers(0, 5_000),
        article=st.sampled_from(["/sport", "/sport/cup", "/art/cup/1"]),
        section=st.sampled_from(["Sport", "Art", ""]),
        author=st.sampled_from(["", "Ann", "Ann | Bo"]),
        device=st.sampled_from(["desktop", "phone"]),
        channel=st.sampled_from(["direct", "search"]),
        engaged_ms=st.integers(0, 5_000),
        scroll_pct=st.integers(0, 4),
        finished=st.booleans(),
        blocker=st.sampled_from(BLOCKER_STATES),
        confidence=st.integers(0, 4),
        resumed=st.sampled_from([False] * 5 + [True]),
        bot=st.sampled_from(["", "", "", "crawler"]),
    ),
    max_size=25,
    unique_by=lambda one: (one.reader, one.started_at),
)
