"""Every reason has a status and a sentence."""

import pytest

from service.collect.reasons import STATUS, Dropped


@pytest.mark.parametrize("reason", [reason for reason in STATUS if reason != "ok"])
def test_every_reason_has_a_sentence(reason: str) -> None:
    dropped = Dropped(reason)
    assert dropped.reason == reason
    assert str(dropped)[0].isupper()
    assert str(dropped).endswith(".")


def test_a_detail_follows_the_sentence() -> None:
    assert str(Dropped("invalid", "$.e is -1.")).endswith(" $.e is -1.")


def test_only_refusals_that_pass_are_worth_trying_again() -> None:
    assert {reason for reason, status in STATUS.items() if status in {429, 503}} == {
        "rate",
        "busy",
        "disk",
        "stopping",
    }
