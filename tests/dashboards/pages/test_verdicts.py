"""Verdicts in words."""

from typing import get_args

import pytest

from dashboards.pages.verdicts import verdict_words
from service.metrics.sequential import Interval
from service.metrics.verdict import Kind, Size, Verdict, judge


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_sentence(kind: Kind) -> None:
    assert verdict_words(Verdict(kind, "", 3)).endswith(".")


@pytest.mark.parametrize(
    ("net", "readers"),
    [
        (Interval(1, 0.5, 1.5), 500),
        (Interval(-1, -1.5, -0.5), 500),
        (Interval(1, -9, 9), 500),
        (Interval(1, 0, 2), 50),
    ],
)
def test_in_english_it_is_the_verdicts_own(net: Interval, readers: int) -> None:
    found = judge(net, Size(readers, 50), Size(readers, 50), 20)
    assert verdict_words(found) == found.words
