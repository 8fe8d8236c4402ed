"""A week's question from memory: 10 to 16 Nov 2025, a Monday to a Sunday, against 3 to 9 Nov."""

import datetime as dt

import msgspec

from dashboards.pages.ask import Ask
from dashboards.report.letter import Letters
from dashboards.report.week import shown_week
from service.metrics.metrics import Answer
from service.metrics.query import Query, Row, check
from tests.dashboards.fakes import HOSTILE, NO_META, NOW, TODAY, FakeMetrics, ask, some_titles

MONDAY = dt.date(2025, 11, 10)


class Weeks(FakeMetrics):
    """Twice as much in the week as before it; nothing on its Sunday, too little known on its Saturday."""

    async def answer(self, query: Query) -> Answer:
        check(query)
        self.asked.append(query)
        if query.dimensions == ("day",):
            days = [query.from_ + dt.timedelta(n) for n in range(6)]
            return Answer(tuple(Row((str(day),), self.row(query, day)) for day in days), NO_META)
        labels: dict[tuple[str, ...], list[tuple[str, ...]]] = {
            (): [()],
            ("article",): [("/a",), ("/hostile",)],
            ("rule",): [("0",), ("1",), ("2",)],
        }
        found = labels[query.dimensions]
        return Answer(tuple(Row(label, self.row(query, query.from_)) for label in found), NO_META)

    def row(self, query: Query, day: dt.date) -> tuple[float | None, ...]:
        times = 1 if day < MONDAY else 2
        values = dict(self.values)
        if query.dimensions == ("day",) and day.weekday() == 5:
            values["concluded_views"] = 14
        rates = {"block_rate", "read_rate"}
        return tuple(
            value if (value := values[name]) is None or name in rates else value * times
            for name in query.metrics
        )


async def names(site: str) -> dict[int, str]:
    return {1: HOSTILE}


def week_ask(metrics: FakeMetrics) -> Ask:
    whole = ask(metrics, shown_week(MONDAY, TODAY).range)
    return msgspec.structs.replace(whole, shown=shown_week(MONDAY, TODAY), titles=some_titles)


def letters(metrics: FakeMetrics, home: str = "https://k.example") -> Letters:
    return Letters(metrics, some_titles, names, home, lambda: NOW)
