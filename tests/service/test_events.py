"""Beacons may come late, twice or out of order, and the view is the same."""

from functools import reduce
from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.events import (
    ATTEMPTED,
    BLOCKED_STATES,
    BLOCKER_STATES,
    ELIGIBLE,
    UNKNOWN_STATES,
    View,
    arm,
    is_read,
    merge,
)
from tests.service.views import snapshots, view

TOTALS = (
    "seq",
    "last_at",
    "expires_at",
    "engaged_ms",
    "focus_ms",
    "active_10s",
    "scroll_pct",
    "finished",
    "slots_seen",
    "slots_filled",
    "slots_viewable",
    "revenue_micros",
    "shown_ms",
    "acted_ms",
)


def test_the_snapshots_of_these_tests_vary_every_field() -> None:
    varied = set(View.__struct_fields__) - {"site", "view"}
    kept_otherwise = {"started_at", "origin_seq", "origin", "story_seq", "story"}
    latest = {"detection_seq", "detection", "asking_seq", "asking"}
    assert varied == {*TOTALS, *kept_otherwise, *latest, "stages"}


@given(snapshots, snapshots, snapshots)
def test_merging_is_associative(a: View, b: View, c: View) -> None:
    assert merge(merge(a, b), c) == merge(a, merge(b, c))


@given(snapshots, snapshots)
def test_merging_is_commutative(a: View, b: View) -> None:
    assert merge(a, b) == merge(b, a)


@given(snapshots)
def test_merging_is_idempotent(a: View) -> None:
    assert merge(a, a) == a


@given(snapshots, snapshots)
def test_a_replayed_snapshot_changes_nothing(a: View, b: View) -> None:
    assert merge(merge(a, b), b) == merge(a, b)


@given(st.lists(snapshots, min_size=1, max_size=4), st.data())
def test_every_order_with_any_duplicates_makes_the_same_view(told: list[View], data: st.DataObject) -> None:
    twice = data.draw(st.lists(st.sampled_from(told), max_size=3))
    expected = reduce(merge, told)
    orders = list(permutations(told))
    for order in orders:
        assert reduce(merge, [*order, *twice]) == expected
        assert reduce(merge, [*twice, *order]) == expected


@given(snapshots, snapshots)
def test_totals_never_fall(a: View, b: View) -> None:
    merged = merge(a, b)
    for name in TOTALS:
        assert getattr(merged, name) == max(getattr(a, name), getattr(b, name)), name


@given(snapshots, snapshots)
def test_no_stage_of_an_appeal_is_lost(a: View, b: View) -> None:
    assert merge(a, b).stages == a.stages | b.stages


@pytest.mark.parametrize(
    ("fields", "arm_rule"),
    [
        ({"arm_first": True, "stages": ELIGIBLE | ATTEMPTED}, 7),
        ({"arm_first": True, "stages": ELIGIBLE}, 0),
        ({"arm_first": False, "stages": 0}, 7),
    ],
)
def test_an_arm_begins_where_an_appeals_trigger_is_met(fields: dict[str, Any], arm_rule: int) -> None:
    assert arm(view(arm_rule=7, bucket=5, **fields)).arm_rule == arm_rule


@given(snapshots, snapshots)
def test_a_view_begins_with_its_earliest_snapshot(a: View, b: View) -> None:
    assert merge(a, b).started_at == min(a.started_at, b.started_at)


@pytest.mark.parametrize(
    ("field", "early", "late", "kept"),
    [
        ("origin", {"article": "/first"}, {"article": "/second"}, "early"),
        ("story", {"section": "sport"}, {"section": "art"}, "early"),
        ("detection", {"blocker": "none"}, {"blocker": "requests"}, "late"),
        ("detection", {"blocker": "requests"}, {}, "early"),
        ("story", {}, {"section": "sport"}, "late"),
        ("asking", {"rule": 2}, {"rule": 1}, "late"),
        ("asking", {"rule": 1}, {}, "early"),
    ],
)
def test_what_is_told_once_comes_from_the_right_snapshot(
    field: str, early: dict[str, Any], late: dict[str, Any], kept: str
) -> None:
    snapshots = {"early": view(view="v", seq=1, **early), "late": view(view="v", seq=2, **late)}
    assert getattr(merge(*snapshots.values()), field) == getattr(snapshots[kept], field)


@given(snapshots)
def test_a_view_survives_the_journals_encoding(a: View) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(a), type=View) == a


@pytest.mark.parametrize(
    ("words", "finished", "engaged_ms", "read"),
    [
        (714, True, 60_000, True),  # three minutes expected, one engaged
        (714, True, 59_999, False),
        (714, False, 600_000, False),
        (0, True, 0, True),
        (0, False, 0, False),
        (1, True, 84, True),  # 252 ms expected
        (1, True, 83, False),
        (1_000_000, True, 84_033_614, True),
        (1_000_000, True, 84_033_613, False),
    ],
)
def test_read_is_finished_and_a_third_of_the_expected_time(
    words: int, finished: bool, engaged_ms: int, read: bool
) -> None:
    assert is_read(view(words=words, finished=finished, engaged_ms=engaged_ms)) is read


def test_blocked_and_unknown_are_states_and_apart() -> None:
    assert set(BLOCKED_STATES) < set(BLOCKER_STATES)
    assert set(UNKNOWN_STATES) < set(BLOCKER_STATES)
    assert not set(BLOCKED_STATES) & set(UNKNOWN_STATES)
