"""What rules would have asked the readers of stored views."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals import replay as module
from service.appeals.past import Past, Topic, reader_days
from service.appeals.replay import Before, is_met, replay
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Caps, Policy, Rule, Schedule, Trigger, Wall
from tests.service.appeals import samples
from tests.service.appeals.pasts import past, pasts
from tests.service.appeals.readers import KYIV, NOW_MS, OPEN, UNCAPPED, rule, ruleset, some, when

AT_ONCE = Trigger("at_once", 0)
BLOCKED = some(when("blocker", "is", "requests", "cosmetic", "dns"))


def nothing(_: str) -> Topic:
    return (), None


def asked(rules: Ruleset, *views: Past, before: Before = "none", topic: Any = nothing) -> list[Any]:
    """For each reader-day with appeals: at which second after the first view which rule and variant."""
    first = NOW_MS
    return [
        [((ask.view.started_at - first) // 1_000, ask.rule, ask.variant) for ask in asks]
        for asks in replay(rules, reader_days(views), topic, before)
    ]


@pytest.mark.parametrize(
    ("trigger", "fields", "met"),
    [
        (("at_once", 0), {"engaged_ms": 0}, True),
        (("engaged", 10), {"engaged_ms": 9_999}, False),
        (("engaged", 10), {"engaged_ms": 10_000}, True),
        (("scroll", 50), {"scroll_pct": 49}, False),
        (("scroll", 50), {"scroll_pct": 50}, True),
        (("end", 0), {"finished": False}, False),
        (("end", 0), {"finished": True}, True),
        (("exit", 0), {}, True),
    ],
)
def test_an_appeal_is_tried_when_its_trigger_was_met(
    trigger: tuple[Any, int], fields: dict[str, Any], met: bool
) -> None:
    view = past(**fields)
    assert is_met(Trigger(*trigger), view) is met
    assert bool(asked(ruleset(rule(trigger=Trigger(*trigger))), view)) is met


VIEWS = tuple(past(after_s=second) for second in (0, 60, 120))


@pytest.mark.parametrize(
    ("caps", "policy", "seconds"),
    [
        (UNCAPPED, OPEN, [0, 60, 120]),
        (Caps(1, 0, 0, 0), OPEN, [0]),
        (Caps(2, 0, 0, 0), OPEN, [0, 60]),
        (Caps(0, 2, 7, 30), OPEN, [0, 60]),
        (UNCAPPED, Policy(per_day=1, per_week=0), [0]),
        (UNCAPPED, Policy(per_day=0, per_week=2), [0, 60]),
    ],
)
def test_caps_are_counted_within_the_day(caps: Caps, policy: Policy, seconds: list[int]) -> None:
    rules = ruleset(rule(caps=caps, trigger=AT_ONCE), policy=policy)
    assert asked(rules, *VIEWS) == [[(second, 1, 1) for second in seconds]]


def test_a_trigger_that_is_not_met_counts_for_no_cap() -> None:
    rules = ruleset(rule(caps=Caps(1, 0, 0, 0), trigger=Trigger("scroll", 50)))
    assert asked(rules, past(scroll_pct=10), past(after_s=60)) == [[(60, 1, 1)]]


def test_nobody_is_known_on_the_next_day() -> None:
    rules = ruleset(rule(caps=Caps(1, 1, 0, 0), trigger=AT_ONCE))
    assert len(asked(rules, past(), past(days_ago=1), past(days_ago=2))) == 3


def test_the_holdout_is_asked_nothing_and_counts_for_caps() -> None:
    rules = ruleset(rule(caps=Caps(1, 0, 0, 0), trigger=AT_ONCE, holdout=100))
    assert asked(rules, *VIEWS) == [[(0, 1, 0)]]


def test_a_reader_has_the_same_variant_in_every_set_of_rules() -> None:
    mine = rule(7, trigger=AT_ONCE, holdout=50)
    views = [past(reader) for reader in range(1, 60)]
    alone = asked(ruleset(mine), *views)
    beside = asked(ruleset(mine, rule(9, priority=1, trigger=AT_ONCE)), *views)
    assert alone == beside
    assert {variant for asks in alone for _, _, variant in asks} == {0, 1}


@pytest.mark.parametrize(
    ("before", "free", "seconds"),
    [("none", 2, [120]), ("none", 0, [0, 60, 120]), ("none", 3, []), ("many", 3, [0, 60, 120])],
)
def test_free_articles_are_those_of_the_day_or_are_used_up(
    before: Before, free: int, seconds: list[int]
) -> None:
    rules = ruleset(rule(form="hard_wall", wall=Wall(free=free), trigger=AT_ONCE))
    assert asked(rules, *VIEWS, before=before) == ([[(one, 1, 1) for one in seconds]] if seconds else [])


@pytest.mark.parametrize(
    ("before", "value", "fits"), [("none", "no", True), ("many", "yes", True), ("none", "yes", False)]
)
def test_who_returns_is_assumed(before: Before, value: str, fits: bool) -> None:
    rules = ruleset(rule(1, some(when("returning", "is", value)), trigger=AT_ONCE))
    assert bool(asked(rules, past(), before=before)) is fits


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        (when("engaged_s", "at_least", "30"), True),
        (when("engaged_s", "at_least", "31"), False),
        (when("engaged_s", "at_most", "5"), True),
        (when("scroll_pct", "at_least", "80"), True),
        (when("tag", "is", "Cup"), True),
        (when("tag", "is", "Film"), False),
        (when("article_age_h", "at_most", "2"), True),
    ],
)
def test_conditions_about_the_article_and_the_reading(condition: Any, fits: bool) -> None:
    rules = ruleset(rule(1, some(condition), trigger=AT_ONCE))
    assert bool(asked(rules, past(), topic=lambda _: (("Cup",), NOW_MS - 3_600_000))) is fits


@pytest.mark.parametrize(("from_hour", "fits"), [(14, True), (15, False)])
def test_the_hour_is_that_of_the_view_on_the_sites_clock(from_hour: int, fits: bool) -> None:
    rules = ruleset(rule(schedule=Schedule(from_hour=from_hour), trigger=AT_ONCE))
    assert bool(asked(rules, past())) is fits


@given(pasts, samples.rules, samples.policies, st.sampled_from(["none", "many"]))
def test_looking_at_the_blocker_state_first_leaves_nobody_out(
    views: list[Past], rules: list[Rule], policy: Policy, before: Before
) -> None:
    made = Ruleset(rules, policy, KYIV)
    found = asked(made, *views, before=before)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_asks_some", lambda _rules, _state: True)
        assert asked(made, *views, before=before) == found


@given(pasts, samples.rules, samples.policies)
def test_no_cap_of_a_day_is_ever_passed(views: list[Past], rules: list[Rule], policy: Policy) -> None:
    made = Ruleset(rules, policy, KYIV)
    bodies: dict[int, Body] = {one.id: one.body for one in rules}
    for asks in replay(made, reader_days(views), nothing):
        soft = [ask for ask in asks if bodies[ask.rule].form != "hard_wall"]
        assert not policy.per_day or len(soft) <= policy.per_day
        for number, body in bodies.items():
            times = sum(ask.rule == number for ask in asks)
            assert not body.caps.per_day or times <= body.caps.per_day
            assert not body.caps.per_week or times <= body.caps.per_week
