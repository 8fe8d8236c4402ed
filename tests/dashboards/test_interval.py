import pytest

from dashboards.interval import wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_the_literature(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (30, 30), (0, 10**9), (10**9, 10**9), (31, 30)])
def test_it_never_leaves_0_to_1(part: int, whole: int) -> None:
    low, high = wilson(part, whole) or (-1.0, 2.0)
    assert 0 <= low <= high <= 1


@pytest.mark.parametrize("whole", [0, -1])
def test_of_nothing_nothing_is_known(whole: int) -> None:
    assert wilson(0, whole) is None
