"""How many reports pass, by a clock that the tests turn."""

import pytest

from service.corrections.throttle import CALM_A_MINUTE, FLOODED_S, MOST_A_MINUTE, Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_address_sends_ten_at_once_and_six_a_minute(clock: Clock) -> None:
    throttle = Throttle(clock=clock)
    assert sum(throttle.address("192.0.2.1") for _ in range(20)) == 10
    clock.now += 60
    assert sum(throttle.address("192.0.2.1") for _ in range(20)) == 6


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:1::1", False),
    ],
)
def test_an_ipv6_address_is_its_network(clock: Clock, one: str, other: str, shared: bool) -> None:
    throttle = Throttle(clock=clock)
    for _ in range(10):
        throttle.address(one)
    assert throttle.address(other) is not shared


def test_an_address_without_a_limit(clock: Clock) -> None:
    throttle = Throttle(0, clock)
    assert all(throttle.address("192.0.2.1") for _ in range(1_000))


def test_a_site_is_flooded_by_more_than_is_calm_and_for_a_while(clock: Clock) -> None:
    throttle = Throttle(clock=clock)
    assert all(throttle.site("daily") for _ in range(CALM_A_MINUTE))
    assert not throttle.flooded("daily")
    assert throttle.site("daily")
    assert throttle.flooded("daily")
    assert not throttle.flooded("weekly")
    clock.now += FLOODED_S
    assert not throttle.flooded("daily")


def test_a_site_gets_so_many_and_no_more(clock: Clock) -> None:
    throttle = Throttle(clock=clock)
    assert sum(throttle.site("daily") for _ in range(2 * MOST_A_MINUTE)) == MOST_A_MINUTE
    assert throttle.site("weekly")


def test_questions_and_words_have_limits_of_their_own(clock: Clock) -> None:
    throttle = Throttle(1, clock)
    assert sum(throttle.asks("192.0.2.1") for _ in range(1_000)) == 200
    assert sum(throttle.words("daily") for _ in range(1_000)) == 100
    assert throttle.address("192.0.2.1")
