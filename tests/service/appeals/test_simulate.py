"""A draft against what is live."""

import datetime as dt
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals.past import Past
from service.appeals.simulate import Bounds, Simulation, needs_past, simulate
from service.catalog.rule import Body, Caps, Policy, Rule, Schedule, Trigger, Wall
from tests.service.appeals import samples
from tests.service.appeals.pasts import past, pasts
from tests.service.appeals.readers import KYIV, OPEN, TODAY, rule, some, when

AT_ONCE = Trigger("at_once", 0)
PHONES = some(when("device", "is", "phone"))


def ask(id: int = 1, *groups: Any, **fields: Any) -> Rule:  # noqa: A002
    return rule(id, *groups, **({"trigger": AT_ONCE} | fields))


def simulated(
    draft: Rule, *views: Past, live: Any = (), policy: Policy = OPEN, one_in: int = 1
) -> Simulation:
    found = simulate(draft, live, policy, KYIV, views, TODAY, one_in)
    assert found is not None
    return found


def test_without_a_view_that_counts_there_is_nothing_to_tell() -> None:
    assert simulate(ask(), (), OPEN, KYIV, [], TODAY) is None
    assert simulate(ask(), (), OPEN, KYIV, [past(bot="crawler")], TODAY) is None


def test_numbers_are_of_a_day() -> None:
    found = simulated(ask(), past(1), past(2), past(1, days_ago=3), past(3, days_ago=3, blocker="none"))
    assert (found.days, found.sampled, found.views, found.blocked) == (4, 4, 1.0, 0.75)
    assert (found.draft.readers.counted, found.draft.shown.counted, found.draft.blocked) == (1.0, 1.0, 0.75)


def test_days_before_the_first_view_do_not_count() -> None:
    assert simulated(ask(), past(days_ago=1)).days == 2


def test_a_sample_stands_for_all_readers() -> None:
    found = simulated(ask(), past(), one_in=40)
    assert (found.sampled, found.views, found.draft.shown.counted) == (1, 40.0, 40.0)


def test_the_draft_takes_the_place_of_its_live_version() -> None:
    found = simulated(ask(1, PHONES), past(), live=[ask(1)])
    assert (found.draft.shown.counted, found.live.shown.counted, found.live.own) == (0.0, 1.0, 1.0)


def test_the_draft_stands_among_the_rules_that_are_live() -> None:
    views = [past(1), past(2, device="phone")]
    found = simulated(ask(2, PHONES, priority=900, form="banner"), *views, live=[ask(1)])
    assert (found.draft.shown.counted, found.draft.own, found.live.own) == (2.0, 1.0, 0.0)
    assert (found.draft.burden, found.live.burden) == (5.0, 6.0)


LAST_WEEK, YESTERDAY, TOMORROW = (TODAY + dt.timedelta(days) for days in (-7, -1, 1))


@pytest.mark.parametrize(
    ("schedule", "draft", "live"),
    [
        (Schedule(first=TOMORROW), 1, 0),
        (Schedule(last=YESTERDAY), 1, 0),
        (Schedule(first=YESTERDAY, last=TOMORROW), 1, 1),
        (Schedule(first=LAST_WEEK), 1, 1),
        (Schedule(weekdays=(3,)), 1, 1),
        (Schedule(weekdays=(5,)), 0, 0),
    ],
)
def test_rules_are_taken_to_run_all_the_time(schedule: Schedule, draft: int, live: int) -> None:
    one = ask(schedule=schedule)
    thursday = past(days_ago=4)
    found = simulated(one, thursday, live=[one])
    assert (found.draft.shown.counted, found.live.shown.counted) == (draft / 5, live / 5)


def test_the_switch_is_taken_as_off() -> None:
    assert simulated(ask(), past(), policy=Policy(stopped=True)).draft.shown.counted == 1


def test_what_earlier_days_decide_is_bounded() -> None:
    wall = ask(form="hard_wall", wall=Wall(free=1), caps=Caps(0, 7, 0, 0))
    found = simulated(wall, past(1), past(1, after_s=9), past(2))
    assert found.draft.shown == Bounds(least=1, counted=1, most=3)
    assert found.draft.readers == Bounds(least=1, counted=1, most=2)
    assert (found.draft.walled, found.draft.walled_s, found.draft.walled_slots) == (1, 30, 2)


@pytest.mark.parametrize(
    ("one", "needs"),
    [
        (ask(), False),
        (ask(form="soft_wall"), False),
        (ask(form="hard_wall", wall=Wall(free=1)), True),
        (ask(form="hard_wall", wall=Wall(free=0)), False),
        (ask(1, some(when("views_today", "at_least", "2"))), False),
        (ask(1, some(when("views_week", "at_least", "2"))), True),
        (ask(1, some(when("views_month", "at_least", "2"))), True),
        (ask(1, some(when("returning", "is", "yes"))), True),
    ],
)
def test_which_rules_ask_about_earlier_days(one: Rule, needs: bool) -> None:
    assert needs_past([ask(9), one]) is needs


def test_devices_and_sections_with_the_most_views_come_first() -> None:
    views = [past(1, section="Art", device="phone"), past(2), past(3, blocker="none")]
    found = simulated(ask(1, PHONES), *views, live=[ask(2, some(when("blocker", "is", "requests")))])
    assert found.devices == (("desktop", 2, 1, 1, 1), ("phone", 1, 1, 1, 1))
    assert found.sections == (("Sport", 2, 1, 1, 1), ("Art", 1, 1, 1, 1))


@given(pasts, samples.bodies, samples.rules, samples.policies, st.integers(1, 9))
def test_what_is_always_so(
    views: list[Past], body: Body, live: list[Rule], policy: Policy, one_in: int
) -> None:
    draft = Rule(1, 9, body)
    found = simulate(draft, live, policy, KYIV, views, TODAY, one_in)
    shuffled = random.Random(1).sample(views, len(views))
    assert simulate(draft, live, policy, KYIV, shuffled, TODAY, one_in) == found
    if found is None:
        assert not any(view.counts for view in views)
        return
    for asks, name in ((found.draft, "draft"), (found.live, "live")):
        assert asks.shown.least <= asks.shown.counted <= asks.shown.most
        assert asks.readers.least <= asks.readers.counted <= asks.readers.most
        assert asks.readers.counted <= asks.shown.counted <= found.views + 1e-9
        assert asks.blocked <= min(asks.shown.counted, found.blocked) + 1e-9
        assert asks.shown.counted <= asks.burden + 1e-9 <= 5 * asks.shown.counted + 1e-6
        parts = (sum(getattr(cell, name) for cell in cells) for cells in (found.devices, found.sections))
        often = sum(times * readers for times, readers in asks.often)
        for total in (*parts, often):
            assert total == pytest.approx(asks.shown.counted)
    assert sum(cell.views for cell in found.sections) == pytest.approx(found.views)


@given(pasts, samples.rules, samples.policies)
def test_a_rule_that_is_live_as_it_is_drafted_changes_nothing(
    views: list[Past], live: list[Rule], policy: Policy
) -> None:
    always = [
        msgspec.structs.replace(one, body=msgspec.structs.replace(one.body, schedule=Schedule()))
        for one in live
    ]
    for one in always:
        found = simulate(one, always, policy, KYIV, views, TODAY)
        assert found is None or found.draft == found.live
