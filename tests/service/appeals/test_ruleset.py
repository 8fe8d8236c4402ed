"""A ruleset: ordered, found by id, and told what it waits for."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from service.appeals.ruleset import asks_blocker
from service.catalog.rule import Group, Schedule
from tests.service.appeals.readers import KYIV, body, every, rule, ruleset, some, when

ENGAGED = when("engaged_s", "at_least", "30")
SPORT = when("section", "is", "Sport")


def test_rules_stand_in_the_order_in_which_they_are_asked() -> None:
    made = ruleset(rule(1, priority=5), rule(3, priority=9), rule(2, priority=9))
    assert [one.id for one in made.rules] == [2, 3, 1]


def test_a_rule_is_found_by_its_id() -> None:
    made = ruleset(rule(4), rule(7))
    assert (made.rule(7), made.rule(5)) == (rule(7), None)


@pytest.mark.parametrize(
    ("groups", "waits"),
    [
        ((), False),
        ((every(SPORT),), False),
        ((every(SPORT), some(ENGAGED)), True),
        ((every(when("scroll_pct", "at_most", "3")),), True),
    ],
)
def test_it_knows_whether_a_rule_waits_for_reading(groups: tuple[Group, ...], waits: bool) -> None:
    assert ruleset(rule(1), rule(2, *groups)).waits is waits


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((), False),
        ((every(SPORT),), False),
        ((some(SPORT, when("blocker", "is", "dns")),), True),
        ((every(SPORT), every(when("blocker", "is_not", "none"))), True),
    ],
)
def test_it_knows_whether_a_rule_asks_for_the_blocker(groups: tuple[Group, ...], expected: bool) -> None:
    assert asks_blocker(body(*groups)) is expected


def test_what_is_kept_for_an_hour_is_not_told_in_the_next() -> None:
    made = ruleset(rule(1, schedule=Schedule(from_hour=9, to_hour=10)), rule(2))
    hours = [dt.datetime(2026, 11, 2, hour, 59, tzinfo=ZoneInfo(KYIV)) for hour in (8, 9, 9, 10, 8)]
    assert [made.closed(hour)[0] for hour in hours] == ["hour", None, None, "hour", "hour"]


def test_what_is_kept_for_an_hour_is_not_told_on_another_day() -> None:
    made = ruleset(rule(1, schedule=Schedule(weekdays=(0,))))
    days = [dt.datetime(2026, 11, day, 9, tzinfo=ZoneInfo(KYIV)) for day in (2, 3, 9)]
    assert [made.closed(day)[0] for day in days] == [None, "weekday", None]
