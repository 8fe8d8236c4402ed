"""Who is asked by which rule, as a table of cases, and what holds for all rules and readers."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals import memory
from service.appeals.decide import Decision, decide
from service.appeals.memory import Asked, Memory, day_number
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset, rank
from service.catalog.rule import Caps, Policy, Rule, Schedule, Variant, Wall
from tests.service.appeals import samples
from tests.service.appeals.readers import (
    KYIV,
    NOW_MS,
    ONE,
    OPEN,
    TODAY,
    UNCAPPED,
    every,
    kept,
    reader,
    rule,
    ruleset,
    some,
    view_in,
    when,
)

BLOCKS = when("blocker", "is", "requests", "cosmetic", "dns")
SPORT, ART = when("section", "is", "Sport"), when("section", "is", "Art")
PHONE, DESKTOP = when("device", "is", "phone"), when("device", "is", "desktop")
UNKNOWN_FIELD = when("mood", "is", "good")
WALL = rule(form="hard_wall", wall=Wall(free=3))


def asked(*days_ago: int, rule_id: int = 1, **outcome: Any) -> Memory:
    """A memory of having been asked so many days ago each, and today's view."""
    remembered = memory.seen(memory.begin("A" * 22, TODAY - dt.timedelta(90)), TODAY - dt.timedelta(90), True)
    for days in sorted(days_ago, reverse=True):
        remembered = memory.asked(remembered, rule_id, 1, TODAY - dt.timedelta(days))
    return msgspec.structs.replace(memory.seen(remembered, TODAY, None), **outcome)


def ago(days: int) -> int:
    return day_number(TODAY) - days


def capped(**caps: int) -> Caps:
    return msgspec.structs.replace(UNCAPPED, **caps)


