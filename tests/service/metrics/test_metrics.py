"""Answers say what their numbers mean."""

import datetime as dt

import pytest

from service.metrics.metrics import Metrics
from service.metrics.query import METRICS, Query
from tests.service.metrics.conftest import TODAY


async def test_an_answer_tells_units_time_zone_and_rows(asked: Metrics) -> None:
    question = Query(
        site="demo", metrics=("views", "engaged_s", "rpm"), dimensions=("device",), from_=TODAY, to=TODAY
    )
    answer = await asked.answer(question)
    assert answer.meta["units"] == {"views": "views", "engaged_s": "s", "rpm": "UAH"}
    assert answer.meta["timezone"] == "Europe/Kyiv"
    assert answer.meta["rows"] == len(answer.rows)
    assert answer.meta["took_ms"] >= 0


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-11-02T21:59+00:00", "2026-11-02"), ("2026-11-02T22:00+00:00", "2026-11-03")]
)
def test_today_is_the_sites(asked: Metrics, moment: str, day: str) -> None:
    now_ms = int(dt.datetime.fromisoformat(moment).timestamp() * 1000)
    assert asked.today("demo", now_ms).isoformat() == day


def test_every_metric_says_what_it_is() -> None:
    for name, metric in METRICS.items():
        assert metric.name == name
        assert metric.definition.endswith(".")
        assert metric.unit in {"views", "readers", "s", "%", "share", "money"}
