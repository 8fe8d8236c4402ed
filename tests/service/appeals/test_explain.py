"""Why a rule asks or not, told with the reader's own values."""

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given

from service.appeals.decide import Why, decide
from service.appeals.explain import VERDICT_LABELS, Explained, explain, named
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Policy, Rule, Schedule, Variant
from tests.service.appeals import samples
from tests.service.appeals.readers import (
    KYIV,
    NOW_MS,
    OPEN,
    TODAY,
    every,
    kept,
    reader,
    rule,
    ruleset,
    some,
    when,
)
from tests.service.appeals.test_decide import CASES

INCONCLUSIVE = (
    "Detection concluded nothing (inconclusive), and no condition of the rule is about the blocker state."
)
WHYS = {why for part in get_args(Why) for why in get_args(part)}


def told(name: str) -> list[str]:
    rules, who, policy, _, _ = CASES[name]
    return [one.sentence for one in explain(Ruleset(rules, policy, KYIV), who, NOW_MS)]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("a condition that holds", ["It asks, with variant 1."]),
        ("the holdout", ["It would ask, but this reader is one of the 30% held out, who never see it."]),
        ("the switch stops all", ["All appeals of this site are stopped."] * 2),
        ("the highest priority first", ["It asks, with variant 1.", "“Ask” came first."]),
        ("a condition nobody knows", ["One of its conditions cannot be tested; open the rule to see which."]),
        ("not yet", ["It begins on 2026-11-03."]),
        ("over", ["It ended on 2026-11-01."]),
        ("at weekends", ["It asks on Saturday, Sunday only; this is a Monday."]),
        ("and not 12 h", ["It asks from 12:00 to 13:00 on the site's clock, which shows 14:00."]),
        (
            "but not without a conclusion",
            [INCONCLUSIVE],
        ),
        ("a condition that fails", ["Its conditions do not fit: Section is Art (here: Sport)."]),
        (
            "none of a group",
            ["Its conditions do not fit: Section is Art (here: Sport); Device is phone (here: desktop)."],
        ),
        (
            "what is not known fits no condition",
            ["Its conditions do not fit: Country is not US (not known: the country is not known)."],
        ),
        ("a wall has free views", ["Its wall comes after 3 free views a month; this is view 3."]),
        (
            "not where nobody can count them",
            ["How many free views are left is not known: nothing is kept on this reader's device."],
        ),
        ("asked today, once a day", ["It has asked this reader 1 time today; the cap is 1."]),
        ("asked twice today, twice a day", ["It has asked this reader 2 times today; the cap is 2."]),
        ("asked this week, once a week", ["It has asked this reader 1 time this week; the cap is 1."]),
        ("said no six days ago", ["The reader said no 6 days ago; it waits 7 days."]),
        ("allowed ads and relapsed", ["The reader allowed ads 29 days ago; it waits 30 days."]),
        ("the site's cap a day", ["The site has asked this reader 1 time today; the cap is 1."]),
        ("the site's cap a week", ["The site has asked this reader 2 times this week; the cap is 2."]),
        ("none with a weight", ["None of its variants has a weight."]),
    ],
)
def test_a_reason_is_told_in_a_sentence(name: str, sentences: list[str]) -> None:
    assert told(name) == sentences


def test_every_reason_there_is_has_been_met() -> None:
    assert {why for case in CASES.values() for why in case[4]} == WHYS


def judged(one: Rule, who: Reader) -> Explained:
    return explain(ruleset(one), who, NOW_MS)[0]


def test_every_condition_is_told_with_its_verdict_and_the_readers_value() -> None:
    one = rule(
        1,
        every(when("blocker", "is", "requests"), when("section", "is", "Art")),
        some(when("tag", "is", "cup"), when("country", "is", "UA"), when("views_week", "at_least", "2")),
    )
    found = judged(one, reader(country="", memory=kept(views_week=1))).conditions
    assert [(each.group, each.condition, each.verdict, each.value) for each in found] == [
        (0, "Blocker state is requests blocked", "held", "requests blocked"),
        (0, "Section is Art", "failed", "Sport"),
        (1, "Tag is cup", "held", "Football, Cup"),
        (1, "Country is UA", "unknown", "the country is not known"),
        (1, "Views this week is at least 2", "failed", "1"),
    ]


def test_conditions_are_told_also_where_they_were_not_looked_at() -> None:
    found = explain(ruleset(rule(1), rule(2, every(when("device", "is", "tv")))), reader(), NOW_MS)[1]
    assert (found.why, [one.verdict for one in found.conditions]) == ("first", ["failed"])


def test_a_condition_with_a_problem_says_which() -> None:
    found = judged(rule(1, every(when("mood", "is", "good"))), reader()).conditions[0]
    assert (found.verdict, found.value) == ("unknown", "There is no condition called “mood”.")


def test_a_variant_is_told_by_its_name() -> None:
    one = rule(variants=(Variant(2, 100, name="Short"),))
    assert judged(one, reader()).sentence == "It asks, with variant 2 “Short”."


def test_a_dismissal_of_today_is_told_so() -> None:
    rules = ruleset(rule(caps=CASES["said no six days ago"][0][0].body.caps))
    today = kept(dismissed_day=kept().day)
    assert (
        explain(rules, reader(memory=today), NOW_MS)[0].sentence
        == "The reader said no today; it waits 7 days."
    )


def test_a_rule_without_a_name_is_told_by_its_number() -> None:
    assert (named(rule(3, name="")), named(rule(3, name="Thanks"))) == ("Rule 3", "“Thanks”")


@given(samples.rules, samples.policies, samples.readers)
def test_it_tells_what_was_decided(rules: list[Rule], policy: Policy, who: Reader) -> None:
    made = Ruleset(rules, policy, KYIV)
    found = explain(made, who, NOW_MS)
    assert tuple(one.why for one in found) == decide(made, who, NOW_MS).trace
    assert [one.rule for one in found] == list(made.rules)
    assert all(one.sentence.endswith(".") for one in found)


def test_every_verdict_has_a_label() -> None:
    assert set(VERDICT_LABELS) == {"held", "failed", "unknown"}


def test_the_schedule_of_tomorrow_is_told_by_the_sites_day() -> None:
    late = dt.datetime(2026, 11, 2, 23, tzinfo=dt.UTC)
    rules = ruleset(rule(schedule=Schedule(last=TODAY)), policy=OPEN)
    assert explain(rules, reader(), int(late.timestamp() * 1000))[0].why == "over"
