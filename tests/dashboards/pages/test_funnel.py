"""How far appeals came, by blocker state."""

import pytest

from dashboards.dates import preset
from dashboards.numbers import Numbers
from dashboards.pages.funnel import FUNNEL, Funnel, ask_funnel, funnel_table, steps
from tests.dashboards.fakes import LABELS, TODAY, TOTALS, FakeMetrics, ask

COUNTS = ((1_000, 900), (500, 300), (0, 0))
REST = (0,) * (len(FUNNEL) - 2)
FOUND = Funnel(("requests", "cosmetic", "dns"), tuple((*counts, *REST) for counts in COUNTS))


def test_shares_are_of_the_first_step() -> None:
    first, second, *_others = steps(FOUND, Numbers())
    assert (first.count, first.share, first.width) == ("1,500", "100.0%", 100.0)
    assert (second.count, second.share, second.width) == ("1,200", "80.0%", 80.0)


@pytest.mark.parametrize(
    ("state", "cell"),
    [(0, ("Requests", "900", "90.0%")), (1, ("Hidden", "300", "60.0%")), (2, ("Network", "0", "–"))],
)
def test_each_blocker_has_its_own_base(state: int, cell: tuple[str, str, str]) -> None:
    found = steps(FOUND, Numbers())[1].ways[state]
    assert (found.head, found.count, found.share) == cell


def test_of_nobody_there_are_steps_too() -> None:
    empty = Funnel(("requests",), ((0,) * len(FUNNEL),))
    assert {(step.count, step.share, step.width) for step in steps(empty, Numbers())} == {("0", "–", 0.0)}


def test_the_table_has_the_counts_and_with_days_before_a_column_more() -> None:
    assert funnel_table(FOUND).rows[1][1:] == (1_200, 0.8, 900, 300, 0)
    compared = Funnel(FOUND.states, FOUND.counts, (7,) * len(FUNNEL))
    assert funnel_table(compared).rows[1][1:] == (1_200, 0.8, 900, 300, 0, 7)


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ((("requests",), ("none",)), ("requests", "cosmetic", "dns", "")),
        ((("requests",), ("dns",)), ("requests", "cosmetic", "dns")),
        ((), ("requests", "cosmetic", "dns")),
    ],
)
async def test_states_that_block_nothing_are_one_column(
    states: tuple[tuple[str], ...], shown: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LABELS, ("blocker",), list(states))
    for metric, _words in FUNNEL:
        monkeypatch.setitem(TOTALS, metric, 5)
    metrics = FakeMetrics()
    found = await ask_funnel(ask(metrics, preset("7d", TODAY)), 4)
    assert found.states == shown
    assert ("is", "rule", ("4",)) in metrics.asked[0].filters
