"""Cases of `verdicts`."""

import pytest

from service.events import BLOCKED_STATES, BLOCKER_STATES, UNKNOWN_STATES
from service.sample.verdicts import GROUPS, TYPES, Verdict, rows

ALL = sorted({verdict for group in GROUPS for verdict in group}, key=repr)
OWN_BITS = {
    "none": 0,
    "requests": 1 | 8,
    "cosmetic": 2,
    "dns": 4 | 16,
    "tracking_protection": 32,
    "inconclusive": 64 | 128,
    "not_run": 0,
}


def test_every_state_comes() -> None:
    assert {verdict.blocker for verdict in ALL} == set(BLOCKER_STATES)


@pytest.mark.parametrize("verdict", ALL, ids=lambda verdict: f"{verdict.blocker}-{verdict.signals}")
def test_signals_say_why(verdict: Verdict) -> None:
    bits = OWN_BITS[verdict.blocker]
    assert bool(verdict.signals & bits) is bool(bits)


@pytest.mark.parametrize("verdict", ALL, ids=lambda verdict: f"{verdict.blocker}-{verdict.signals}")
def test_nothing_is_sure_where_nothing_was_concluded(verdict: Verdict) -> None:
    assert (verdict.confidence == 0) is (verdict.blocker in UNKNOWN_STATES)


@pytest.mark.parametrize(("group", "blocked"), [(0, False), (1, True), (2, True), (3, False), (4, False)])
def test_groups_block_or_not(group: int, blocked: bool) -> None:
    assert {verdict.blocker in BLOCKED_STATES for verdict in GROUPS[group]} == {blocked}


def test_rows_fit_the_table() -> None:
    assert {len(row) for group in rows() for _, row in group} == {len(TYPES)}
