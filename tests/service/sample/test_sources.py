"""Cases of `sources`."""

import pytest

from service.collect.channels import CHANNELS, channel
from service.sample.sources import SOURCES, TYPES, Source, rows


@pytest.mark.parametrize("source", [source for source in SOURCES if source.channel != "internal"])
def test_channels_are_what_beacons_would_get(source: Source) -> None:
    found = channel(source.referrer, frozenset(), source.utm_medium, source.utm_source, "")
    assert found == source.channel


def test_every_channel_comes() -> None:
    assert {source.channel for source in SOURCES} == set(CHANNELS)


@pytest.mark.parametrize(("country", "comes"), [("UA", True), ("GB", False)])
def test_some_come_in_one_country_only(country: str, comes: bool) -> None:
    assert any(row[0] == "ukr.net" for _, row in rows(country)) is comes


def test_rows_fit_the_table() -> None:
    assert {len(row) for _, row in rows("GB")} == {len(TYPES)}
