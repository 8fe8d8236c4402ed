"""Cases of the pseudonym, its salts and the day they live."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.pseudonym import SALT_BYTES, Salts, day_key, network, reader

SALT = bytes(range(SALT_BYTES))
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=600)
ZONES = [
    "UTC", "Europe/Kyiv", "Europe/London", "America/New_York", "America/Sao_Paulo",
    "America/Havana", "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Apia", "Pacific/Chatham", "America/St_Johns",
]  # fmt: skip


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp() * 1000)


def test_a_reader_is_the_same_all_day() -> None:
    assert reader(SALT, "site", "192.0.2.1", "UA") == reader(SALT, "site", "192.0.2.1", "UA")


@pytest.mark.parametrize(
    ("salt", "site", "address", "agent"),
    [
        (bytes(SALT_BYTES), "site", "192.0.2.1", "UA"),
        (SALT, "other", "192.0.2.1", "UA"),
        (SALT, "site", "192.0.2.2", "UA"),
        (SALT, "site", "192.0.2.1", "UB"),
        (SALT, "site1", "92.0.2.1", "UA"),
        (SALT, "site", "192.0.2.1U", "A"),
        (SALT, "site", "192.0.2.1", "UA\x00"),
    ],
)
def test_another_salt_site_address_or_agent_is_another_reader(
    salt: bytes, site: str, address: str, agent: str
) -> None:
    assert reader(salt, site, address, agent) != reader(SALT, "site", "192.0.2.1", "UA")


@pytest.mark.parametrize("salt", [b"", b"short", bytes(64)])
def test_a_salt_that_is_none_is_refused(salt: bytes) -> None:
    with pytest.raises(ValueError, match="a salt has 32 bytes"):
        reader(salt, "site", "192.0.2.1", "UA")


@given(st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES), ANYTHING, ANYTHING, ANYTHING)
def test_any_reader_is_a_positive_63_bit_number(salt: bytes, site: str, address: str, agent: str) -> None:
    assert 0 < reader(salt, site, address, agent) < 2**63


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::ffff", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::ffff:c000:201", "192.0.2.1"),
        ("", ""),
        ("unix:", "unix:"),
        ("testclient", "testclient"),
        ("x" * 2_048, "x" * 64),
        (":\ud800\x00\u202e", ":\ud800\x00\u202e"),
    ],
)
def test_network(address: str, kept: str) -> None:
    assert network(address) == kept


@given(ANYTHING | st.ip_addresses().map(str))
def test_network_never_raises(address: str) -> None:
    assert len(network(address)) <= 64


@pytest.mark.parametrize(
    ("timezone", "at", "key"),
    [
        ("UTC", "2026-11-23T23:59:59.999+00:00", "UTC 2026-11-23"),
        ("UTC", "2026-11-24T00:00:00+00:00", "UTC 2026-11-24"),
        ("Europe/Kyiv", "2026-11-23T21:59:59.999+00:00", "Europe/Kyiv 2026-11-23"),
        ("Europe/Kyiv", "2026-11-23T22:00:00+00:00", "Europe/Kyiv 2026-11-24"),
        # The nights the clocks change: 23 hours on 29 March 2026, 25 on 25 October.
        ("Europe/Kyiv", "2026-03-28T21:59:59.999+00:00", "Europe/Kyiv 2026-03-28"),
        ("Europe/Kyiv", "2026-03-28T22:00:00+00:00", "Europe/Kyiv 2026-03-29"),
        ("Europe/Kyiv", "2026-03-29T20:59:59.999+00:00", "Europe/Kyiv 2026-03-29"),
        ("Europe/Kyiv", "2026-03-29T21:00:00+00:00", "Europe/Kyiv 2026-03-30"),
        ("Europe/Kyiv", "2026-10-25T21:59:59.999+00:00", "Europe/Kyiv 2026-10-25"),
        ("Europe/Kyiv", "2026-10-25T22:00:00+00:00", "Europe/Kyiv 2026-10-26"),
        # Clocks that go from 24:00 to 01:00, and from 00:01 back to 23:01.
        ("Africa/Cairo", "2026-04-23T21:59:59.999+00:00", "Africa/Cairo 2026-04-23"),
        ("Africa/Cairo", "2026-04-23T22:00:00+00:00", "Africa/Cairo 2026-04-24"),
        ("America/St_Johns", "2010-11-07T02:30:30+00:00", "America/St_Johns 2010-11-07"),
        ("America/St_Johns", "2010-11-07T02:31:00+00:00", "America/St_Johns 2010-11-06"),
        # Samoa left out the 30th.
        ("Pacific/Apia", "2011-12-30T10:00:00+00:00", "Pacific/Apia 2011-12-31"),
    ],
)
def test_day_key(timezone: str, at: str, key: str) -> None:
    assert day_key(timezone, ms(at)) == key


@given(st.sampled_from(ZONES), st.integers(ms("1972-02-01T00:00:00+00:00"), ms("2099-12-31T00:00:00+00:00")))
def test_day_key_is_the_local_date(timezone: str, at_ms: int) -> None:
    local = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(timezone))
    assert day_key(timezone, at_ms) == f"{timezone} {local:%Y-%m-%d}"


@given(st.sampled_from(ZONES), st.integers())
def test_day_key_bears_any_moment(timezone: str, at_ms: int) -> None:
    assert day_key(timezone, at_ms).startswith(f"{timezone} ")


def test_day_key_refuses_a_zone_that_is_none() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        day_key("Europe/Atlantis", 0)


def test_a_salt_is_made_once_and_stored() -> None:
    stored: dict[str, bytes] = {}
    salts = Salts({}, stored.__setitem__)
    first = salts.salt("UTC 2026-11-23")
    assert salts.salt("UTC 2026-11-23") == first == stored["UTC 2026-11-23"]
    assert len(first) == SALT_BYTES


def test_every_day_has_a_salt_of_its_own() -> None:
    salts = Salts({}, lambda _key, _salt: None)
    assert salts.salt("UTC 2026-11-23") != salts.salt("UTC 2026-11-24")


def test_a_loaded_salt_goes_on() -> None:
    stored: dict[str, bytes] = {}
    assert Salts({"UTC 2026-11-23": SALT}, stored.__setitem__).salt("UTC 2026-11-23") == SALT
    assert stored == {}


def test_a_salt_that_could_not_be_stored_is_not_used() -> None:
    def full(_key: str, _salt: bytes) -> None:
        raise OSError("disk full")

    salts = Salts({}, full)
    with pytest.raises(OSError, match="disk full"):
        salts.salt("UTC 2026-11-23")
    assert salts.expire(0, []) == []


def test_expire_keeps_the_present_day_of_each_zone() -> None:
    keys = [
        "America/New_York 2026-11-23",
        "Asia/Tokyo 2026-11-23",
        "Asia/Tokyo 2026-11-24",
        "Europe/Kyiv 2026-11-22",
        "Europe/Kyiv 2026-11-23",
        "Europe/Paris 2026-11-23",
    ]
    salts = Salts(dict.fromkeys(keys, SALT), lambda _key, _salt: None)
    now = ms("2026-11-23T20:00:00+00:00")
    over = salts.expire(now, ["America/New_York", "Asia/Tokyo", "Europe/Kyiv"])
    assert over == ["Asia/Tokyo 2026-11-23", "Europe/Kyiv 2026-11-22", "Europe/Paris 2026-11-23"]


def test_an_expired_salt_never_comes_back() -> None:
    salts = Salts({"UTC 2026-11-22": SALT}, lambda _key, _salt: None)
    salts.expire(ms("2026-11-23T00:00:00+00:00"), ["UTC"])
    assert salts.salt("UTC 2026-11-22") != SALT
