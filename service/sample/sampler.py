"""Draws views from the tables of what is plausible, a day at a time. All chance is hashing, in SQL."""

import datetime as dt
import math
import random
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import duckdb

from service.catalog.sites import Article, Site
from service.sample import agents, places, sources, verdicts, visits
from service.sample.days import Day
from service.sample.popularity import appeals, breaking_article
from service.sample.rhythm import Spike, break_news, day_views, hour_weights
from service.sample.wheels import bounds, load, load_wheel
from service.segment import Segment
from service.warehouse import segments as files
from service.warehouse.rows import AUTHOR_SEPARATOR

_SQL = Path(__file__).parent / "sql"
_HOUR_SLOTS = 4096
_PICK_SLOTS = 8192
#: Readers are asked in the last eight weeks at most, and from when a fifth of the days are over.
_ASKING_DAYS = 56
_UNASKED_SHARE = 0.2
#: Devices on which ads are blocked, for each that comes on a day, and how many of a day's views are theirs.
_POOL = 6.0
_POOL_SHARE = 0.135
_EPOCH = dt.date(1970, 1, 1)
#: With fewer articles than this published, later ones are read too.
_FEWEST_ARTICLES = 8
_ARTICLE_TYPES = {
    "article_no": "INTEGER",
    "path": "VARCHAR",
    "section": "VARCHAR",
    "author": "VARCHAR",
    "language": "VARCHAR",
    "words": "INTEGER",
    "published_at": "BIGINT",
    "appeal": "DOUBLE",
}
_HOUR_TYPES = {
    "hour_no": "INTEGER",
    "begins_ms": "BIGINT",
    "lasts_ms": "BIGINT",
    "spike_factor": "DOUBLE",
    "first_slot": "INTEGER",
    "end_slot": "INTEGER",
}


class Sampler:
    """The tables that views are drawn from, on one connection, for one site and seed."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        root: Path,
        site: Site,
        articles: Sequence[Article],
        seed: int,
    ) -> None:
        self._db = connection
        self._root = root
        self._site = site
        self._articles = sorted(articles, key=lambda article: article.path)
        self._seed = seed
        self._load()

    def write(self, days: Sequence[Day], views: int) -> Iterator[Segment]:
        """Write each day that has views."""
        rng = random.Random(f"{self._seed} {self._site.key}")
        spike = break_news(days, rng)
        self._set("spike_article", breaking_article(self._articles, spike.begins) if spike else -1)
        self._make_pool(days, views)
        for day, number in zip(days, day_views(days, views, spike, rng), strict=True):
            if number:
                yield self._write_day(day, number, spike)

    def _write_day(self, day: Day, views: int, spike: Spike | None) -> Segment:
        self._set("views", views)
        self._set("day_no", (day.date - _EPOCH).days)
        self._set("day_seed", self._hash(day.date.isoformat()))
        self._set("day_begins", day.begins)
        self._set("day_ends", day.ends)
        self._load_hours(day, spike)
        for step in ("picks", "visitors", "views", "devices"):
            self._run(step)
        write = files.write_settled if day.date < files.settled_before() else files.write
        return write(self._db, "sampled", self._root, self._site.key, day.date)

    def _make_pool(self, days: Sequence[Day], views: int) -> None:
        """The devices on which ads are blocked, and the days on which their readers are asked."""
        asking = days[max(int(_UNASKED_SHARE * len(days)), len(days) - _ASKING_DAYS) :]
        self._set("asking_from", (asking[0].date - _EPOCH).days)
        self._set("asking_days", len(asking))
        self._set("pool_seed", self._hash("devices"))
        self._set("pool", math.ceil(_POOL * _POOL_SHARE * views / len(days)))
        self._run("pool")

    def _load(self) -> None:
        self._run("macros")
        for name, value in {
            "pattern_views": visits.VIEWS,
            "pattern_readers": visits.READERS,
            "hour_slots": _HOUR_SLOTS,
            "pick_slots": _PICK_SLOTS,
            "agent_slots": agents.SLOTS,
            "viewport_slots": agents.VIEWPORT_SLOTS,
            "place_slots": places.SLOTS,
            "source_slots": sources.SLOTS,
            "verdict_slots": verdicts.SLOTS,
            "fewest": min(_FEWEST_ARTICLES, len(self._articles)),
            "usual_words": _usual_words(self._articles),
        }.items():
            self._set(name, value)
        self._load_wheels()
        self._load_articles()

    def _load_wheels(self) -> None:
        zone = self._site.timezone
        load(self._db, "pattern", visits.TYPES, visits.pattern())
        for name, types, size, groups in (
            ("agents", agents.TYPES, agents.SLOTS, [agents.rows()]),
            ("viewports", agents.VIEWPORT_TYPES, agents.VIEWPORT_SLOTS, agents.viewport_rows()),
            ("places", places.TYPES, places.SLOTS, [places.rows(zone)]),
            ("sources", sources.TYPES, sources.SLOTS, [sources.rows(places.home(zone))]),
            ("verdicts", verdicts.TYPES, verdicts.SLOTS, verdicts.rows()),
        ):
            load_wheel(self._db, name, types, size, groups)

    def _load_articles(self) -> None:
        appealing = appeals(len(self._articles), random.Random(f"{self._seed} {self._site.key} appeal"))
        rows = [
            (
                number,
                article.path,
                article.section,
                AUTHOR_SEPARATOR.join(article.authors),
                article.language.partition("-")[0].lower(),
                article.words,
                article.published_at,
                appealing[number],
            )
            for number, article in enumerate(self._articles)
        ]
        load(self._db, "articles", _ARTICLE_TYPES, rows)

    def _load_hours(self, day: Day, spike: Spike | None) -> None:
        load(self._db, "quarters", {"number": "BIGINT", "hour": "SMALLINT"}, list(enumerate(day.quarters())))
        shares = bounds(hour_weights(day, spike), _HOUR_SLOTS)
        rows = [
            (number, hour.begins, hour.lasts, spike.factor(hour) if spike else 1.0, *shares[number])
            for number, hour in enumerate(day.hours)
        ]
        load(self._db, "hours", _HOUR_TYPES, rows)
        self._db.execute(
            "CREATE OR REPLACE TABLE hour_slots AS SELECT hour_no, begins_ms, lasts_ms, "
            "unnest(range(first_slot, end_slot))::INTEGER AS slot FROM hours"
        )

    def _run(self, name: str) -> None:
        self._db.execute((_SQL / f"{name}.sql").read_text("utf-8"))

    def _set(self, name: str, value: float) -> None:
        self._db.execute(f"SET VARIABLE {name} = {value!r}")

    def _hash(self, text: str) -> int:
        digest = blake2b(f"{self._seed} {self._site.key} {text}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") >> 1


def _usual_words(articles: Sequence[Article]) -> float:
    """The geometric mean of the articles' lengths, words."""
    return math.exp(sum(math.log(max(article.words, 100)) for article in articles) / len(articles))
