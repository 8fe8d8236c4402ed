"""Cases of `agents`."""

from collections import Counter

import pytest

from service.collect.agents import DEVICES
from service.sample import agents
from service.sample.agents import AGENTS, SLOTS, TYPES, VIEWPORTS, rows, viewport_rows
from service.sample.wheels import bounds


def test_rows_fit_the_table() -> None:
    assert {len(row) for _, row in rows()} == {len(TYPES)}


def test_every_version_has_a_slot() -> None:
    assert all(first < end for first, end in bounds([weight for weight, _ in rows()], SLOTS))


def test_devices_are_those_of_beacons() -> None:
    assert {agent.device for agent in AGENTS} == set(VIEWPORTS) <= set(DEVICES)


def test_viewport_groups_are_those_of_the_agents() -> None:
    numbers = {row[0]: row[1] for _, row in rows()}
    assert [list(VIEWPORTS)[number] for number in numbers.values()] == list(numbers)
    assert [len(group) for group in viewport_rows()] == [len(widths) for widths in VIEWPORTS.values()]


@pytest.mark.parametrize(
    ("device", "share", "rate"), [("phone", 0.62, 0.15), ("desktop", 0.33, 0.33), ("tablet", 0.05, 0.17)]
)
def test_shares(device: str, share: float, rate: float) -> None:
    people = [agent for agent in agents.AGENTS if not agent.crawler]
    shares: Counter[str] = Counter()
    blocks: Counter[str] = Counter()
    for agent in people:
        shares[agent.device] += agent.share  # type: ignore[assignment]
        blocks[agent.device] += agent.share * agent.block_chance  # type: ignore[assignment]
    assert shares[device] / shares.total() == pytest.approx(share, abs=0.015)
    assert blocks[device] / shares[device] == pytest.approx(rate, abs=0.02)
