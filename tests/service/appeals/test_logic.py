"""Which conditions never hold together, and whose readers another rule has too."""

from typing import Any

import pytest
from hypothesis import given

from service.appeals.conditions import compile, problems  # noqa: A004
from service.appeals.decide import decide
from service.appeals.facts import facts
from service.appeals.logic import clashes, covers, implies
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Condition, Group, Rule, Wall
from tests.service.appeals import samples
from tests.service.appeals.readers import NOW_MS, OPEN, body, every, some, when

BLOCKED = when("blocker", "is", "requests", "dns")
NONE = when("blocker", "is", "none")
SPORT, ART = when("section", "is", "Sport"), when("section", "is", "Art")
WEEK_5, WEEK_3 = when("views_week", "at_least", "5"), when("views_week", "at_most", "3")
TODAY_5 = when("views_today", "at_least", "5")
WALL: dict[str, Any] = {"form": "hard_wall", "wall": Wall(free=3)}


@pytest.mark.parametrize(
    ("one", "field", "words"),
    [
        (
            body(every(NONE, BLOCKED)),
            "groups.0.conditions.1.values",
            "“Blocker state is no blocking” and “Blocker state is requests blocked or ad hosts",
        ),
        (body(every(NONE), every(SPORT), every(BLOCKED)), "groups.2.conditions.0.values", "“Blocker state"),
        (
            body(every(WEEK_5, WEEK_3)),
            "groups.0.conditions.1.values",
            "is at least 5” and “Views this week is at",
        ),
        (
            body(every(TODAY_5, WEEK_3)),
            "groups.0.conditions.1.values",
            "“Views today is at least 5” and “Views",
        ),
        (
            body(every(SPORT, when("section", "is_not", "SPORT"))),
            "groups.0.conditions.1.values",
            "never hold",
        ),
        (body(every(SPORT, when("section", "contains", "x"))), "groups.0.conditions.1.values", "never hold"),
        (
            body(every(when("tag", "is", "a", "b"), when("tag", "is_not", "b", "a"))),
            "groups.0.conditions.1.values",
            "“Tag is a or b” and “Tag is not b nor a”",
        ),
        (
            body(every(when("returning", "is_not", "yes"), when("returning", "is_not", "no"))),
            "groups.0.conditions.1.values",
            "never hold",
        ),
        (
            body(every(when("path", "is", "/art/1"), when("path", "matches", "/sport/*"))),
            "groups.0.conditions.1.values",
            "never hold",
        ),
        (
            body(every(when("views_week", "is", "2"), WEEK_5)),
            "groups.0.conditions.1.values",
            "“Views this week is 2” and “Views this week is at least 5” never hold together.",
        ),
        (body(every(NONE), some(BLOCKED, SPORT)), "groups.1.conditions.0.values", "“Blocker state"),
        (body(every(SPORT), every(NONE, BLOCKED), join="any"), "groups.1.conditions.1.values", "never hold"),
        (
            body(every(when("views_month", "at_most", "3")), **WALL),
            "groups.0.conditions.0.values",
            "a hard wall after 3 free views and “Views this month is at most 3” never hold together.",
        ),
    ],
)
def test_a_contradiction_is_found_where_it_stands(one: Body, field: str, words: str) -> None:
    (found,) = clashes(one)
    assert found.field == field
    assert words in found.text


@pytest.mark.parametrize(
    "one",
    [
        body(),
        body(every()),
        body(every(NONE), every(BLOCKED), join="any"),
        body(some(NONE, BLOCKED)),
        body(every(WEEK_5, when("views_week", "at_most", "5"))),
        body(every(when("views_month", "at_most", "3"), when("views_week", "at_least", "9"))),
        body(every(when("tag", "is", "a"), when("tag", "is", "b"))),
        body(every(when("tag", "is", "a", "b"), when("tag", "is_not", "b"))),
        body(every(when("path", "matches", "/a*"), when("path", "matches", "/b*"))),
        body(every(when("views_month", "at_most", "4")), **WALL),
        body(every(when("mood", "is", "good"), NONE)),
        body(every(when("views_week", "at_least", "x"), WEEK_3)),
    ],
)
def test_what_can_hold_together_is_left_in_peace(one: Body) -> None:
    assert list(clashes(one)) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SPORT, SPORT, True),
        (SPORT, ART, False),
        (SPORT, when("section", "is", "Art", "Sport"), True),
        (when("section", "is", "Art", "Sport"), SPORT, False),
        (SPORT, when("section", "is_not", "Art"), True),
        (SPORT, when("section", "contains", "por"), True),
        (when("section", "is_not", "Art", "Sport"), when("section", "is_not", "Art"), True),
        (when("section", "is_not", "Art"), when("section", "is_not", "Art", "Sport"), False),
        (when("section", "contains", "sports"), when("section", "contains", "sport"), True),
        (when("section", "contains", "sport"), when("section", "contains", "sports"), False),
        (NONE, when("blocker", "is_not", "not_run", "inconclusive"), True),
        (when("returning", "is_not", "yes"), when("returning", "is", "no"), True),
        (when("device", "is_not", "tv"), when("device", "is_not", "tv", "other"), False),
        (WEEK_5, when("views_week", "at_least", "3"), True),
        (WEEK_5, when("views_week", "at_least", "6"), False),
        (WEEK_5, WEEK_3, False),
        (WEEK_5, when("views_week", "is", "5"), False),
        (when("views_week", "is", "5", "7"), WEEK_5, True),
        (when("views_week", "is", "5", "7"), when("views_week", "at_most", "6"), False),
        (WEEK_5, when("views_month", "at_least", "5"), False),
        (when("tag", "is", "a"), when("tag", "is", "a", "b"), True),
        (when("tag", "is", "a"), when("tag", "is_not", "b"), False),
        (when("tag", "is", "sports"), when("tag", "contains", "port"), True),
        (when("tag", "is_not", "a", "b"), when("tag", "is_not", "a"), True),
        (when("path", "is", "/sport/1"), when("path", "matches", "/sport/*"), True),
        (when("path", "matches", "/sport/*"), when("path", "matches", "/sport/*", "/art/*"), True),
        (when("path", "matches", "/sport/*"), when("path", "matches", "/*"), False),
    ],
)
def test_one_condition_follows_from_another(one: Condition, other: Condition, expected: bool) -> None:
    assert implies(one, other) is expected


