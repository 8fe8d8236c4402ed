"""What a device remembers: counted by day, week and month; hostile strings are as good as none."""

import datetime as dt
import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals import memory
from service.appeals.arms import bucket
from service.appeals.memory import (
    ALLOWED,
    ARM_DAYS,
    BLOCKED,
    LONGEST,
    MOST_COUNTED,
    MOST_RULES,
    RELAPSED,
    Asked,
    Memory,
    Step,
    day_number,
)
from tests.service.appeals.readers import TODAY, VIEW, kept

STEPS: tuple[Step, ...] = get_args(Step)

days = st.integers(0, 99_999)
counts = st.integers(0, MOST_COUNTED)
rule_ids = st.integers(0, 2**31 - 1)
variants = st.integers(0, 30_000)
askeds = st.builds(Asked, rule_ids, variants, days, counts, counts)
memories = st.builds(
    Memory,
    bucket=st.integers(0, 999),
    first=days,
    day=days,
    views_today=counts,
    views_week=counts,
    views_month=counts,
    ads=st.integers(0, RELAPSED),
    allowed_day=days,
    relapsed_day=days,
    answer=st.integers(0, 5),
    dismissed_day=days,
    shown_rule=rule_ids,
    shown_variant=variants,
    shown_day=days,
    arm_rule=rule_ids,
    arm_variant=variants,
    arm_day=days,
    asked_day=days,
    asked_on_day=counts,
    asked_in_week=counts,
    rules=st.lists(askeds, max_size=MOST_RULES, unique_by=lambda one: one.rule).map(tuple),
)
dates = st.dates(dt.date(2020, 1, 1), dt.date(2200, 1, 1))
#: Anything that can happen to a memory, as (name of the transition, its arguments but memory and day).
events = st.one_of(
    st.tuples(st.just("seen"), st.tuples(st.sampled_from([True, False, None]))),
    st.tuples(st.just("asked"), st.tuples(st.integers(1, 30), st.integers(0, 3))),
    st.tuples(st.just("outcome"), st.tuples(st.integers(1, 30), st.sampled_from(STEPS))),
)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def happen(remembered: Memory, event: str, arguments: tuple[Any, ...], today: dt.date) -> Memory:
    if event == "seen":
        return memory.seen(remembered, today, *arguments)
    rule, what = arguments
    if event == "asked":
        return memory.asked(remembered, rule, what, today)
    return memory.outcome(remembered, rule, what, today)


@given(memories)
def test_a_memory_comes_back_as_it_was(remembered: Memory) -> None:
    assert memory.parse(memory.text(remembered)) == remembered


@given(memories)
def test_its_text_is_short_and_plain(remembered: Memory) -> None:
    text = memory.text(remembered)
    assert len(text) <= LONGEST
    assert set(text) <= set("0123456789,[]")


def test_the_longest_memory_fits() -> None:
    most = {"rule": 2**31 - 1, "variant": 30_000, "day": 99_999, "count": MOST_COUNTED}
    asked = tuple(Asked(2**31 - 1 - n, 30_000, 99_999, MOST_COUNTED, MOST_COUNTED) for n in range(MOST_RULES))
    names = Memory.__struct_fields__[:-1]
    values = {name: most.get(name.rpartition("_")[2], MOST_COUNTED) for name in names}
    values |= {"bucket": 999, "first": 99_999, "ads": RELAPSED, "answer": 5, "asked_on_day": MOST_COUNTED}
    remembered = Memory(**values, rules=asked)
    assert memory.parse(memory.text(remembered)) == remembered
    assert 500 < len(memory.text(remembered)) <= LONGEST


@given(memories, st.lists(st.tuples(events, dates), max_size=30))
def test_whatever_happens_it_can_be_kept(
    remembered: Memory, told: list[tuple[tuple[str, tuple[Any, ...]], dt.date]]
) -> None:
    for (event, arguments), today in told:
        remembered = happen(remembered, event, arguments, today)
    assert memory.parse(memory.text(remembered)) == remembered
    assert len(memory.text(remembered)) <= LONGEST


@given(st.text(max_size=700))
def test_no_text_is_too_odd(text: str) -> None:
    memory.parse(text)


