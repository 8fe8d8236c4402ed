"""The bench's rules decide what it says that they do."""

import pytest

from service.appeals.decide import decide
from tests.bench import decide as bench

CASES = {name: (ruleset, reader) for name, ruleset, reader in bench._cases()}


@pytest.mark.parametrize(
    ("name", "asks"), [("none", 0), ("last", bench.RULES), ("first", 0), ("wild", 0), ("many", 0)]
)
def test_a_case_is_decided_as_it_says(name: str, asks: int) -> None:
    ruleset, reader = CASES[name]
    assert len(ruleset.rules) == bench.RULES
    assert decide(ruleset, reader, bench.NOW_MS).rule == asks


def test_every_rule_is_read_to_its_end() -> None:
    for name in ("none", "wild", "many"):
        assert set(decide(*CASES[name], bench.NOW_MS).trace) == {"conditions"}
