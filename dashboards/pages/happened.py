"""What happened on a site's days: what editors noted, and what became of its rules."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Protocol
from zoneinfo import ZoneInfo

from dashboards.dates import day_words
from dashboards.figures.text import plain
from dashboards.pages.ask import Ask, Event, Events
from dashboards.pages.series import Series
from service.catalog.annotations import LONGEST_TEXT, Annotation
from service.catalog.happenings import Happening
from service.page.language import N_, _

_RULES = {
    "live": N_("Appeal “%(name)s” went live"),
    "changed": N_("Appeal “%(name)s” changed"),
    "paused": N_("Appeal “%(name)s” paused"),
    "resumed": N_("Appeal “%(name)s” went on"),
    "archived": N_("Appeal “%(name)s” archived"),
}


class Notes(Protocol):
    """What the catalog knows of what happened."""

    async def annotations(self, site: str, first: dt.date, last: dt.date) -> list[Annotation]:
        """What editors noted on these days, both included."""

    async def happenings(self, site: str, since: int, until: int) -> list[Happening]:
        """What became of rules from `since` until before `until`, UTC milliseconds."""


def events_of(notes: Notes, zone_of: Callable[[str], ZoneInfo]) -> Events:
    """The notes and the rules' doings of a site's days, by day; `zone_of` says when its days begin."""

    async def events(site: str, first: dt.date, last: dt.date) -> Sequence[Event]:
        zone = zone_of(site)
        since, until = _begins(first, zone), _begins(last + dt.timedelta(days=1), zone)
        noted = [Event(one.day, one.text) for one in await notes.annotations(site, first, last)]
        done = [_of_rule(one, zone) for one in await notes.happenings(site, since, until)]
        return sorted(dict.fromkeys([*noted, *done]), key=lambda event: event.day)

    return events


def _begins(day: dt.date, zone: ZoneInfo) -> int:
    """When a day begins, UTC milliseconds."""
    return round(dt.datetime.combine(day, dt.time(), zone).timestamp() * 1000)


def _of_rule(one: Happening, zone: ZoneInfo) -> Event:
    day = dt.datetime.fromtimestamp(one.at / 1000, zone).date()
    return Event(day, _(_RULES[one.what], name=plain(one.name) or one.rule))


async def marks(ask: Ask, points: Series) -> list[tuple[str, str]]:
    """For each point of a time axis at which something happened: the point, and the days with their words."""
    found = await ask.events(ask.site.key, ask.range.first, ask.range.last)
    placed = sorted((time, event.day) for event in found if (time := _point(points, event.day)))
    words = {event.day: [one.text for one in found if one.day == event.day] for event in found}
    return [
        (time, " · ".join(_on(day, words[day]) for day in dict.fromkeys(day for _time, day in pairs)))
        for time, pairs in groupby(placed, key=lambda pair: pair[0])
    ]


def _point(points: Series, day: dt.date) -> str | None:
    """The first hour of the day, or the day, week or month it is in."""
    return next((time for time in points.times if time[:10] == str(day)), None) or points.at(day)


def _on(day: dt.date, texts: Sequence[str]) -> str:
    words = "; ".join(plain(text, LONGEST_TEXT) for text in texts)
    return _("%(day)s: %(text)s", day=day_words(day), text=words)
