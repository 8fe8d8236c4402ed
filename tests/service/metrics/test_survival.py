"""How long ads stay allowed: against the textbook, by hand, and where hardly anything is known."""

import random
from typing import Any

import pytest

from service.metrics.survival import CURVE, DAYS, still_allowing


def shares(allowed: dict[int, int], relapsed: dict[tuple[int, int], int], last: int) -> list[float | None]:
    return [still.share for still in still_allowing(allowed, relapsed, last)]


@pytest.mark.parametrize(
    ("allowed", "relapsed", "last", "expected"),
    [
        ({0: 10}, {}, 100, [1, 1, 1, 1]),
        ({0: 10}, {(0, 0): 1}, 100, [0.9, 0.9, 0.9, 0.9]),
        ({0: 10}, {(0, 1): 2, (0, 5): 4, (0, 90): 4}, 100, [0.8, 0.4, 0.4, 0]),
        ({0: 10}, {(0, 91): 4}, 100, [1, 1, 1, 1]),
        ({0: 10}, {}, 6, [1, None, None, None]),
        ({}, {}, 100, [None] * 4),
        # The second ten are watched for 6 days: 1 of 20 leaves on day 3, 1 of the 9 still there on day 7.
        ({0: 10, 20: 10}, {(0, 3): 1, (0, 7): 1}, 26, [1, 0.95 * 8 / 9, None, None]),
        # Relapses of whom nobody saw allow ads do not make more of them than there were.
        ({0: 1}, {(0, 1): 3}, 100, [0, None, None, None]),
        # Nor do those who allowed ads before the days that are asked about.
        ({0: 1}, {(-5, 1): 3}, 100, [1, 1, 1, 1]),
    ],
)
def test_shares(
    allowed: dict[int, int],
    relapsed: dict[tuple[int, int], int],
    last: int,
    expected: list[float | None],
) -> None:
    assert shares(allowed, relapsed, last) == [
        value if value is None else pytest.approx(value) for value in expected
    ]


def test_greenwoods_interval_on_the_log_minus_log_scale() -> None:
    """Freireich's 21 patients on 6-MP, the textbooks' example: 0.807 at 7 weeks, 0.563 to 0.923."""
    weeks = {6: (3, 1), 7: (1, 0), 9: (0, 1), 10: (1, 1), 11: (0, 1), 13: (1, 0), 16: (1, 0)}
    relapsed: dict[tuple[int, int], int] = {}
    allowed: dict[int, int] = {}
    last = 100
    for week, (gone, censored) in weeks.items():
        for count, began in ((gone, -week - 1_000), (censored, last - week)):
            if count:
                allowed[began] = allowed.get(began, 0) + count
        if gone:
            relapsed[-week - 1_000, week] = gone
    allowed[-2_000] = 21 - sum(allowed.values())
    at_7 = next(still for still in still_allowing(allowed, relapsed, last) if still.day == 7)
    assert at_7.share == pytest.approx(0.8067, abs=1e-3)
    assert at_7.low == pytest.approx(0.563, abs=2e-3)
    assert at_7.high == pytest.approx(0.923, abs=2e-3)


@pytest.mark.parametrize(("readers", "low"), [(1, 0.025), (10, 0.6915), (100, 0.9638)])
def test_without_a_relapse_few_readers_are_no_proof(readers: int, low: float) -> None:
    first = still_allowing({0: readers}, {}, 100)[0]
    assert (first.share, first.high) == (1, 1)
    assert first.low == pytest.approx(low, abs=1e-4)


def test_the_days_and_how_many_were_watched_are_told() -> None:
    found = still_allowing({0: 5, 10: 7}, {(0, 1): 5}, 17)
    assert [(still.day, still.readers) for still in found] == list(zip(DAYS, (12, 12, 0, 0), strict=True))


def test_the_curve_passes_through_the_days_that_are_told() -> None:
    allowed, relapsed = {0: 10, 20: 10}, {(0, 3): 1, (0, 7): 1}
    curve = still_allowing(allowed, relapsed, 100, CURVE)
    assert [still.day for still in curve] == list(range(91))
    assert [curve[day] for day in DAYS] == still_allowing(allowed, relapsed, 100)


class _Pairs(dict[tuple[int, int], int]):
    """Relapses that count how often one is looked up."""

    looked_up = 0

    def get(self, key: tuple[int, int], default: Any = None) -> Any:
        self.looked_up += 1
        return super().get(key, default)

    def __getitem__(self, key: tuple[int, int]) -> int:
        self.looked_up += 1
        return super().__getitem__(key)


def test_three_years_are_counted_in_one_pass() -> None:
    relapsed = _Pairs({(began, day): 1 for began in range(1_096) for day in range(91)})
    still_allowing(dict.fromkeys(range(1_096), 200), relapsed, 1_095, CURVE)
    assert relapsed.looked_up <= len(relapsed)


@pytest.mark.parametrize("seed", range(20))
def test_counts_that_run_on_are_those_of_a_plain_recount(seed: int) -> None:
    draw = random.Random(seed)
    allowed = {began: draw.randint(0, 6) for began in range(draw.randint(1, 130))}
    relapsed = {
        (draw.randint(-5, 135), draw.randint(0, 95)): draw.randint(1, 4) for _ in range(draw.randint(0, 200))
    }
    last = draw.randint(0, 140)
    share = 1.0
    for still in still_allowing(allowed, relapsed, last, CURVE):
        watched = [began for began in allowed if began + still.day <= last]
        gone = {began: sum(relapsed.get((began, day), 0) for day in range(still.day)) for began in watched}
        at_risk = sum(max(allowed[began] - gone[began], 0) for began in watched)
        events = min(sum(relapsed.get((began, still.day), 0) for began in watched), at_risk)
        share *= 1 - events / at_risk if at_risk else 1
        assert still.readers == sum(allowed[began] for began in watched)
        assert still.share == (pytest.approx(share) if at_risk else None)