@given(memories, st.data())
def test_a_damaged_text_never_raises(remembered: Memory, data: st.DataObject) -> None:
    text = memory.text(remembered)
    place = data.draw(st.integers(0, len(text) - 1))
    mark = data.draw(st.characters(codec=None))
    found = memory.parse(text[:place] + mark + text[place + 1 :])
    assert found is None or len(memory.text(found)) <= LONGEST


GOOD = memory.text(memory.asked(kept(), 7, 1, TODAY))
FIELDS = json.loads(GOOD)


def changed(place: int, value: object) -> str:
    return json.dumps([*FIELDS[:place], value, *FIELDS[place + 1 :]], separators=(",", ":"))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "null",
        "{}",
        "[]",
        "[1]",
        "true",
        "1",
        GOOD[:-1],
        GOOD + "x",
        GOOD + " " * LONGEST,
        "[" * LONGEST,
        "\ud800",
        "\x00",
        changed(0, 2),
        changed(0, "1"),
        changed(1, 1_000),
        changed(1, -1),
        changed(1, 1.5),
        changed(1, None),
        changed(1, True),
        changed(1, 10**30),
        changed(2, 100_000),
        changed(4, MOST_COUNTED + 1),
        changed(7, 5),
        changed(21, 7),
        changed(21, [[7, 1, 1, 1, 1], [7, 1, 1, 1, 1]]),
        changed(21, [[n, 1, 1, 1, 1] for n in range(MOST_RULES + 1)]),
        changed(21, [[1, 2, 3]]),
        changed(21, [[1, 2, 3, 4, 5, 6]]),
        json.dumps([*FIELDS, 0]),
    ],
)
def test_what_cannot_have_been_written_is_no_memory(text: str | None) -> None:
    assert memory.parse(text) is None


def test_the_text_that_these_are_made_of_is_one() -> None:
    expected = msgspec.structs.replace(memory.asked(kept(), 7, 1, TODAY), bucket=5)
    assert memory.parse(changed(1, 5)) == expected


def test_a_memory_begins_with_the_views_bucket_and_no_view() -> None:
    fresh = memory.begin(VIEW, TODAY)
    assert (fresh.bucket, fresh.first, fresh.views_today) == (bucket(VIEW), day_number(TODAY), 0)


@pytest.mark.parametrize(
    ("views", "today", "week", "month"),
    [
        # 2 November 2026 is a Monday, and the second of its month.
        ([0], 1, 1, 1),
        ([0, 0, 0], 3, 3, 3),
        ([0, 1], 1, 2, 2),
        ([0, 6], 1, 2, 2),
        ([0, 7], 1, 1, 2),
        ([-1, 0], 1, 1, 2),
        ([-2, 0], 1, 1, 1),
        ([-3, -2, -2], 2, 3, 3),
        ([0, 365], 1, 1, 1),
        ([0, 28], 1, 1, 2),
        ([0, 29], 1, 1, 1),
    ],
)
def test_views_are_counted_by_day_week_and_month(views: list[int], today: int, week: int, month: int) -> None:
    remembered = memory.begin(VIEW, day(views[0]))
    for number in views:
        remembered = memory.seen(remembered, day(number), None)
    assert (remembered.views_today, remembered.views_week, remembered.views_month) == (today, week, month)


def test_counts_stop_where_no_cap_asks_for_more() -> None:
    full = kept(views_today=MOST_COUNTED, views_week=MOST_COUNTED, views_month=MOST_COUNTED)
    assert memory.seen(full, TODAY, None).views_month == MOST_COUNTED


@pytest.mark.parametrize(("gap", "returning"), [(0, False), (1, True), (400, True)])
def test_who_was_here_on_an_earlier_day_returns(gap: int, returning: bool) -> None:
    assert memory.seen(kept(), day(gap), None).returning is returning


