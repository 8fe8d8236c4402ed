"""Articles for a site that has none yet."""

import datetime as dt
import random
import re
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from service.catalog.catalog import Catalog
from service.catalog.sites import Article, Site
from service.sample.days import Day
from service.sample.words import ACTIONS, AUTHORS, SECTIONS, TAILS

FEWEST, MOST = 400, 1500
_PER_DAY = 40
#: A site with fewer articles than this is taken for one without.
_TOO_FEW = 3
#: So many of the made-up articles are from the two years before the period.
_OLD_SHARE = 0.15
_OLD_DAYS = 730
_DAY_MS = 86_400_000
_MOST_READ_OF_CATALOG = 20_000


async def find_articles(catalog: Catalog, site: Site, seed: int, days: Sequence[Day]) -> list[Article]:
    """The articles of the site's catalog; where there are fewer than 3, made-up ones are put there first.

    Only the 20,000 seen last are taken: history needs no more.
    """
    known = await catalog.all_articles(site.key, _MOST_READ_OF_CATALOG)
    if len(known) >= _TOO_FEW:
        return known
    made = make_articles(site, seed, days)
    await catalog.put_articles(made)
    return made + known


def make_articles(site: Site, seed: int, days: Sequence[Day]) -> list[Article]:
    """400 to 1,500 articles, most of them published within these days and none after; the same for a seed."""
    rng = random.Random(f"{seed} {site.key} newsroom")
    zone = ZoneInfo(site.timezone)
    number = min(max(_PER_DAY * len(days), FEWEST), MOST)
    moments = sorted(_published(rng, days) for _ in range(number))
    slugs: set[str] = set()
    return [_article(rng, site.key, at, zone, slugs) for at in moments]


def _published(rng: random.Random, days: Sequence[Day]) -> int:
    """A full minute, in the day rather than at night."""
    began, ends = days[0].begins, days[-1].ends
    if rng.random() < _OLD_SHARE:
        at = began - int(rng.random() * _OLD_DAYS * _DAY_MS)
    else:
        day = rng.choice(days)
        at = day.begins + int(min(max(rng.gauss(0.55, 0.2), 0), 1) * (day.ends - day.begins))
    return min(at, ends - 1) // 60_000 * 60_000


def _article(rng: random.Random, site: str, at: int, zone: ZoneInfo, slugs: set[str]) -> Article:
    section = rng.choice(list(SECTIONS))
    title = f"{rng.choice(SECTIONS[section])} {rng.choice(ACTIONS)}: {rng.choice(TAILS)}"
    published = dt.datetime.fromtimestamp(at / 1000, zone)
    slug = next(slug for slug in _slugs(title) if slug not in slugs)
    slugs.add(slug)
    return Article(
        site=site,
        path=f"/{section.lower()}/{published:%Y/%m}/{slug}",
        title=title,
        section=section,
        authors=tuple(rng.sample(AUTHORS, 2 if rng.random() < 0.12 else 1)),
        published_at=at,
        words=int(min(max(rng.lognormvariate(6.35, 0.45), 120), 3_500)),
        language="en",
        seen_at=at,  # whatever the site itself says later is newer
    )


def _slugs(title: str) -> Iterator[str]:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower().replace("'", "")).strip("-")
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
