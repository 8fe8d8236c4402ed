"""The row of money."""

from collections.abc import Mapping

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.money import money
from service.catalog.sites import Money
from tests.dashboards.fakes import NOTHING, SITE, TODAY, TOTALS, FakeMetrics, ask


async def cards(values: Mapping[str, float | None], currency: str = "EUR") -> dict[str, str]:
    site = msgspec.structs.replace(SITE, money=Money(currency=currency))
    question = msgspec.structs.replace(ask(FakeMetrics(dict(values)), preset("7d", TODAY)), site=site)
    return {card.term: card.value for card in (await money(question)).context["cards"]}


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("revenue", "12,346\u00a0EUR"),
        ("revenue per 1,000 views", "2.35\u00a0EUR"),
        ("at risk", "3,457\u00a0EUR"),
        ("appeals shown", "400"),
        ("allowed ads", "12"),
        ("recovered, gross", "9.87\u00a0EUR"),
    ],
)
async def test_each_amount(term: str, value: str) -> None:
    assert (await cards(TOTALS | {"rpm": 2.346}))[term] == value


async def test_amounts_are_in_the_sites_currency() -> None:
    assert (await cards(TOTALS, "UAH"))["recovered, gross"] == "9.87\u00a0UAH"


async def test_what_is_not_known_is_not_nought() -> None:
    assert (await cards(NOTHING))["at risk"] == "–"