@pytest.mark.parametrize(
    ("seen", "ads", "relapsed_now", "allowed_on"),
    [
        ([None], memory.UNBLOCKED, False, None),
        ([False], memory.UNBLOCKED, False, None),
        ([True], BLOCKED, False, None),
        ([False, True], BLOCKED, False, None),
        ([True, False], ALLOWED, False, 1),
        ([True, None, False], ALLOWED, False, 2),
        ([True, False, False], ALLOWED, False, 1),
        ([True, False, None], ALLOWED, False, 1),
        ([True, False, True], memory.RELAPSING, True, 1),
        ([True, False, True, True], RELAPSED, False, 1),
        ([True, False, True, None], RELAPSED, False, 1),
        ([True, False, True, False], ALLOWED, False, 3),
        ([True, False, True, True, False], ALLOWED, False, 4),
        ([True, False, True, False, True], memory.RELAPSING, True, 3),
    ],
)
def test_what_becomes_of_ads(
    seen: list[bool | None], ads: int, relapsed_now: bool, allowed_on: int | None
) -> None:
    remembered = memory.begin(VIEW, TODAY)
    for number, blocked in enumerate(seen):
        remembered = memory.seen(remembered, day(number), blocked)
    allowed = 0 if allowed_on is None else day_number(day(allowed_on))
    assert (remembered.ads, remembered.relapsed_now, remembered.allowed_day) == (ads, relapsed_now, allowed)


def test_a_relapse_is_told_of_its_day() -> None:
    remembered = memory.seen(memory.seen(kept(), day(1), False), day(4), True)
    assert remembered.relapsed_day == day_number(day(4))


def test_asking_counts_for_the_rule_and_for_the_site() -> None:
    remembered = memory.asked(memory.asked(memory.asked(kept(), 1, 2, TODAY), 2, 1, TODAY), 1, 2, day(1))
    assert remembered.rules == (
        Asked(2, 1, day_number(TODAY), 1, 1),
        Asked(1, 2, day_number(day(1)), 1, 2),
    )
    assert (remembered.asked_on_day, remembered.asked_in_week) == (1, 3)


def test_a_new_week_counts_anew() -> None:
    remembered = memory.asked(memory.asked(kept(), 1, 1, day(6)), 1, 1, day(7))
    assert remembered.rules == (Asked(1, 1, day_number(day(7)), 1, 1),)


def test_the_rules_that_asked_longest_ago_are_forgotten_first() -> None:
    remembered = kept()
    for rule in [*range(1, MOST_RULES + 3), 5]:
        remembered = memory.asked(remembered, rule, 1, TODAY)
    assert [one.rule for one in remembered.rules] == [3, 4, *range(6, MOST_RULES + 3), 5]


def test_being_held_out_counts_like_being_asked() -> None:
    asked, held = (memory.asked(kept(), 1, variant, TODAY) for variant in (1, 0))
    same = msgspec.structs.replace(held, arm_variant=1, rules=asked.rules)
    assert (same, held.outcome) == (asked, "asked")


def test_the_first_appeal_makes_the_arm() -> None:
    remembered = memory.asked(memory.asked(kept(), 4, 2, TODAY), 5, 1, day(1))
    assert memory.seen(remembered, day(9), None).arm == (4, 2, 9)


@pytest.mark.parametrize(("after", "arm"), [(ARM_DAYS - 1, (4, 2, ARM_DAYS - 1)), (ARM_DAYS, None)])
def test_the_arm_is_kept_ninety_days(after: int, arm: tuple[int, int, int] | None) -> None:
    assert memory.seen(memory.asked(kept(), 4, 2, TODAY), day(after), None).arm == arm


def test_a_forgotten_arm_makes_room_for_another() -> None:
    later = memory.seen(memory.asked(kept(), 4, 2, TODAY), day(ARM_DAYS), None)
    assert memory.asked(later, 5, 1, day(ARM_DAYS)).arm == (5, 1, 0)


def shown(blocked: bool | None = True) -> Memory:
    return memory.outcome(memory.asked(kept(blocked=blocked), 4, 2, TODAY), 4, "shown", TODAY)


