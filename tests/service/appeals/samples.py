"""Rules, conditions and readers of few values each, so that they meet often."""

import datetime as dt

import msgspec
from hypothesis import strategies as st

from service.appeals import memory
from service.appeals.fields import FIELDS
from service.appeals.memory import Memory
from service.appeals.reader import Reader
from service.catalog.rule import Body, Caps, Condition, Group, Policy, Rule, Schedule, Variant, Wall
from service.events import BLOCKER_STATES
from tests.service.appeals.readers import NOW_MS, TODAY, kept

_TEXTS = ("Sport", "sport news", "Art", "")
_PATHS = ("/", "/sport", "/sport/cup", "/art/cup/1")
_WORDS = {
    "section": ("Sport", "Art", "news"),
    "tag": ("Sport", "Art"),
    "author": ("Ann", "Art"),
    "path": ("/sport", "/sport/cup", "/art"),
    "article_language": ("uk", "en"),
    "language": ("uk", "en", "he"),
    "browser": ("Firefox", "Chrome"),
    "country": ("UA", "PL"),
    "referrer": ("google.com", "example.org"),
}
_GLOBS = ("/sport*", "/*cup", "/*/cup/*", "/sport/cup", "*t*")


@st.composite
def _condition(draw: st.DrawFn) -> Condition:
    name = draw(st.sampled_from(sorted(FIELDS)))
    field = FIELDS[name]
    op = draw(st.sampled_from(field.ops))
    if field.kind == "number":
        most = 3 if op == "is" else 1
        numbers = st.integers(field.low, min(field.high, field.low + 6)).map(str)
        return Condition(name, op, tuple(draw(st.lists(numbers, min_size=1, max_size=most))))
    words = _GLOBS if op == "matches" else tuple(field.choices) or _WORDS[name]
    return Condition(name, op, tuple(draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))))


conditions = _condition()
_days = st.integers(-10, 0).map(lambda days: TODAY + dt.timedelta(days=days))


@st.composite
def _memory(draw: st.DrawFn) -> Memory:
    days = sorted(draw(st.lists(_days, max_size=4)))
    remembered = memory.begin("A" * 22, days[0] if days else TODAY)
    for day in days:
        remembered = memory.seen(remembered, day, draw(st.sampled_from([True, False, None])))
        rule = draw(st.integers(1, 4))
        remembered = memory.asked(remembered, rule, draw(st.integers(0, 2)), day)
        step = draw(st.sampled_from(["shown", "dismissed", "claimed", "allowed"]))
        remembered = memory.outcome(remembered, rule, step, day)  # type: ignore[arg-type]
    remembered = memory.seen(remembered, TODAY, draw(st.sampled_from([True, False, None])))
    return msgspec.structs.replace(remembered, bucket=draw(st.integers(0, 999)))


memories = _memory()
readers = st.builds(
    Reader,
    blocker=st.sampled_from(BLOCKER_STATES),
    confidence=st.integers(0, 4),
    path=st.sampled_from(_PATHS),
    section=st.sampled_from(_TEXTS),
    authors=st.lists(st.sampled_from(["Ann", "Art", "Bo"]), max_size=2).map(tuple),
    tags=st.lists(st.sampled_from(_TEXTS), max_size=2).map(tuple),
    published_at=st.none() | st.integers(0, 4).map(lambda hours: NOW_MS - hours * 3_600_000),
    article_language=st.sampled_from(["", "uk", "en-GB"]),
    language=st.sampled_from(["", "uk", "iw"]),
    device=st.sampled_from(["desktop", "phone", "other"]),
    browser=st.sampled_from(["", "Firefox"]),
    country=st.sampled_from(["", "UA", "US"]),
    channel=st.sampled_from(["direct", "search"]),
    referrer=st.sampled_from(["", "google.com", "news.example.org"]),
    engaged_ms=st.integers(0, 5_000),
    scroll_pct=st.integers(0, 4),
    view=st.text("AB", min_size=22, max_size=22),
    memory=st.none() | memories | st.just(kept()),
)
groups = st.builds(Group, st.sampled_from(["all", "any"]), st.lists(conditions, max_size=3).map(tuple))
bodies = st.builds(
    Body,
    name=st.just("Ask"),
    priority=st.integers(0, 3),
    join=st.sampled_from(["all", "any"]),
    groups=st.lists(groups, max_size=2).map(tuple),
    schedule=st.just(Schedule()) | st.builds(Schedule, first=_days, last=_days),
    caps=st.builds(
        Caps,
        per_day=st.integers(0, 2),
        per_week=st.integers(0, 3),
        after_dismissal_days=st.integers(0, 9),
        after_allowing_days=st.integers(0, 9),
    ),
    form=st.sampled_from(["dialog", "hard_wall"]),
    wall=st.builds(Wall, free=st.integers(0, 3)),
    holdout=st.integers(0, 100),
    variants=st.sampled_from([(), (Variant(1, 0),), (Variant(1, 100),), (Variant(1, 40), Variant(2, 60))]),
)
rules = st.lists(
    st.builds(Rule, st.integers(1, 6), st.just(1), bodies), max_size=5, unique_by=lambda one: one.id
)
policies = st.builds(
    Policy,
    stopped=st.sampled_from([False] * 4 + [True]),
    per_day=st.integers(0, 2),
    per_week=st.integers(0, 4),
)
