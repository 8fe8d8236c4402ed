"""Addresses: what is public is called, what is not is refused in every spelling."""

import pytest

from service.corrections.addresses import Policy, Target, check_public, is_public, read_target
from service.corrections.failure import Failure

PUBLIC = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"]
FORBIDDEN = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.9",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "2a00:1450::5efe:7f00:1",
    "2a00:1450::200:5efe:7f00:1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "localhost",
    "",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", FORBIDDEN)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("addresses", "fits"),
    [(["8.8.8.8"], True), (["8.8.8.8", "10.0.0.1"], False), (["10.0.0.1", "8.8.8.8"], False), ([], False)],
)
def test_every_address_of_a_host_is_looked_at(addresses: list[str], fits: bool) -> None:
    if fits:
        check_public("h.example", addresses)
    else:
        with pytest.raises(Failure, match=r"h\.example"):
            check_public("h.example", addresses)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://h.example", Target(True, "h.example", 443, "/")),
        ("https://H.Example.:8443/a/b?c=d", Target(True, "h.example", 8443, "/a/b?c=d")),
        ("https://h.example?c=d", Target(True, "h.example", 443, "/?c=d")),
        ("https://xn--80ak6aa92e.example/", Target(True, "xn--80ak6aa92e.example", 443, "/")),
        ("https://a_b.example/", Target(True, "a_b.example", 443, "/")),
        ("https://8.8.8.8/", Target(True, "8.8.8.8", 443, "/")),
        ("https://[2606:4700::1111]/", Target(True, "2606:4700::1111", 443, "/")),
    ],
)
def test_taken_apart(url: str, target: Target) -> None:
    assert read_target(url) == target


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://h.example/", "https"),
        ("ftp://h.example/", "https"),
        ("file:///etc/passwd", "https"),
        ("gopher://h.example/", "https"),
        ("h.example", "https"),
        ("//h.example", "https"),
        ("https://", "no address"),
        ("https:///path", "no address"),
        ("https://h.example/#part", "no address"),
        ("https://h.example:x/", "no address"),
        ("https://h.example:99999/", "no address"),
        ("https://[::1", "no address"),
        ("https://-h.example/", "no address"),
        ("https://h..example/", "no address"),
        (f"https://{'h' * 64}.example/", "no address"),
        (f"https://{'h.' * 130}example/", "no address"),
        ("https://h%2eexample/", "no address"),
        ("https://user:pass@h.example/", "no user"),
        ("https://user@h.example/", "no user"),
        ("https://8.8.8.8@127.0.0.1/", "no user"),
        ("https://h.example:22/", "443 or 8443"),
        ("https://h.example:25/", "443 or 8443"),
        ("https://h.example:80/", "443 or 8443"),
        ("https://2130706433/", "by its name"),
        ("https://0x7f000001/", "by its name"),
        ("https://0x7f.1/", "by its name"),
        ("https://0177.0.0.1/", "by its name"),
        ("https://127.1/", "by its name"),
        ("https://h.0x7f/", "by its name"),
        ("https://134744072/", "by its name"),
        ("https://127.0.0.1/", "no public address"),
        ("https://169.254.169.254/latest/", "no public address"),
        ("https://[::1]/", "no public address"),
        ("https://[::ffff:127.0.0.1]/", "no public address"),
        ("https://[::ffff:7f00:1]/", "no public address"),
        ("https://[64:ff9b::7f00:1]/", "no public address"),
        ("https://h.example\\@127.0.0.1/", "ASCII"),
        ("https://h.example/a b", "ASCII"),
        ("https://h.example/a\r\nHost: b", "ASCII"),
        ("https://h.example/\t", "ASCII"),
        ("https://１２７.０.０.１/", "ASCII"),
        ("https://ⓔxample.org/", "ASCII"),
        (f"https://h.example/{'a' * 1000}", "1,000"),
    ],
)
def test_refused_with_what_would_be_right(url: str, says: str) -> None:
    with pytest.raises(Failure, match=says) as refused:
        read_target(url)
    assert refused.value.final


@pytest.mark.parametrize(
    ("target", "authority"),
    [
        (Target(True, "h.example", 443, "/"), "h.example"),
        (Target(True, "h.example", 8443, "/"), "h.example:8443"),
        (Target(True, "2606:4700::1111", 8443, "/"), "[2606:4700::1111]:8443"),
        (Target(False, "h.example", 80, "/"), "h.example"),
    ],
)
def test_authority(target: Target, authority: str) -> None:
    assert target.authority == authority


def test_only_a_test_may_call_more() -> None:
    loose = Policy(frozenset({9000}), frozenset({"127.0.0.1"}), plain=True)
    assert read_target("http://127.0.0.1:9000/", loose) == Target(False, "127.0.0.1", 9000, "/")
