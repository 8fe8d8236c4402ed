"""Views to test with: an ordinary one, and hypothesis strategies of every one that can be."""

import secrets
from typing import Any

from hypothesis import strategies as st

from service.events import BLOCKER_STATES, NEVER, Asking, Detection, Origin, Story, View

#: 2026-11-02 12:00 UTC, a Monday.
NOON_MS = 1_793_620_800_000
DAY_MS = 86_400_000
ORIGIN_FIELDS = frozenset(Origin.__struct_fields__)
STORY_FIELDS = {"section": "section", "authors": "authors", "words": "words", "article_language": "language"}
DETECTION_FIELDS = frozenset(Detection.__struct_fields__)
ASKING_FIELDS = frozenset(Asking.__struct_fields__)


def new_id() -> str:
    return secrets.token_urlsafe(16)


def view(**fields: Any) -> View:
    """A view of site `demo` with these fields, wherever they belong; everything else is ordinary."""
    origin = {"article": "/a"} | {name: fields.pop(name) for name in ORIGIN_FIELDS & fields.keys()}
    story = {STORY_FIELDS[name]: fields.pop(name) for name in STORY_FIELDS.keys() & fields.keys()}
    detection = {name: fields.pop(name) for name in DETECTION_FIELDS & fields.keys()}
    asking = {name: fields.pop(name) for name in ASKING_FIELDS & fields.keys()}
    seq = fields.pop("seq", 1)
    started = fields.pop("started_at", NOON_MS)
    last = fields.pop("last_at", started)
    known: dict[str, Any] = {
        "site": "demo",
        "view": fields.pop("view", None) or new_id(),
        "seq": seq,
        "started_at": started,
        "last_at": last,
        "expires_at": fields.pop("expires_at", last + DAY_MS),
        "origin_seq": seq,
        "origin": Origin(**origin),
        "story_seq": seq if story else NEVER,
        "story": Story(**story),
        "detection_seq": seq if detection else -1,
        "detection": Detection(**detection),
        "asking_seq": seq if asking else -1,
        "asking": Asking(**asking),
    }
    return View(**(known | fields))


_small = st.integers(0, 3)
_text = st.sampled_from(["", "a", "b", "ї"])
_times = st.integers(NOON_MS, NOON_MS + 3)

origins = st.builds(
    Origin,
    article=_text,
    reader=_small,
    resumed=st.booleans(),
    referrer=_text,
    channel=_text,
    utm_source=_text,
    utm_medium=_text,
    utm_campaign=_text,
    previous=_text,
    device=_text,
    browser=_text,
    browser_major=_small,
    os=_text,
    country=_text,
    language=_text,
    viewport_width=_small,
    viewport_height=_small,
    consent=_text,
    privacy_signals=_small,
    navigation=_text,
    tag_version=_text,
    bot=_text,
)
stories = st.builds(
    Story, section=_text, authors=st.lists(_text, max_size=2).map(tuple), words=_small, language=_text
)
detections = st.builds(
    Detection,
    blocker=st.sampled_from(BLOCKER_STATES),
    signals=_small,
    confidence=_small,
    detection_ms=_small,
)
askings = st.builds(
    Asking,
    rule=_small,
    variant=_small,
    bucket=st.integers(-1, 1),
    arm_rule=_small,
    arm_variant=_small,
    arm_day=_small,
    arm_first=st.booleans(),
    recovered_rule=_small,
    recovered_variant=_small,
    allowed_days=st.integers(-1, 1),
    relapsed=st.booleans(),
)
#: Snapshots of one view. Few values each, so that equal and unequal ones meet often.
snapshots = st.builds(
    View,
    site=st.just("demo"),
    view=st.just("AAAAAAAAAAAAAAAAAAAAAA"),
    seq=_small,
    started_at=_times,
    last_at=_times,
    expires_at=_times,
    origin_seq=_small,
    origin=origins,
    story_seq=st.sampled_from([0, 1, NEVER]),
    story=stories,
    detection_seq=st.integers(-1, 2),
    detection=detections,
    engaged_ms=_small,
    focus_ms=_small,
    active_10s=_small,
    scroll_pct=_small,
    finished=st.booleans(),
    slots_seen=_small,
    slots_filled=_small,
    slots_viewable=_small,
    revenue_micros=_small,
    asking_seq=st.integers(-1, 2),
    asking=askings,
    stages=_small,
    shown_ms=_small,
    acted_ms=_small,
)
