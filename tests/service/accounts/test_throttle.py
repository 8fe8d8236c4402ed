"""The throttle: so many in any minute, each key for itself, in bounded memory."""

import pytest

from service.accounts import throttle
from service.accounts.throttle import Throttle, network


def waits(times: list[float], limit: int = 2) -> list[float]:
    clock = iter(times)
    watch = Throttle(limit, 60, lambda: next(clock))
    return [watch.wait_s("key") for _ in times]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([0, 1], [0, 0]),
        ([0, 1, 2], [0, 0, 58]),
        ([0, 1, 59], [0, 0, 1]),
        ([0, 1, 60], [0, 0, 0]),
        ([0, 1, 60, 60.5, 61], [0, 0, 0, 0.5, 0]),
        ([0, 50, 55, 70, 71], [0, 0, 5, 0, 39]),
    ],
)
def test_at_most_two_in_any_minute(times: list[float], expected: list[float]) -> None:
    assert waits(times) == expected


def test_keys_do_not_share() -> None:
    watch = Throttle(1, 60, lambda: 0.0)
    assert [watch.wait_s(key) for key in ("a", "b", "a")] == [0, 0, 60]


def test_forgotten() -> None:
    watch = Throttle(1, 60, lambda: 0.0)
    watch.wait_s("a")
    watch.forget("a")
    assert watch.wait_s("a") == 0


def test_the_longest_unused_key_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MAX_KEYS", 2)
    watch = Throttle(1, 60, lambda: 0.0)
    for key in ("a", "b", "a", "c"):
        watch.wait_s(key)
    assert [watch.wait_s("a"), watch.wait_s("c"), watch.wait_s("b")] == [60, 60, 0]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_network(address: str, counted: str) -> None:
    assert network(address) == counted