@pytest.mark.parametrize(
    ("remembered", "recovered"),
    [
        (shown(), None),
        (memory.seen(shown(), day(1), True), None),
        (memory.seen(shown(), day(1), False), (4, 2, 0)),
        (memory.seen(memory.seen(shown(), day(1), False), day(31), False), (4, 2, 30)),
        (memory.seen(memory.seen(shown(), day(1), False), day(31), None), (4, 2, 30)),
        (memory.seen(memory.outcome(shown(), 4, "allowed", TODAY), day(2), False), (4, 2, 2)),
        (memory.seen(memory.outcome(shown(), 4, "allowed", TODAY), day(2), True), None),
        (memory.seen(shown(), day(ARM_DAYS), False), (4, 2, 0)),
        (memory.seen(shown(), day(ARM_DAYS + 1), False), None),
        # Not blocked when it was shown, or never shown.
        (memory.seen(memory.seen(shown(blocked=False), day(1), True), day(2), False), None),
        (memory.seen(memory.asked(kept(), 4, 2, TODAY), day(1), False), None),
    ],
)
def test_who_was_recovered_by_what(remembered: Memory, recovered: tuple[int, int, int] | None) -> None:
    assert remembered.recovered == recovered


def test_a_relapse_tells_how_long_the_appeal_had_held() -> None:
    allowed = memory.seen(shown(), day(1), False)
    assert memory.seen(allowed, day(8), True).lost == (4, 2, 7)
    assert memory.seen(memory.seen(allowed, day(8), True), day(9), True).lost is None


def test_an_appeal_after_ads_were_allowed_has_not_recovered_anybody() -> None:
    allowed = memory.seen(shown(), day(1), False)
    thanked = memory.outcome(memory.asked(allowed, 9, 1, day(2)), 9, "shown", day(2))
    assert thanked.recovered == (4, 2, 0)


def steps(*told: Step) -> Memory:
    remembered = memory.asked(kept(), 4, 1, TODAY)
    for step in told:
        remembered = memory.outcome(remembered, 4, step, TODAY)
    return remembered


@pytest.mark.parametrize(
    ("remembered", "outcome"),
    [
        (kept(), "never_asked"),
        (memory.seen(kept(), day(1), False), "allowed"),
        (steps(), "asked"),
        (steps("shown"), "asked"),
        (steps("shown", "dismissed"), "dismissed"),
        (steps("shown", "claimed"), "claimed"),
        (steps("shown", "claimed", "dismissed"), "dismissed"),
        (steps("shown", "claimed", "allowed"), "allowed"),
        (memory.asked(steps("dismissed"), 5, 1, day(1)), "dismissed"),
        (memory.asked(steps("allowed"), 5, 1, day(1)), "allowed"),
        (memory.seen(steps("allowed"), day(1), True), "relapsed"),
        (memory.asked(memory.seen(steps("allowed"), day(1), True), 4, 1, day(1)), "relapsed"),
        (memory.seen(memory.seen(steps("allowed"), day(1), True), day(2), False), "allowed"),
    ],
)
def test_the_outcome_of_the_site(remembered: Memory, outcome: str) -> None:
    assert remembered.outcome == outcome


def test_a_dismissal_is_told_of_its_day() -> None:
    asked = memory.asked(kept(), 4, 1, TODAY)
    assert memory.outcome(asked, 4, "dismissed", day(3)).dismissed_day == day_number(day(3))


@pytest.mark.parametrize("step", STEPS)
def test_what_a_rule_that_never_asked_is_told_of_changes_nothing(step: Step) -> None:
    assert memory.outcome(kept(), 4, step, TODAY) == kept()


@given(memories, dates)
def test_after_a_view_no_day_is_still_to_come(remembered: Memory, today: dt.date) -> None:
    seen = memory.seen(remembered, today, None)
    named = {name: getattr(seen, name) for name in memory._DAYS} | {one.rule: one.day for one in seen.rules}
    assert all(value <= day_number(today) for value in named.values())


def test_every_day_of_a_memory_is_watched() -> None:
    counted = {"views_today", "asked_on_day"}
    found = {name for name in Memory.__struct_fields__ if name == "first" or name.endswith("day")}
    assert set(memory._DAYS) == found - counted


@pytest.mark.parametrize("date", [dt.date.min, dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date.max])
def test_any_date_has_a_day_number(date: dt.date) -> None:
    assert 1 <= day_number(date) <= 99_999
