"""Cases of the limiter, by a clock of the test's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect import limiter
from service.collect.limiter import Limiter


class Clock:
    """Says the time it was last set to, seconds."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def allowed(limits: Limiter, address: str, tries: int) -> int:
    return sum(limits.allow(address) for _ in range(tries))


@pytest.mark.parametrize(("rate", "burst"), [(1, 1), (3, 3), (0.1, 7), (20, 40), (1_000, 1), (7, 2.5)])
def test_a_burst_then_no_more(rate: float, burst: float) -> None:
    assert allowed(Limiter(rate, burst, Clock()), "192.0.2.1", 100) == int(burst)


@pytest.mark.parametrize(("wait", "more"), [(0.4, 0), (0.5, 1), (1.2, 2), (3600, 10)])
def test_tokens_come_back_at_the_rate(wait: float, more: int) -> None:
    clock = Clock()
    limits = Limiter(2, 10, clock)
    allowed(limits, "192.0.2.1", 100)
    clock.now += wait
    assert allowed(limits, "192.0.2.1", 100) == more


def test_what_is_refused_does_not_count() -> None:
    clock = Clock()
    limits = Limiter(1, 1, clock)
    allowed(limits, "192.0.2.1", 1_000)
    clock.now += 1
    assert limits.allow("192.0.2.1")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_who_shares_a_bucket(one: str, other: str, shared: bool) -> None:
    limits = Limiter(1, 1, Clock())
    limits.allow(one)
    assert limits.allow(other) is not shared


def test_rate_0_is_off() -> None:
    limits = Limiter(0, 1, Clock())
    assert allowed(limits, "192.0.2.1", 1_000) == 1_000
    assert len(limits) == 0


@pytest.mark.parametrize(
    ("rate", "burst"), [(-1, 5), (1, 0.5), (1, 0), (float("nan"), 5), (1, float("nan")), (float("inf"), 5)]
)
def test_impossible_limits_are_refused(rate: float, burst: float) -> None:
    with pytest.raises(ValueError, match="must be 0 or more"):
        Limiter(rate, burst)


def test_the_address_not_seen_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "MOST_ADDRESSES", 3)
    limits = Limiter(1, 1, Clock())
    for address in ("a", "b", "c", "a", "d"):
        limits.allow(address)
    assert (len(limits), limits.allow("a"), limits.allow("b")) == (3, False, True)


@given(
    rate=st.floats(0.01, 1_000),
    burst=st.floats(1, 100),
    waits=st.lists(st.floats(0, 10), max_size=200),
)
def test_never_more_than_burst_and_rate(rate: float, burst: float, waits: list[float]) -> None:
    clock = Clock()
    limits = Limiter(rate, burst, clock)
    times: list[float] = []
    for wait in waits:
        clock.now += wait
        if limits.allow("192.0.2.1"):
            times.append(clock.now)
    for first, start in enumerate(times):
        for last in range(first, len(times)):
            assert last - first + 1 <= burst + rate * (times[last] - start) + 1e-3


@given(rate=st.floats(0.01, 1_000), burst=st.floats(1, 100), tries=st.integers(1, 300))
def test_a_slow_reader_is_never_refused(rate: float, burst: float, tries: int) -> None:
    clock = Clock()
    limits = Limiter(rate, burst, clock)
    for _ in range(tries):
        assert limits.allow("192.0.2.1")
        clock.now += 1 / rate


@given(st.text(st.characters(exclude_categories=()), max_size=2_048))
def test_any_address_is_borne(address: str) -> None:
    assert Limiter(1, 1, Clock()).allow(address)
