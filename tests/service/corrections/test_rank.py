"""What is mended first."""

import pytest

from service.corrections.rank import ranked, value
from tests.service.corrections.reported import made


@pytest.mark.parametrize(
    ("views", "reports", "severity", "expected"),
    [(1_000, 1, 3.0, 3_000), (1_000, 4, 1.5, 6_000), (0, 9, 3.0, 0), (7, 0, 2.0, 0)],
)
def test_value(views: int, reports: int, severity: float, expected: float) -> None:
    assert value(views, reports, severity) == expected


def test_readers_still_exposed_go_first() -> None:
    there = [
        made(id=1, article="/quiet", reports=9, severity=3.0),
        made(id=2, article="/busy", reports=1, severity=1.0),
        made(id=3, article="/busy", reports=2, severity=1.5),
        made(id=4, article="/unread", reports=50, severity=3.0),
    ]
    found = ranked(there, {"/quiet": 10, "/busy": 1_000})
    assert [(one.correction.id, one.value) for one in found] == [(3, 3_000), (2, 1_000), (1, 270), (4, 0)]


def test_of_equal_values_the_more_reported_goes_first_and_then_the_newer() -> None:
    there = [made(id=1, reports=1), made(id=2, reports=2), made(id=3, reports=1, last_at=2**50)]
    assert [one.correction.id for one in ranked(there, {})] == [2, 3, 1]
