"""What happened: notes and rules' doings on the site's own days, and the point of the axis they stand at."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.ask import Ask, Event
from dashboards.pages.happened import events_of, marks
from dashboards.pages.series import series
from dashboards.pages.trends import views
from dashboards.respond import render
from dashboards.shown import Grain
from service.catalog.annotations import Annotation
from service.catalog.happenings import Happening, What
from tests.dashboards.fakes import HOSTILE, TODAY, FakeMetrics, ask

KYIV = ZoneInfo("Europe/Kyiv")
DAY = dt.date(2025, 11, 20)


class Kept:
    """A catalog with these notes and doings; keeps what it was asked."""

    def __init__(self, notes: Sequence[tuple[int, str]] = (), done: Sequence[tuple[str, What]] = ()) -> None:
        self.notes, self.done = notes, done
        self.asked: list[tuple[int, int]] = []

    async def annotations(self, _site: str, _first: dt.date, _last: dt.date) -> list[Annotation]:
        return [
            Annotation(id=1, site="herald", day=DAY + dt.timedelta(day), text=text, person="", created_at=0)
            for day, text in self.notes
        ]

    async def happenings(self, _site: str, since: int, until: int) -> list[Happening]:
        self.asked.append((since, until))
        return [
            Happening(
                rule=1, name="Ask", what=what, at=round(dt.datetime.fromisoformat(at).timestamp() * 1000)
            )
            for at, what in self.done
        ]


def asking(*events: Event, name: str = "7d", grain: Grain = "day") -> Ask:
    async def found(_site: str, _first: dt.date, _last: dt.date) -> Sequence[Event]:
        return events

    asked = msgspec.structs.replace(ask(FakeMetrics(), preset(name, TODAY)), events=found)
    return msgspec.structs.replace(asked, shown=msgspec.structs.replace(asked.shown, grain=grain))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("live", "Appeal “Ask” went live"),
        ("changed", "Appeal “Ask” changed"),
        ("paused", "Appeal “Ask” paused"),
        ("resumed", "Appeal “Ask” went on"),
        ("archived", "Appeal “Ask” archived"),
    ],
)
async def test_what_became_of_a_rule_in_words(what: What, words: str) -> None:
    events = events_of(Kept(done=[("2025-11-20T12:00+02:00", what)]), lambda _: KYIV)
    assert await events("herald", DAY, DAY) == [Event(DAY, words)]


async def test_days_are_the_sites_own() -> None:
    kept = Kept(done=[("2025-11-19T22:30+00:00", "live")])
    (event,) = await events_of(kept, lambda _: KYIV)("herald", DAY, DAY)
    begins = dt.datetime(2025, 11, 20, tzinfo=KYIV).timestamp() * 1000
    assert (event.day, kept.asked) == (DAY, [(begins, begins + 86_400_000)])


async def test_notes_and_rules_stand_by_day_and_what_is_said_twice_once() -> None:
    kept = Kept([(1, "b"), (-1, "a")], [("2025-11-20T12:00+02:00", "changed")] * 2)
    events = await events_of(kept, lambda _: KYIV)("herald", DAY, DAY)
    assert [event.text for event in events] == ["a", "Appeal “Ask” changed", "b"]


@pytest.mark.parametrize(
    ("name", "grain", "point"),
    [
        ("7d", "day", "2025-11-20"),
        ("7d", "hour", "2025-11-20 00:00"),
        ("30d", "week", "2025-11-17"),
        ("90d", "month", "2025-11"),
    ],
)
async def test_the_point_that_a_day_is_in(name: str, grain: Grain, point: str) -> None:
    asked = asking(Event(DAY, "Storm"), name=name, grain=grain)
    points = series((), asked.range, grain, [])
    assert await marks(asked, points) == [(point, "Thu, 20 Nov 2025: Storm")]


async def test_what_shares_a_point_shares_a_mark() -> None:
    days = [Event(DAY, "a"), Event(DAY, "b"), Event(DAY + dt.timedelta(1), "c")]
    asked = asking(*days, name="30d", grain="week")
    ((_, text),) = await marks(asked, series((), asked.range, "week", []))
    assert text == "Thu, 20 Nov 2025: a; b · Fri, 21 Nov 2025: c"


async def test_what_is_before_the_axis_has_no_mark() -> None:
    asked = asking(Event(dt.date(2025, 1, 1), "long ago"))
    assert await marks(asked, series((), asked.range, "day", [])) == []


async def test_they_are_told_in_words_under_the_figure() -> None:
    asked = asking(Event(DAY, HOSTILE), Event(DAY + dt.timedelta(1), "Storm"))
    panel = await views(asked)
    told = render(
        "happened.html",
        {"panel": {"events": panel.context["events"], "place": {"shape": "wide"}}, "plain": False},
    )
    page = bytes(told.body).decode()
    assert "2 marks on this figure" in page
    assert page.count("<li") == 2
    assert "<script" not in page
