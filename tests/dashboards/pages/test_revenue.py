"""The page of revenue, asked in process."""

import pytest

from dashboards.pages.revenue import PAGE
from tests.dashboards.fakes import NOTHING, FakeMetrics, client

NAMES = [place.name for place in PAGE.places]


async def get(path: str, metrics: FakeMetrics | None = None, language: str = "en") -> tuple[int, str]:
    async with client(metrics or FakeMetrics(), language) as asked:
        answer = await asked.get(f"/s/herald/revenue{path}")
    return answer.status_code, answer.text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_answers(name: str) -> None:
    assert (await get(f"/panel/{name}"))[0] == 200


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_answers_for_a_site_without_views(name: str) -> None:
    assert (await get(f"/panel/{name}", FakeMetrics(NOTHING)))[0] == 200


@pytest.mark.parametrize("name", NAMES)
async def test_every_panel_is_a_file(name: str) -> None:
    assert (await get(f"/panel/{name}.csv"))[0] == 200


@pytest.mark.parametrize("query", ["rpm?by=nothing", "what-if?part=11"])
async def test_what_makes_no_sense_is_told(query: str) -> None:
    status, text = await get(f"/panel/{query}")
    assert status == 400
    assert "Use one of" in text


async def test_as_tables_all_of_it_comes_at_once() -> None:
    status, text = await get("?plain=1&by=section")
    assert status == 200
    assert text.count("<caption>") == 4


@pytest.mark.parametrize(
    ("language", "money"), [("en", "12,346 EUR"), ("uk", "12 346 EUR"), ("de", "12.346 EUR")]
)
async def test_amounts_are_written_as_the_reader_writes_them(language: str, money: str) -> None:
    assert money in (await get("/panel/totals", language=language))[1]


async def test_where_nobody_set_prices_it_leads_to_the_money_settings() -> None:
    assert '<a href="/s/herald/money">Set your own prices</a>' in (await get("/panel/totals"))[1]


async def test_engaged_time_is_not_chosen_where_it_is_not_shown() -> None:
    text = (await get(""))[1]
    assert '<select name="grain">' in text
    assert '<select name="time">' not in text
