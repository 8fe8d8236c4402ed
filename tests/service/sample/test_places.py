"""Cases of `places`."""

import pytest

from service.sample.places import TYPES, home, language, rows


@pytest.mark.parametrize(
    ("timezone", "country"),
    [
        ("Europe/Kyiv", "UA"),
        ("Europe/London", "GB"),
        ("America/Chicago", "US"),
        ("UTC", "GB"),
        ("Etc/GMT+3", "GB"),
    ],
)
def test_home(timezone: str, country: str) -> None:
    assert home(timezone) == country


@pytest.mark.parametrize(
    "timezone", ["Europe/Kyiv", "UTC", "America/New_York", "Asia/Tokyo", "Europe/Warsaw"]
)
def test_most_are_at_home(timezone: str) -> None:
    at_home = sum(weight for weight, row in rows(timezone) if row[0] == home(timezone))
    assert at_home == pytest.approx(62)


@pytest.mark.parametrize("timezone", ["Europe/Kyiv", "UTC", "America/New_York", "Asia/Tokyo"])
def test_all_are_somewhere(timezone: str) -> None:
    assert sum(weight for weight, _ in rows(timezone)) == pytest.approx(100)


@pytest.mark.parametrize("timezone", ["Europe/Kyiv", "Europe/Berlin", "UTC"])
def test_countries_leave_the_block_rate_as_it_is(timezone: str) -> None:
    found = rows(timezone)
    assert sum(weight * row[2] for weight, row in found) / 100 == pytest.approx(1)


def test_rows_fit_the_table() -> None:
    assert {len(row) for _, row in rows("UTC")} == {len(TYPES)}


@pytest.mark.parametrize(("country", "tag"), [("UA", "uk"), ("AT", "de"), ("GB", "en"), ("ZZ", "en")])
def test_language(country: str, tag: str) -> None:
    assert language(country) == tag
