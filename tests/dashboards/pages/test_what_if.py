"""What a part of the blocked views would bring."""

import datetime as dt

import msgspec
import pytest

from dashboards.dates import Range, preset
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.what_if import MONTH, amount, days_known, what_if
from dashboards.table import Value
from service.metrics.query import QueryError
from tests.dashboards.fakes import LABELS, NOTHING, TODAY, TOTALS, FakeMetrics, ask

OVER = Range(dt.date(2025, 11, 1), dt.date(2025, 11, 20), "custom", TODAY)
#: What is over of the day of the tests, which is at 14:00 in Kyiv.
GONE = 14 / 24


@pytest.fixture(autouse=True)
def _since_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, ("day",), [("2025-11-01",)])


def question(days: Range = OVER, part: str = "", values: dict[str, float | None] | None = None) -> Ask:
    made = ask(FakeMetrics(values), days)
    own = (("part", part),) if part else ()
    return msgspec.structs.replace(made, shown=msgspec.structs.replace(made.shown, own=own))


@pytest.mark.parametrize(
    ("at_risk", "blocked", "share", "days", "expected"),
    [
        (100.0, 30, 0.1, MONTH, 10.0),
        (100.0, 30, 0.5, MONTH / 2, 100.0),
        (0.0, 30, 0.1, 5, 0.0),
        (None, 30, 0.1, 5, None),
        (100.0, 29, 0.1, 5, None),
        (100.0, 30, 0.1, 0.9, None),
    ],
)
def test_a_month_of_it(
    at_risk: float | None, blocked: float, share: float, days: float, expected: float | None
) -> None:
    assert amount(at_risk, blocked, share, days) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("days", "first", "known"),
    [
        (OVER, "2025-11-01", 20),
        (OVER, "2025-11-18", 3),
        (preset("7d", TODAY), "2025-11-17", 6 + GONE),
        (preset("7d", TODAY), "2025-11-23", GONE),
    ],
)
async def test_days_without_views_before_the_first_do_not_count(
    days: Range, first: str, known: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LABELS, ("day",), [(first,)])
    assert await days_known(question(days)) == pytest.approx(known)


@pytest.mark.parametrize(
    ("part", "words"), [("", "526.07 EUR a month"), ("5", "263.03 EUR a month"), ("50", "2,630 EUR a month")]
)
async def test_the_part_is_chosen_by_the_address(part: str, words: str) -> None:
    assert (await what_if(question(part=part))).context["amount"].replace("\u00a0", " ") == words


@pytest.mark.parametrize("part", ["0", "11", "%", "many"])
async def test_another_part_is_told_to_be_none(part: str) -> None:
    with pytest.raises(QueryError, match="5, 10, 20, 50"):
        await what_if(question(part=part))


def told(panel: Panel) -> tuple[str, set[Value]]:
    """The headline, and all amounts of the table, which is the file's too."""
    assert panel.table is not None
    return panel.context["amount"], {value for row in panel.table.rows for value in row[2:]}


@pytest.mark.parametrize("values", [{"blocked_views": 29}, {"revenue_at_risk": None}])
async def test_of_too_few_nothing_is_made_up(
    values: dict[str, float | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in values.items():
        monkeypatch.setitem(TOTALS, name, value)
    assert told(await what_if(question())) == ("too few", {None})


async def test_of_less_than_a_day_no_month_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, ("day",), [(str(TODAY),)])
    assert told(await what_if(question(preset("today", TODAY)))) == ("too few", {None})


async def test_without_views_there_is_nothing() -> None:
    assert (await what_if(question(values=NOTHING))).context["amount"] == ""


@pytest.mark.parametrize(("first", "notes"), [("2025-11-14", 2), ("2025-11-15", 3)])
async def test_less_than_a_week_is_a_first_guess(
    first: str, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LABELS, ("day",), [(first,)])
    assert len((await what_if(question())).context["notes"]) == notes


async def test_the_table_tells_every_part() -> None:
    table = (await what_if(question())).table
    assert table is not None
    assert [row[:2] for row in table.rows] == [(0.05, 12), (0.1, 25), (0.2, 50), (0.5, 125)]