CASES: dict[str, tuple[list[Rule], Reader, Policy, int, list[str]]] = {
    # name: (rules, reader, policy, the rule that asks, the trace in the rules' order)
    "no rules": ([], reader(), OPEN, 0, []),
    "a rule without conditions asks everybody": ([rule()], reader(), OPEN, 1, ["asked"]),
    "also who blocks nothing": ([rule()], reader(blocker="none"), OPEN, 1, ["asked"]),
    "and under tracking protection": ([rule()], reader(blocker="tracking_protection"), OPEN, 1, ["asked"]),
    "but not without a conclusion": ([rule()], reader(blocker="inconclusive"), OPEN, 0, ["inconclusive"]),
    "nor without detection": ([rule()], reader(blocker="not_run"), OPEN, 0, ["inconclusive"]),
    "unless a condition names that state": (
        [rule(1, every(when("blocker", "is", "not_run")))], reader(blocker="not_run"), OPEN, 1, ["asked"],
    ),
    "or allows it by naming another": (
        [rule(1, every(when("blocker", "is_not", "none")))], reader(blocker="inconclusive"), OPEN, 1,
        ["asked"],
    ),
    "a condition that holds": ([rule(1, every(SPORT))], reader(), OPEN, 1, ["asked"]),
    "a condition that fails": ([rule(1, every(ART))], reader(), OPEN, 0, ["conditions"]),
    "all of a group": ([rule(1, every(BLOCKS, SPORT, DESKTOP))], reader(), OPEN, 1, ["asked"]),
    "all but one of a group": ([rule(1, every(BLOCKS, SPORT, PHONE))], reader(), OPEN, 0, ["conditions"]),
    "any of a group": ([rule(1, some(ART, PHONE, BLOCKS))], reader(), OPEN, 1, ["asked"]),
    "none of a group": ([rule(1, some(ART, PHONE))], reader(), OPEN, 0, ["conditions"]),
    "all groups": ([rule(1, every(BLOCKS), some(ART, SPORT))], reader(), OPEN, 1, ["asked"]),
    "one group of two": ([rule(1, every(BLOCKS), some(ART, PHONE))], reader(), OPEN, 0, ["conditions"]),
    "two groups of any": (
        [rule(1, some(ART, SPORT), some(PHONE, DESKTOP))], reader(), OPEN, 1, ["asked"],
    ),
    "any of the groups": (
        [rule(1, every(ART, BLOCKS), every(DESKTOP), join="any")], reader(), OPEN, 1, ["asked"],
    ),
    "any group of any": (
        [rule(1, every(ART), some(PHONE, SPORT), join="any")], reader(), OPEN, 1, ["asked"],
    ),
    "none of the groups": (
        [rule(1, every(ART, BLOCKS), some(PHONE, ART), join="any")], reader(), OPEN, 0, ["conditions"],
    ),
    "an empty group is as good as none": ([rule(1, every(), every(SPORT))], reader(), OPEN, 1, ["asked"]),
    "also where any group will do": (
        [rule(1, every(), every(ART), join="any")], reader(), OPEN, 0, ["conditions"],
    ),
    "only empty groups ask everybody": ([rule(1, some(), every(), join="any")], reader(), OPEN, 1, ["asked"]),
    "what is not known fits no condition": (
        [rule(1, every(when("country", "is_not", "US")))], reader(country=""), OPEN, 0, ["conditions"],
    ),
    "nor does a count of views without a memory": (
        [rule(1, every(when("views_week", "at_most", "9")))], reader(memory=None), OPEN, 0, ["conditions"],
    ),
    "the third view this week": (
        [rule(1, every(when("views_week", "is", "3")))], reader(memory=kept(views_week=3)), OPEN, 1,
        ["asked"],
    ),
    "a condition nobody knows": ([rule(1, every(UNKNOWN_FIELD))], reader(), OPEN, 0, ["broken"]),
    "does not keep others from asking": (
        [rule(1, some(UNKNOWN_FIELD, SPORT)), rule(2, every(SPORT))], reader(), OPEN, 2, ["broken", "asked"],
    ),
    "the highest priority first": (
        [rule(1, priority=10), rule(2, priority=20)], reader(), OPEN, 2, ["asked", "first"],
    ),
    "then the lowest id": ([rule(5), rule(3), rule(4)], reader(), OPEN, 3, ["asked", "first", "first"]),
    "the next where the first does not fit": (
        [rule(1, every(ART), priority=200), rule(2)], reader(), OPEN, 2, ["conditions", "asked"],
    ),
    "what comes later is not looked at": (
        [rule(1), rule(2, every(ART)), rule(3, variants=())], reader(), OPEN, 1, ["asked", "first", "first"],
    ),
    "the switch stops all": (
        [rule(1), rule(2)], reader(), Policy(stopped=True), 0, ["stopped", "stopped"],
    ),
    "not yet": (
        [rule(schedule=Schedule(first=TODAY + dt.timedelta(1)))], reader(), OPEN, 0, ["not_yet"],
    ),
    "from today": ([rule(schedule=Schedule(first=TODAY))], reader(), OPEN, 1, ["asked"]),
    "until today": ([rule(schedule=Schedule(last=TODAY))], reader(), OPEN, 1, ["asked"]),
    "over": ([rule(schedule=Schedule(last=TODAY - dt.timedelta(1)))], reader(), OPEN, 0, ["over"]),
    "on Mondays": ([rule(schedule=Schedule(weekdays=(0, 4)))], reader(), OPEN, 1, ["asked"]),
    "at weekends": ([rule(schedule=Schedule(weekdays=(5, 6)))], reader(), OPEN, 0, ["weekday"]),
    "by Kyiv's clock it is 14 h": (
        [rule(schedule=Schedule(from_hour=14, to_hour=15))], reader(), OPEN, 1, ["asked"],
    ),
    "and not 12 h": ([rule(schedule=Schedule(from_hour=12, to_hour=13))], reader(), OPEN, 0, ["hour"]),
    "the schedule goes before the conditions": (
        [rule(1, every(ART), schedule=Schedule(from_hour=1, to_hour=2))], reader(), OPEN, 0, ["hour"],
    ),
    "a wall has free views": ([WALL], reader(memory=kept(views_month=3)), OPEN, 0, ["free_left"]),
    "and comes after them": ([WALL], reader(memory=kept(views_month=4)), OPEN, 1, ["asked"]),
    "or at once": ([rule(form="hard_wall", wall=Wall(free=0))], reader(), OPEN, 1, ["asked"]),
    "not where nobody can count them": ([WALL], reader(memory=None), OPEN, 0, ["free_unknown"]),
    "at once also there": (
        [rule(form="hard_wall", wall=Wall(free=0))], reader(memory=None), OPEN, 1, ["asked"],
    ),
    "a soft wall has no free views": (
        [rule(form="soft_wall", wall=Wall(free=3))], reader(), OPEN, 1, ["asked"],
    ),
    "asked today, once a day": (
        [rule(caps=capped(per_day=1))], reader(memory=asked(0)), OPEN, 0, ["rule_day"],
    ),
    "asked today, twice a day": ([rule(caps=capped(per_day=2))], reader(memory=asked(0)), OPEN, 1, ["asked"]),
    "asked twice today, twice a day": (
        [rule(caps=capped(per_day=2))], reader(memory=asked(0, 0)), OPEN, 0, ["rule_day"],
    ),
    "asked by another rule": (
        [rule(caps=capped(per_day=1, per_week=1))], reader(memory=asked(0, rule_id=9)), OPEN, 1, ["asked"],
    ),
    "asked yesterday, a Sunday, once a week": (
        [rule(caps=capped(per_day=1, per_week=1))], reader(memory=asked(1)), OPEN, 1, ["asked"],
    ),
    "asked this week, once a week": (
        [rule(caps=capped(per_week=1))], reader(memory=asked(0)), OPEN, 0, ["rule_week"],
    ),
    "a cap of 0 is none": ([rule()], reader(memory=asked(0, 0, 0)), OPEN, 1, ["asked"]),
    "said no six days ago": (
        [rule(caps=capped(after_dismissal_days=7))], reader(memory=asked(6, dismissed_day=ago(6))), OPEN, 0,
        ["dismissed"],
    ),
    "said no seven days ago": (
        [rule(caps=capped(after_dismissal_days=7))], reader(memory=asked(7, dismissed_day=ago(7))), OPEN, 1,
        ["asked"],
    ),
    "said no to another rule": (
        [rule(caps=capped(after_dismissal_days=7))],
        reader(memory=asked(2, rule_id=9, dismissed_day=ago(2))), OPEN, 0, ["dismissed"],
    ),
    "allowed ads and relapsed": (
        [rule(caps=capped(after_allowing_days=30))], reader(memory=kept(ads=4, allowed_day=ago(29))), OPEN, 0,
        ["allowed"],
    ),
    "allowed ads a month ago": (
        [rule(caps=capped(after_allowing_days=30))], reader(memory=kept(ads=4, allowed_day=ago(30))), OPEN, 1,
        ["asked"],
    ),
    "the rule's cap is told before the site's": (
        [rule(caps=capped(per_day=1))], reader(memory=asked(0)), Policy(per_day=1), 0, ["rule_day"],
    ),
    "the site's cap a day": (
        [rule()], reader(memory=asked(0, rule_id=9)), Policy(per_day=1, per_week=0), 0, ["site_day"],
    ),
    "but a hard wall has no way past it": (
        [rule(form="hard_wall", wall=Wall(free=0))],
        reader(memory=asked(0, rule_id=9)), Policy(per_day=1, per_week=1), 1, ["asked"],
    ),
    "the site's cap a week": (
        [rule()], reader(memory=asked(0, 0, rule_id=9)), Policy(per_day=0, per_week=2), 0, ["site_week"],
    ),
    "last week does not count": (
        [rule()], reader(memory=asked(1, 1, 1, rule_id=9)), Policy(per_day=1, per_week=2), 1, ["asked"],
    ),
    "a capped rule makes room for the next": (
        [rule(1, caps=capped(per_day=1)), rule(2)], reader(memory=asked(0)), OPEN, 2, ["rule_day", "asked"],
    ),
    "without a memory there are no caps": (
        [rule(caps=Caps())], reader(memory=None), Policy(), 1, ["asked"],
    ),
    "no variant": ([rule(variants=())], reader(), OPEN, 0, ["no_variant"]),
    "none with a weight": ([rule(variants=(Variant(1, 0),))], reader(), OPEN, 0, ["no_variant"]),
    "the holdout": ([rule(holdout=30)], reader(memory=kept(bucket=299)), OPEN, 1, ["held_out"]),
    "not the holdout": ([rule(holdout=30)], reader(memory=kept(bucket=300)), OPEN, 1, ["asked"]),
    "the holdout keeps others from asking": (
        [rule(1, holdout=30), rule(2)], reader(memory=kept(bucket=0)), OPEN, 1, ["held_out", "first"],
    ),
    "the holdout is capped too": (
        [rule(holdout=30, caps=capped(per_day=1))],
        reader(memory=msgspec.structs.replace(asked(0), bucket=0)), OPEN, 0, ["rule_day"],
    ),
    "without a memory the view's id draws": (
        [rule(holdout=30)], reader(memory=None, view=view_in(299)), OPEN, 1, ["held_out"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_table(name: str) -> None:
    rules, who, policy, expected, trace = CASES[name]
    decision = decide(Ruleset(rules, policy, KYIV), who, NOW_MS)
    assert (decision.rule, list(decision.trace)) == (expected, trace)
    assert decision.shown is ("asked" in trace)


def test_the_table_has_at_least_sixty_cases() -> None:
    assert len(CASES) >= 60


def test_a_decision_names_variant_and_bucket() -> None:
    halves = (Variant(3, 50), Variant(8, 50))
    found = decide(ruleset(rule(holdout=10, variants=halves)), reader(memory=kept(bucket=500)), NOW_MS)
    assert (found.rule, found.variant in (3, 8), found.shown, found.bucket) == (1, True, True, 500)


def test_a_held_out_reader_has_variant_0_and_is_shown_nothing() -> None:
    found = decide(ruleset(rule(holdout=10)), reader(memory=kept(bucket=99)), NOW_MS)
    assert (found.rule, found.variant, found.shown) == (1, 0, False)


def at(zone: str, *when: int) -> int:
    """The first moment (UTC ms) that a clock on the wall shows so."""
    return int(dt.datetime(*when, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("zone", "now", "why"),
    [
        # Clocks go from 3:00 to 4:00, and back from 4:00 to 3:00.
        (KYIV, at(KYIV, 2026, 3, 29, 2, 59), "hour"),
        (KYIV, at(KYIV, 2026, 3, 29, 2, 59) + 60_000, "hour"),
        (KYIV, at(KYIV, 2026, 10, 25, 3, 0), "asked"),
        (KYIV, at(KYIV, 2026, 10, 25, 3, 59) + 3_600_000, "asked"),
        (KYIV, at(KYIV, 2026, 10, 25, 3, 59) + 3_660_000, "hour"),
        ("America/New_York", at("America/New_York", 2026, 3, 8, 3, 0), "asked"),
        ("America/New_York", at("America/New_York", 2026, 3, 8, 1, 59) + 60_000, "asked"),
        # Half an hour: from 2:00 to 2:30, and back from 2:00 to 1:30.
        ("Australia/Lord_Howe", at("Australia/Lord_Howe", 2026, 10, 4, 2, 30), "hour"),
        ("Australia/Lord_Howe", at("Australia/Lord_Howe", 2026, 10, 4, 1, 59) + 31 * 60_000, "asked"),
        ("Australia/Lord_Howe", at("Australia/Lord_Howe", 2026, 10, 4, 1, 59) + 30 * 60_000, "hour"),
    ],
)
def test_the_hour_from_three_when_clocks_change(zone: str, now: int, why: str) -> None:
    rules = ruleset(rule(schedule=Schedule(from_hour=3, to_hour=4)), zone=zone)
    who = reader(memory=None, published_at=None)
    assert decide(rules, who, now).trace == (why,)


def decided(rules: list[Rule], policy: Policy, who: Reader) -> tuple[Ruleset, Decision]:
    made = Ruleset(rules, policy, KYIV)
    return made, decide(made, who, NOW_MS)


@given(samples.rules, samples.policies, samples.readers)
def test_every_rule_has_its_place_in_the_trace(rules: list[Rule], policy: Policy, who: Reader) -> None:
    made, found = decided(rules, policy, who)
    assert len(found.trace) == len(made.rules) == len(rules)
    assert sorted(rules, key=rank) == list(made.rules)


@given(samples.rules, samples.policies, samples.readers)
def test_the_rule_that_asks_is_the_first_that_would_by_itself(
    rules: list[Rule], policy: Policy, who: Reader
) -> None:
    found = decided(rules, policy, who)[1]
    alone = [one for one in sorted(rules, key=rank) if decided([one], policy, who)[1].rule]
    assert found.rule == (alone[0].id if alone else 0)


@given(samples.rules, samples.policies, samples.readers, st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_decision(
    rules: list[Rule], policy: Policy, who: Reader, random: Any
) -> None:
    mixed = random.sample(rules, len(rules))
    made, found = decided(rules, policy, who)
    assert decided(mixed, policy, who)[1] == found
    decide(made, who, NOW_MS + 5 * 3_600_000)
    assert decide(made, who, NOW_MS) == found


@given(samples.rules, samples.policies, samples.readers)
def test_no_cap_is_ever_exceeded(rules: list[Rule], policy: Policy, who: Reader) -> None:
    if who.memory is None:
        return
    found = decided(rules, policy, who)[1]
    if not found.rule:
        return
    body = next(one.body for one in rules if one.id == found.rule)
    after = memory.asked(who.memory, found.rule, found.variant, TODAY)
    one = after.of(found.rule)
    assert one is not None
    assert within(one.on_day, body.caps.per_day)
    assert within(one.in_week, body.caps.per_week)
    if body.form == "hard_wall":
        return  # the site's caps are no way past it
    assert within(after.asked_on_day, policy.per_day)
    assert within(after.asked_in_week, policy.per_week)


def within(count: int, cap: int) -> bool:
    return not cap or count <= cap


@given(samples.rules, samples.policies, samples.readers)
def test_who_said_no_or_allowed_ads_is_left_alone(rules: list[Rule], policy: Policy, who: Reader) -> None:
    found = decided(rules, policy, who)[1]
    if who.memory is None or not found.rule:
        return
    caps = next(one.body.caps for one in rules if one.id == found.rule)
    today = day_number(TODAY)
    assert not who.memory.dismissed_day or today >= who.memory.dismissed_day + caps.after_dismissal_days
    assert not who.memory.allowed_day or today >= who.memory.allowed_day + caps.after_allowing_days


@given(samples.rules, samples.readers)
def test_stopped_means_stopped(rules: list[Rule], who: Reader) -> None:
    assert decided(rules, Policy(stopped=True), who)[1].rule == 0


@given(samples.rules, samples.policies, samples.readers)
def test_the_bucket_decides_on_nothing_but_the_variant(
    rules: list[Rule], policy: Policy, who: Reader
) -> None:
    if who.memory is None:
        return
    others = [
        msgspec.structs.replace(who, memory=msgspec.structs.replace(who.memory, bucket=bucket))
        for bucket in (0, 500, 999)
    ]
    assert len({decided(rules, policy, other)[1].rule for other in others}) == 1


@pytest.mark.parametrize("holdout", [0, 1, 10, 37, 100])
def test_of_a_thousand_readers_exactly_the_holdouts_share_is_shown_nothing(holdout: int) -> None:
    rules = ruleset(rule(holdout=holdout, variants=(Variant(1, 25), Variant(2, 75))))
    found = [decide(rules, reader(memory=kept(bucket=bucket)), NOW_MS) for bucket in range(1_000)]
    assert sum(not one.shown for one in found) == holdout * 10


def test_a_reader_comes_back_to_the_same_variant_whatever_else_changes() -> None:
    halves = tuple(Variant(number, 20) for number in range(1, 6))
    rules = ruleset(rule(4, holdout=10, variants=halves), rule(9, every(ART), priority=900))
    first = decide(rules, reader(memory=kept(bucket=617)), NOW_MS)
    later = reader(memory=kept(bucket=617, views_week=9), section="Local", device="phone", view="B" * 22)
    assert decide(rules, later, NOW_MS + 86_400_000 * 40).variant == first.variant


@pytest.mark.parametrize("count", range(5))
def test_a_days_round_of_views_asks_as_often_as_the_cap_says(count: int) -> None:
    rules = ruleset(rule(caps=capped(per_day=count)))
    remembered, times = memory.begin("A" * 22, TODAY), 0
    for _ in range(10):
        remembered = memory.seen(remembered, TODAY, True)
        found = decide(rules, reader(memory=remembered), NOW_MS)
        if found.rule:
            times += 1
            remembered = memory.asked(remembered, found.rule, found.variant, TODAY)
    assert times == (count or 10)


def test_a_memory_of_days_to_come_keeps_a_reader_from_nothing_but_that() -> None:
    """The site moved its time zone, or the device made it up: `seen` has put such days right before."""
    remembered = memory.seen(kept(rules=(Asked(1, 1, ago(-50), 1, 1),)), TODAY, True)
    assert decide(ruleset(rule(caps=Caps())), reader(memory=remembered), NOW_MS).trace == ("rule_day",)


def test_the_rule_of_these_tests_has_one_variant() -> None:
    assert rule().body.variants == ONE
