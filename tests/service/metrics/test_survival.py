"""How long ads stay allowed: against the textbook, by hand, and where hardly anything is known."""

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
