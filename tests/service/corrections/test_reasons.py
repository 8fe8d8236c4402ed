"""Every answer has a status, every refusal a sentence."""

from pathlib import Path

import pytest

from service.collect import reasons
from service.corrections.reasons import RETRY_S, STATUS, Turned

ROOT = Path(__file__).parents[3]
REFUSALS = [reason for reason, status in STATUS.items() if status >= 400]


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_has_a_sentence(reason: str) -> None:
    turned = Turned(reason)
    assert turned.reason == reason
    assert str(turned)[0].isupper()
    assert str(turned).endswith(".")


@pytest.mark.parametrize("reason", ["off", "invalid"])
def test_a_detail_follows_the_sentence(reason: str) -> None:
    assert str(Turned(reason, "$.exact is empty.")).endswith(". $.exact is empty.")


@pytest.mark.parametrize("reason", STATUS.keys() & reasons.STATUS.keys())
def test_a_reason_of_beacons_means_the_same(reason: str) -> None:
    assert STATUS[reason] == reasons.STATUS[reason]


@pytest.mark.parametrize("reason", STATUS.keys() - {"honeypot", "told"})
def test_the_wire_explains_it(reason: str) -> None:
    chapter = (ROOT / "docs" / "wire.md").read_text("utf-8").partition("## Reports of mistakes")[2]
    assert f"`{reason}`" in chapter


def test_whoever_may_come_again_is_told_when() -> None:
    assert {reason for reason, status in STATUS.items() if status in {429, 503}} == set(RETRY_S)
