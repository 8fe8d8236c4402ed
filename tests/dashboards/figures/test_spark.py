import re

import pytest

from dashboards.figures.spark import HIGH, WIDE, spark


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ([], ""),
        ([5], "M0 1L100 1"),
        ([0], "M0 23L100 23"),
        ([0, 10], "M0 23L100 1"),
        ([0, 5, 10], "M0 23L50 12L100 1"),
        ([None, 10], "M0 23L100 1"),
        ([0, 0], "M0 23L100 23"),
    ],
)
def test_values_become_a_path(values: list[float | None], path: str) -> None:
    assert spark(values) == path


@pytest.mark.parametrize("values", [list(range(1_000)), [1e12, 0.001] * 5, [3] * 31])
def test_a_path_stays_in_its_picture(values: list[float]) -> None:
    numbers = [float(one) for one in re.findall(r"[\d.]+", spark(values))]
    assert max(numbers[::2]) <= WIDE
    assert max(numbers[1::2]) < HIGH