@given(samples.conditions, samples.conditions, samples.readers)
def test_what_follows_holds_for_every_reader(one: Condition, other: Condition, who: Reader) -> None:
    known = facts(who, NOW_MS)
    if implies(one, other) and compile(one).holds(known):
        assert compile(other).holds(known)


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        (body(), body(), True),
        (body(), body(every(SPORT)), True),
        (body(every(SPORT)), body(), False),
        (body(every(SPORT)), body(every(SPORT, BLOCKED)), True),
        (body(every(SPORT, BLOCKED)), body(every(BLOCKED)), False),
        (body(some(SPORT, ART)), body(every(ART)), True),
        (body(every(ART)), body(some(SPORT, ART)), False),
        (body(some(SPORT, ART)), body(some(ART, SPORT)), True),
        (body(every(SPORT), every(ART), join="any"), body(every(ART, BLOCKED)), True),
        (body(every(SPORT)), body(every(SPORT), every(ART), join="any"), False),
        # Without a condition on the blocker state, readers without a conclusion are left alone.
        (body(), body(every(BLOCKED)), True),
        (body(), body(every(when("blocker", "is", "not_run"))), False),
        (body(every(when("blocker", "is_not", "not_run"))), body(), True),
        (body(**WALL), body(), False),
        (body(**WALL), body(**WALL), True),
        (body(), body(**WALL), True),
        (body(**WALL), body(every(when("views_month", "at_least", "4"))), True),
        (body(every(when("mood", "is", "good"))), body(every(when("mood", "is", "good"))), False),
    ],
)
def test_whose_readers_a_rule_has_too(wide: Body, narrow: Body, expected: bool) -> None:
    assert covers(wide, narrow) is expected


def fits(one: Body, who: Reader) -> bool:
    """By its conditions alone, whatever else keeps it from asking."""
    plain = body(*one.groups, join=one.join, form=one.form, wall=one.wall)
    return decide(Ruleset([Rule(1, 1, plain)], OPEN, "UTC"), who, NOW_MS).rule > 0


@given(samples.bodies, samples.bodies, samples.readers)
def test_who_fits_the_narrow_fits_the_wide(wide: Body, narrow: Body, who: Reader) -> None:
    if covers(wide, narrow) and fits(narrow, who):
        assert fits(wide, who)


@given(samples.bodies, samples.readers)
def test_who_fits_a_rule_shows_that_it_can_be_fitted(one: Body, who: Reader) -> None:
    """Of rules whose conditions all have to hold, any contradiction means that nobody does."""
    plain = [group for group in one.groups if group.join == "all"]
    rule = body(*plain, form=one.form, wall=one.wall)
    if fits(rule, who):
        assert list(clashes(rule)) == []


def test_a_rule_with_too_many_ways_to_fit_is_judged_by_what_all_have() -> None:
    ways = [some(*(when("section", "is", f"{n}-{m}") for m in range(8))) for n in range(4)]
    groups: list[Group] = [every(BLOCKED), *ways]
    assert covers(body(every(BLOCKED)), body(*groups))
    assert not covers(body(ways[0]), body(*groups))


def test_the_conditions_of_these_tests_have_no_problems_but_where_meant() -> None:
    assert not any(map(problems, (BLOCKED, NONE, SPORT, ART, WEEK_5, WEEK_3, TODAY_5)))
