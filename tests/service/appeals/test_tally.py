"""What appeals add up to."""

from typing import Any

import pytest

from service.appeals.replay import Ask
from service.appeals.tally import HARDNESS, Tally
from service.catalog.rule import Caps, Policy, Rule
from tests.service.appeals.pasts import past
from tests.service.appeals.readers import UNCAPPED, rule, ruleset


def tally(*rules: Rule, per_week: int = 0) -> Tally:
    return Tally(ruleset(*rules, policy=Policy(per_day=0, per_week=per_week)), own=1)


def asks(*rules: int, variant: int = 1, **fields: Any) -> list[Ask]:
    return [Ask(past(**fields), number, variant) for number in rules]


def test_the_harder_a_form_the_higher_its_rank() -> None:
    assert HARDNESS == {"inline": 1, "banner": 2, "dialog": 3, "soft_wall": 4, "hard_wall": 5}


def test_each_reader_counts_once_a_day_and_each_appeal_by_itself() -> None:
    found = tally(rule(1, form="banner"), rule(2, form="dialog"))
    found.take(asks(1, 2, 2))
    found.take(asks(1, device="phone", section="Art", blocker="none"))
    assert (found.readers, found.shown, found.own, found.blocked, found.burden) == (2, 4, 2, 3, 10)
    assert (found.often, found.devices) == ({3: 1, 1: 1}, {"desktop": 3, "phone": 1})
    assert found.sections == {"Sport": 3, "Art": 1}


def test_who_is_held_out_sees_nothing() -> None:
    found = tally(rule(1))
    found.take(asks(1, 1, variant=0))
    assert (found.held, found.readers, found.shown, found.least_readers) == (2, 0, 0, 0)


@pytest.mark.parametrize(
    ("form", "walled"), [("inline", 0), ("banner", 0), ("dialog", 0), ("soft_wall", 1), ("hard_wall", 1)]
)
def test_what_is_behind_a_wall(form: Any, walled: int) -> None:
    found = tally(rule(1, form=form))
    found.take(asks(1))
    assert (found.walled, found.walled_ms, found.walled_slots) == (walled, walled * 30_000, walled * 2)


@pytest.mark.parametrize(
    ("caps", "form", "site", "times", "least"),
    [
        (UNCAPPED, "dialog", 0, 3, 3),
        (Caps(0, 7, 0, 0), "dialog", 0, 3, 1),
        (Caps(0, 2, 0, 0), "dialog", 0, 1, 2 / 7),
        (Caps(0, 0, 14, 0), "dialog", 0, 1, 1 / 14),
        (Caps(0, 1, 5, 0), "dialog", 0, 1, 1 / 7),
        (UNCAPPED, "dialog", 3, 1, 3 / 7),
        (UNCAPPED, "hard_wall", 3, 1, 1),  # the site's caps are no way past it
        (Caps(0, 0, 0, 30), "dialog", 0, 1, 1),  # nobody allows ads here
    ],
)
def test_at_least_what_the_caps_leave_of_readers_who_come_every_day_and_say_no(
    caps: Caps, form: Any, site: int, times: int, least: float
) -> None:
    found = tally(rule(1, caps=caps, form=form), per_week=site)
    found.take(asks(*[1] * times))
    assert found.least_shown == pytest.approx(least)
    assert found.least_readers == pytest.approx(min(1, least))


def test_of_several_rules_the_one_that_leaves_most_counts() -> None:
    found = tally(rule(1, caps=Caps(0, 1, 0, 0)), rule(2, caps=Caps(0, 3, 0, 0)))
    found.take(asks(1, 2))
    assert found.least_shown == pytest.approx(3 / 7)
