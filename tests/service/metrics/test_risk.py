"""Which cell says what a blocked view has lost."""

import pytest

from service.metrics.risk import Cell, Rates, at_risk

#: Device, country, section, unblocked views, millionths earned.
ROWS = [
    ("phone", "UA", "sport", 100, 1_000),
    ("phone", "UA", "news", 99, 9_900),
    ("phone", "NL", "news", 1, 300),
    ("phone", "NL", "arts", 10, 0),
    ("desktop", "UA", "news", 50, 5_000),
    ("tv", "UA", "news", 0, 0),
]
RATES = Rates(ROWS)


@pytest.mark.parametrize(
    ("cell", "rate"),
    [
        (("phone", "UA", "sport"), 10.0),
        (("phone", "UA", "news"), 10_200 / 100),  # 99 are too few: with the other country they are 100
        (("phone", "PL", "news"), 10_200 / 100),
        (("phone", "NL", "arts"), 11_200 / 210),
        (("phone", "", "never seen"), 11_200 / 210),
        (("desktop", "UA", "news"), 16_200 / 260),
        (("tv", "UA", "news"), 16_200 / 260),
        (("watch", "", ""), 16_200 / 260),
    ],
)
def test_a_cell_with_too_few_views_yields_to_a_coarser_one(cell: Cell, rate: float) -> None:
    assert RATES.of(cell) == pytest.approx(rate)


def test_of_a_small_site_all_views_say_it() -> None:
    assert Rates([("tv", "", "", 2, 6)]).of(("phone", "UA", "news")) == 3.0


@pytest.mark.parametrize("rows", [[], [("phone", "UA", "news", 0, 0)], [("phone", "UA", "news", None, None)]])
def test_without_unblocked_views_nothing_is_known(rows: list[tuple[str, str, str, int, int]]) -> None:
    assert Rates(rows).of(("phone", "UA", "news")) is None


def test_rows_with_the_same_keys_add_up() -> None:
    rows = [
        ("mon", "phone", "UA", "sport", 3),
        ("mon", "phone", "PL", "news", 2),
        ("tue", "phone", "UA", "sport", 0),
    ]
    assert at_risk(rows, 1, RATES) == {("mon",): pytest.approx(30 + 204)}


def test_blocked_views_with_nothing_to_compare_are_not_known() -> None:
    rows = [("mon", "phone", "UA", "news", 3), ("mon", "tv", "UA", "news", 2), ("tue", "tv", "UA", "news", 0)]
    assert at_risk(rows, 1, Rates([])) == {("mon",): None}
