import msgspec
import pytest

from dashboards.dates import preset
from dashboards.figures.confidence import Step
from dashboards.pages.ask import Ask
from dashboards.pages.states import how_sure, read_steps, states
from service.events import BLOCKER_STATES
from service.metrics.query import Row
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask


def question(metrics: FakeMetrics | None = None) -> Ask:
    return ask(metrics or FakeMetrics(), preset("7d", TODAY))


async def test_all_seven_states_are_told_those_without_views_too() -> None:
    panel = await states(question())
    assert panel.table
    assert panel.table.keys == BLOCKER_STATES
    assert [row[5] for row in panel.table.rows] == [1_234, 1_234, 0, 0, 0, 0, 1_234]


async def test_shares_are_of_all_views() -> None:
    panel = await states(question())
    assert panel.context["base"] == "of 3,702 views"
    assert panel.context["ranks"][0].cells == ("1,234", "33.3%", "not blocked")


async def test_each_state_says_what_it_counts_as() -> None:
    ranks = (await states(question())).context["ranks"]
    assert [rank.cells[2] for rank in ranks] == [
        "not blocked",
        *["blocked"] * 3,
        "not blocked",
        *["not known"] * 2,
    ]


async def test_the_days_compared_with_have_a_column() -> None:
    asking = question()
    compared = msgspec.structs.replace(
        asking, shown=msgspec.structs.replace(asking.shown, compare="previous")
    )
    assert (await states(compared)).context["ranks"][0].cells[2] == "33.3%"


@pytest.mark.parametrize("panel", [states, how_sure])
async def test_without_views_there_is_nothing_to_show(panel: type) -> None:
    context = (await panel(question(FakeMetrics(NOTHING)))).context
    shown = context.get("ranks") or context["figure"]
    assert not shown


@pytest.mark.parametrize(
    ("rows", "step"),
    [
        ([], Step(90, 0, 0)),
        ([Row((90,), (30, 10))], Step(90, 30, 10)),
        ([Row((90,), (30, None))], Step(90, 30, 0)),
    ],
)
def test_rows_become_ten_steps(rows: list[Row], step: Step) -> None:
    steps = read_steps(rows)
    assert (len(steps), steps[-1]) == (10, step)


async def test_how_sure_says_its_base() -> None:
    base = (await how_sure(question())).context["base"]
    assert base == "50.0% of 2,000 views in which detection concluded have a confidence of 90 or more"
