"""What is forgotten, and when."""

import datetime as dt
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog
from service.catalog.sites import Site
from service.corrections.tidy import EMAIL_DAYS, day_began, tidy
from tests.service.corrections.reported import report


def ms(text: str) -> int:
    return round(dt.datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(
    ("timezone", "now", "began"),
    [
        ("UTC", "2026-11-24T00:00:00+00:00", "2026-11-24T00:00:00+00:00"),
        ("UTC", "2026-11-24T23:59:59+00:00", "2026-11-24T00:00:00+00:00"),
        ("Europe/Kyiv", "2026-11-23T22:30:00+00:00", "2026-11-23T22:00:00+00:00"),
        ("America/New_York", "2026-11-24T04:59:00+00:00", "2026-11-23T05:00:00+00:00"),
        ("Europe/Berlin", "2026-10-25T12:00:00+00:00", "2026-10-24T22:00:00+00:00"),
    ],
)
def test_when_a_day_began(timezone: str, now: str, began: str) -> None:
    assert day_began(timezone, ms(now)) == ms(began)


async def test_pseudonyms_go_with_their_day_and_addresses_in_time(tmp_path: Path) -> None:
    site = Site(key="daily", name="Daily", origins=("https://daily.example",), timezone="Europe/Kyiv")
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(site)
    noon = ms("2026-11-24T12:00:00+02:00")
    first = await report(catalog, noon - 24 * 3_600_000, email="a@b.example")
    second = await report(catalog, noon, email="c@d.example")
    await catalog.set_state("daily", [first.id], "fixed", "ann@daily.example", noon)

    async def left(now: int) -> list[tuple[bool, str]]:
        await tidy(catalog, [site], now)
        found = [(await catalog.reports(one.id, 1))[0] for one in (first, second)]
        return [(bool(one.reader), one.email) for one in found]

    assert await left(noon) == [(False, "a@b.example"), (True, "c@d.example")]
    in_time = noon + EMAIL_DAYS * 24 * 3_600_000
    assert await left(in_time) == [(False, "a@b.example"), (False, "c@d.example")]
    assert await left(in_time + 1) == [(False, ""), (False, "c@d.example")]
    await catalog.close()
