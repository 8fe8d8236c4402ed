"""One rule's panels."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.appealed import Appealed, appealed
from dashboards.pages.funnel import FUNNEL
from service.metrics.results import Results
from tests.dashboards.fakes import LABELS, TODAY, TOTALS, FakeMetrics, a_result, ask


class Changed(FakeMetrics):
    def __init__(self, **changes: Any) -> None:
        super().__init__()
        self.changes = changes

    async def results(
        self,
        site: str,  # noqa: ARG002 (the room's own signature)
        rule: int,
        first: dt.date,
        last: dt.date,
        curve: bool = True,  # noqa: ARG002 (the same)
    ) -> Results:
        return msgspec.structs.replace(a_result(rule, first, last), **self.changes)


@pytest.fixture(autouse=True)
def _some_appeals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LABELS, ("blocker",), [("requests",), ("none",)])
    for metric, _words in FUNNEL:
        monkeypatch.setitem(TOTALS, metric, 5)


async def made(metrics: FakeMetrics | None = None) -> Appealed:
    return await appealed(ask(metrics or FakeMetrics(), preset("7d", TODAY)), 7, "Phones")


async def test_every_part_has_its_own_name_and_numbers() -> None:
    parts = (await made()).parts
    assert [place.name for place, _panel in parts] == ["ledger-7", "still-7", "funnel-7", "variants-7"]
    assert all(panel.table and panel.table.rows for _place, panel in parts)


async def test_a_parts_place_answers_with_it() -> None:
    question = ask(FakeMetrics(), preset("7d", TODAY))
    for place, panel in (await made()).parts:
        assert await place.answer(question) is panel


async def test_the_curve_ends_with_the_last_day_that_anybody_was_watched() -> None:
    panel = (await made()).parts[1][1]
    assert panel.context["figure"]["data"][2]["x"] == [0, 1]
    assert panel.context["base"].startswith("of 40 readers who allowed ads")


async def test_without_anybody_there_is_no_curve() -> None:
    panel = (await made(Changed(curve=()))).parts[1][1]
    assert (panel.context["figure"], panel.context["base"]) == (None, "Nobody has allowed ads yet.")
