"""Fingerprints of closed views are remembered for as long as a beacon of theirs would be taken."""

import pytest

from service.journal.closed import ClosedViews

HOUR_MS = 3_600_000


def test_what_was_added_is_known() -> None:
    closed = ClosedViews([(1, HOUR_MS), (-2, HOUR_MS)])
    closed.add(3, 5 * HOUR_MS)
    assert [number in closed for number in (1, -2, 3, 4)] == [True, True, True, False]
    assert len(closed) == 3


@pytest.mark.parametrize("expires_at", [5 * HOUR_MS, 5 * HOUR_MS + 1, 6 * HOUR_MS - 1])
def test_nothing_is_forgotten_before_it_expires(expires_at: int) -> None:
    closed = ClosedViews([(1, expires_at)])
    closed.forget(expires_at)
    assert 1 in closed


@pytest.mark.parametrize("expires_at", [5 * HOUR_MS, 6 * HOUR_MS - 1])
def test_everything_is_forgotten_within_an_hour_after(expires_at: int) -> None:
    closed = ClosedViews([(1, expires_at)])
    closed.forget(expires_at + HOUR_MS)
    assert 1 not in closed
    assert len(closed) == 0
