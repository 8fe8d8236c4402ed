"""What metrics are made of."""

import pytest

from service.metrics.parts import Number, ratio, whole


@pytest.mark.parametrize(
    ("part", "total", "expected"),
    [(1, 4, 0.25), (0, 4, 0.0), (None, 4, 0.0), (0, 0, None), (None, None, None), (5, None, None)],
)
def test_a_ratio_of_nothing_is_none(part: Number, total: Number, expected: float | None) -> None:
    assert ratio(part, total) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, 0), (0, 0), (7, 7), (10**18, 10**18)])
def test_a_count_of_no_rows_is_nought(value: Number, expected: int) -> None:
    assert whole(value) == expected
