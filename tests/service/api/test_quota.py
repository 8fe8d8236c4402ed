"""A token's quota is kept in windows of ten minutes."""

import pytest

from service.api.quota import WINDOW_S, Quota


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_left_falls_to_nought_and_no_further() -> None:
    quota = Quota(2, Clock())
    assert [quota.take(1)[:2] for _ in range(4)] == [(True, 1), (True, 0), (False, 0), (False, 0)]


@pytest.mark.parametrize(("later", "allowed", "reset"), [(599.5, False, 1), (600.0, True, 600)])
def test_a_window_ends_ten_minutes_after_its_first_request(later: float, allowed: bool, reset: int) -> None:
    clock = Clock()
    quota = Quota(1, clock)
    quota.take(1)
    clock.now += later
    standing = quota.take(1)
    assert (standing.allowed, standing.reset_s) == (allowed, reset)


def test_tokens_are_counted_apart() -> None:
    quota = Quota(1, Clock())
    assert [quota.take(number).allowed for number in (1, 2, 1)] == [True, True, False]


def test_nought_is_no_limit() -> None:
    quota = Quota(0, Clock())
    assert all(quota.take(1).allowed for _ in range(1_000))
    assert quota.headers(quota.take(1)) == {}


def test_headers_are_those_of_the_draft() -> None:
    quota = Quota(1, Clock())
    policy = f'"token";q=1;w={WINDOW_S}'
    first, second = (quota.headers(quota.take(1)) for _ in range(2))
    assert first == {"RateLimit-Policy": policy, "RateLimit": '"token";r=0;t=600'}
    assert second == {**first, "Retry-After": "600"}
