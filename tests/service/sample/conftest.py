"""One history for all who look at it: ten days of a site in Kyiv, over the night the clocks go back."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from service.catalog.sites import Article, Site
from service.sample.days import period
from service.sample.history import write_history
from service.sample.newsroom import make_articles
from service.segment import Segment
from service.warehouse.segments import reader_of

ZONE = ZoneInfo("Europe/Kyiv")
SITE = Site(key="herald", name="Herald", origins=("https://herald.example",), timezone=ZONE.key)
#: Clocks in Kyiv went back on 25 October 2026.
NOW = dt.datetime(2026, 10, 30, 15, 20, tzinfo=ZONE)
VIEWS = 60_000
DAYS = 10

Ask = Callable[[str], list[tuple[Any, ...]]]
Write = Callable[..., list[Segment]]


def articles(days: int = DAYS, now: dt.datetime = NOW, site: Site = SITE) -> list[Article]:
    return make_articles(site, 1, period(now, ZoneInfo(site.timezone), days, today=True))


def write(data: Path, **changed: Any) -> list[Segment]:
    """A history with what is changed from the usual one."""
    settings: dict[str, Any] = {"views": 2_000, "days": 3, "seed": 1, "now": NOW} | changed
    site = settings.pop("site", SITE)
    known = settings.pop("articles", None)
    known = articles(settings["days"], settings["now"], site) if known is None else known
    return asyncio.run(write_history(data, site, known, **settings))


def read(data: Path, segments: Sequence[Segment], question: str) -> list[tuple[Any, ...]]:
    """Ask over the view `views` of these segments."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW views AS FROM {reader_of(data / 'segments', segments)}")
        return connection.execute(question).fetchall()


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Segment]]:
    data = tmp_path_factory.mktemp("history")
    return data, write(data, views=VIEWS, days=DAYS)


@pytest.fixture(scope="session")
def ask(history: tuple[Path, list[Segment]]) -> Iterator[Ask]:
    """Asks over the history, read once."""
    data, segments = history
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE views AS FROM {reader_of(data / 'segments', segments)}")
        yield lambda question: connection.execute(question).fetchall()
