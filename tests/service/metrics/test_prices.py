"""What a view brings, by the site's money settings."""

from typing import Any

import duckdb
import pytest
import sqlalchemy as sa

from service.catalog.sites import Money
from service.metrics.prices import prices_of
from service.warehouse.dialect import compile_duckdb
from service.warehouse.schema import views

MONEY = Money(
    cpm=2.0, by_device={"phone": 1.0}, by_country={"NL": 5.0, "": 0.5}, by_section={"sport": 8.0, "it's": 0.0}
)


def revenue(money: Money, **row: Any) -> int:
    """Millionths of a view with these columns, asked of the engine."""
    usual = {
        "device": "desktop",
        "country": "UA",
        "section": "news",
        "slots_viewable": 1,
        "revenue_micros": 0,
    }
    values = usual | row
    text, parameters = compile_duckdb(sa.select(prices_of(money).revenue()).select_from(views))
    columns = ", ".join(f"? AS {name}" for name in values)
    made = views.c.unpaid_viewable.info["made"]
    found = duckdb.connect().execute(
        f"WITH views AS (SELECT *, {made} AS unpaid_viewable FROM (SELECT {columns})) {text}",  # noqa: S608
        [*values.values(), *parameters],
    )
    return int((found.fetchone() or (0,))[0])


@pytest.mark.parametrize(
    ("row", "micros"),
    [
        ({}, 2_000),
        ({"slots_viewable": 3}, 6_000),
        ({"slots_viewable": 0}, 0),
        ({"device": "phone"}, 1_000),
        ({"country": "NL"}, 5_000),
        ({"country": "NL", "device": "phone"}, 5_000),
        ({"country": ""}, 500),
        ({"section": "sport", "country": "NL", "device": "phone"}, 8_000),
        ({"section": "it's", "country": "NL"}, 0),
        ({"section": "Sport"}, 2_000),
        ({"revenue_micros": 77, "section": "sport", "slots_viewable": 9}, 77),
        ({"slots_viewable": 32_767}, 65_534_000),
    ],
)
def test_the_most_specific_cpm_counts_and_real_revenue_before_it(row: dict[str, Any], micros: int) -> None:
    assert revenue(MONEY, **row) == micros


@pytest.mark.parametrize(("cpm", "micros"), [(0.0, 0), (0.001, 1), (1.2345, 1_234), (100_000.0, 10**8)])
def test_a_cpm_counts_to_a_thousandth(cpm: float, micros: int) -> None:
    assert revenue(Money(cpm=cpm)) == micros


def test_equal_settings_are_one_shape() -> None:
    other = Money(currency="UAH", cpm=2.0, by_device={"phone": 1.0})
    assert prices_of(Money(cpm=2.0, by_device={"phone": 1.0})) == prices_of(other)
