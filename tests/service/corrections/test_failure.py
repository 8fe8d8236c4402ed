"""Failures: kept as text and values, and said again."""

import pytest

from service.corrections.failure import Failure, words


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (Failure("It broke."), "It broke."),
        (Failure("%(host)s answers %(status)s.", host="h.example", status="500"), "h.example answers 500."),
        (Failure("%(words)s", words="550 100% <b>no</b> %(x)s"), "550 100% <b>no</b> %(x)s"),
        (Failure(""), ""),
    ],
)
def test_kept_and_said(failure: Failure, said: str) -> None:
    assert (words(failure.kept), str(failure)) == (said, said)


def test_nothing_kept_is_nothing_said() -> None:
    assert words("") == ""
