"""What a decision costs: 50 rules with conditions of every kind, in microseconds, the trace included."""

import datetime as dt
import statistics
import time
from collections.abc import Iterator

import msgspec

from service.appeals import memory
from service.appeals.decide import decide
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Condition, Group, Policy, Rule, Schedule, Variant

RULES = 50
_NUMBERS = range(1, RULES + 1)
NOW = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
NOW_MS = int(NOW.timestamp() * 1000)
_ROUNDS = 15
_TIMES = 400


def measure() -> dict[str, float]:
    """Microseconds a decision: the median of 15 rounds of 400, and the 99th percentile of them all.

    No two rules have a condition in common but the blocker's. `none`: four of five conditions hold in each of
    the 50 rules and none asks; `last`: only the last one does; `first`: the first does; `wild`: as `none`,
    with a wildcard in the middle of every path; `many`: each rule has 20 conditions, the most of a group.
    """
    return {"rules": float(RULES), **{name: value for case in _cases() for name, value in _measured(*case)}}


def _cases() -> Iterator[tuple[str, Ruleset, Reader]]:
    reader = _reader()
    failing = [_rule(n, (*_held(n), _path(f"/culture/{n}/*"))) for n in _NUMBERS]
    yield "none", _ruleset(failing), reader
    yield "last", _ruleset([*failing[:-1], _rule(RULES, _held(RULES))]), reader
    yield "first", _ruleset([_rule(0, _held(0)), *failing[1:]]), reader
    yield "wild", _ruleset([_rule(n, (*_held(n), _path(f"/*/2025/{n}*"))) for n in _NUMBERS]), reader
    many = {n: [one for k in range(5) for one in _held(n + k * RULES)[k > 0 :]] for n in _NUMBERS}
    yield "many", _ruleset([_rule(n, (*many[n], _path(f"/culture/{n}/*"))) for n in _NUMBERS]), reader


def _held(number: int) -> tuple[Condition, ...]:
    """Four that hold for the reader below."""
    return (
        Condition("blocker", "is", ("requests", "cosmetic", "dns")),
        Condition("referrer", "is_not", (f"aggregator-{number}.example",)),
        Condition("engaged_s", "at_most", (f"{100 + number}",)),
        Condition("tag", "is_not", (f"sponsor {number}", "partner")),
    )


def _path(pattern: str) -> Condition:
    return Condition("path", "matches", (pattern,))


def _measured(name: str, ruleset: Ruleset, reader: Reader) -> Iterator[tuple[str, float]]:
    rounds = [[_once(ruleset, reader) for _ in range(_TIMES)] for _ in range(_ROUNDS)]
    yield f"{name}_us", statistics.median(map(statistics.median, rounds)) / 1000
    yield (
        f"{name}_p99_us",
        sorted(time for times in rounds for time in times)[_ROUNDS * _TIMES * 99 // 100] / 1000,
    )


def _once(ruleset: Ruleset, reader: Reader) -> int:
    began = time.perf_counter_ns()
    decide(ruleset, reader, NOW_MS)
    return time.perf_counter_ns() - began


def _ruleset(rules: list[Rule]) -> Ruleset:
    return Ruleset(rules, Policy(), "Europe/Kyiv")


def _rule(number: int, conditions: tuple[Condition, ...]) -> Rule:
    schedule = Schedule(first=dt.date(2026, 1, 1), weekdays=(0, 1, 2, 3, 4), from_hour=6, to_hour=23)
    variants = (Variant(1, 50), Variant(2, 50))
    return Rule(number, 1, Body(groups=(Group("all", conditions),), schedule=schedule, variants=variants))


def _reader() -> Reader:
    today = NOW.date()
    kept = memory.seen(memory.begin("A" * 22, today), today, blocked=True)
    kept = msgspec.structs.replace(kept, views_week=3, bucket=500)
    for rule in range(200, 200 + memory.MOST_RULES):
        kept = memory.asked(kept, rule, 1, today - dt.timedelta(days=8))
    return Reader(
        blocker="requests",
        confidence=95,
        path="/sport/football/2026/the-cup",
        section="Sport",
        authors=("Olena Kovalenko", "Ivan Bondar"),
        tags=("football", "cup", "youth"),
        published_at=NOW_MS - 7_200_000,
        article_language="uk",
        language="uk-UA",
        device="desktop",
        browser="Firefox",
        country="UA",
        channel="search",
        referrer="google.com",
        engaged_ms=12_000,
        scroll_pct=40,
        view="A" * 22,
        memory=kept,
    )


if __name__ == "__main__":
    print(measure())
