"""Cases of `Countries`, over MaxMind-format files that the tests write themselves."""

import ipaddress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.countries import Countries
from service.config import ConfigError

_STRING, _UINT16, _UINT32, _MAP, _UINT64, _ARRAY = 2, 5, 6, 7, 9, 11
#: Metadata that the format wants in a certain width; any other number is a uint32.
_WIDTHS = {
    "record_size": _UINT16,
    "ip_version": _UINT16,
    "binary_format_major_version": _UINT16,
    "binary_format_minor_version": _UINT16,
    "build_epoch": _UINT64,
}
_BYTES = {_UINT16: 2, _UINT32: 4, _UINT64: 8}


def field(value: object, number: int = _UINT32) -> bytes:
    """A value as the format's data section holds it (MaxMind DB file format 2.0)."""
    if isinstance(value, str):
        return _control(_STRING, len(value.encode())) + value.encode()
    if isinstance(value, dict):
        pairs = b"".join(field(key) + field(item, _WIDTHS.get(key, _UINT32)) for key, item in value.items())
        return _control(_MAP, len(value)) + pairs
    if isinstance(value, list):
        return _control(_ARRAY, len(value)) + b"".join(map(field, value))
    assert isinstance(value, int)
    return _control(number, _BYTES[number]) + value.to_bytes(_BYTES[number], "big")


def _control(kind: int, size: int) -> bytes:
    assert size < 285
    low, rest = (size, b"") if size < 29 else (29, bytes([size - 29]))
    return bytes([kind << 5 | low]) + rest if kind < 8 else bytes([low, kind - 7]) + rest


def database(rows: dict[str, object], *, ip_version: int = 6, kind: str = "Test-Country") -> bytes:
    """A file that maps networks to records; IPv4 networks lie under ::/96, as MaxMind's do."""
    nodes: list[list[int]] = [[0, 0]]
    data, leaves = b"", []
    for network, record in rows.items():
        at, bits = 0, _bits(network, ip_version)
        for bit in bits[:-1]:
            if not nodes[at][bit]:
                nodes.append([0, 0])
                nodes[at][bit] = len(nodes) - 1
            at = nodes[at][bit]
        leaves.append((at, bits[-1], len(data)))
        data += field(record)
    count = len(nodes)
    tree = [[branch or count for branch in node] for node in nodes]
    for at, bit, offset in leaves:
        tree[at][bit] = count + 16 + offset
    packed = b"".join(branch.to_bytes(3, "big") for node in tree for branch in node)
    return packed + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + field(_metadata(count, ip_version, kind))


def _bits(network: str, ip_version: int) -> list[int]:
    parsed = ipaddress.ip_network(network)
    width = 128 if ip_version == 6 else 32
    length = parsed.prefixlen + width - parsed.max_prefixlen
    return [int(parsed.network_address) >> (width - 1 - bit) & 1 for bit in range(length)]


def _metadata(count: int, ip_version: int, kind: str) -> dict[str, object]:
    return {
        "node_count": count,
        "record_size": 24,
        "ip_version": ip_version,
        "database_type": kind,
        "languages": ["en"],
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": 1_790_000_000,
        "description": {"en": "made by a test"},
    }


ROWS: dict[str, object] = {
    "192.0.2.0/24": {"country": {"iso_code": "UA", "names": {"en": "Ukraine"}}, "continent": {"code": "EU"}},
    "198.51.100.0/24": {"country_code": "DE"},
    "203.0.113.0/24": {"country": "PL"},
    "10.0.0.0/8": {"continent": {"code": "EU"}},
    "11.0.0.0/8": {"country": {"iso_code": "Ukraine"}},
    "12.0.0.0/8": {"country_code": "ua"},
    "13.0.0.0/8": {"country": {"iso_code": 380}},
    "14.0.0.0/8": "UA",
    "2001:db8::/32": {"country": {"iso_code": "FR"}},
}


@pytest.fixture(scope="module")
def countries(tmp_path_factory: pytest.TempPathFactory) -> Countries:
    file = tmp_path_factory.mktemp("countries") / "country.mmdb"
    file.write_bytes(database(ROWS))
    return Countries(file)


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("192.0.2.77", "UA"),
        ("::ffff:192.0.2.77", "UA"),
        ("198.51.100.1", "DE"),
        ("203.0.113.1", "PL"),
        ("2001:db8:1:2::3", "FR"),
        ("2001:db9::1", ""),
        ("9.9.9.9", ""),
        ("10.0.0.1", ""),
        ("11.0.0.1", ""),
        ("12.0.0.1", ""),
        ("13.0.0.1", ""),
        ("14.0.0.1", ""),
        ("", ""),
        ("localhost", ""),
        ("192.0.2.77\x00", ""),
        ("999.0.0.1", ""),
        ("\ud800", ""),
    ],
)
def test_country(countries: Countries, address: str, country: str) -> None:
    assert countries.country(address) == country


@given(st.text(st.characters(exclude_categories=()), max_size=100) | st.ip_addresses().map(str))
def test_country_never_raises(countries: Countries, address: str) -> None:
    assert len(countries.country(address)) in {0, 2}


def test_no_file_knows_no_country() -> None:
    assert Countries().country("192.0.2.77") == ""


def test_an_ipv4_file_knows_no_ipv6(tmp_path: Path) -> None:
    file = tmp_path / "country.mmdb"
    file.write_bytes(database({"192.0.2.0/24": {"country_code": "UA"}}, ip_version=4))
    countries = Countries(file)
    assert (countries.country("192.0.2.1"), countries.country("2001:db8::1")) == ("UA", "")


def test_a_closed_file_knows_no_country(tmp_path: Path) -> None:
    file = tmp_path / "country.mmdb"
    file.write_bytes(database(ROWS))
    countries = Countries(file)
    countries.country("192.0.2.77")
    countries.close()
    countries.close()
    assert countries.country("192.0.2.77") == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a readable MaxMind-format file"),
        (b"country,code\nUkraine,UA\n", "is not a readable MaxMind-format file"),
        (database(ROWS)[-200:], "is not a readable MaxMind-format file"),
        (
            database({"192.0.2.0/24": {"autonomous_system_number": 1}}, kind="ASN"),
            "'ASN' and holds no countries",
        ),
    ],
    ids=["empty", "csv", "cut off", "asn"],
)
def test_a_wrong_file_is_said_at_start(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "country.mmdb"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=message):
        Countries(file)


def test_a_missing_file_is_said_at_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.mmdb is not a readable"):
        Countries(tmp_path / "none.mmdb")


def test_a_folder_is_said_at_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not a readable"):
        Countries(tmp_path)
