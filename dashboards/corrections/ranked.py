"""A site's corrections in the order in which they are worth an editor's time."""

import asyncio
from collections.abc import Sequence

import msgspec

from dashboards.corrections.asked import ME, NOBODY, Asked
from dashboards.corrections.exposure import views_of_day
from dashboards.corrections.kept import MOST, Kept
from dashboards.pages.ask import Metrics
from service.catalog.corrections import Correction
from service.catalog.sites import Article, Site
from service.corrections.rank import ranked


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A correction, its article, the article's views in the last 24 hours, and its value by them.

    What is closed has neither: nobody is to hurry for it.
    """

    correction: Correction
    article: Article
    views: int = 0
    value: float = 0

    @property
    def open(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.correction.is_open


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The corrections that were asked for, in order; `sections` are those that the states have any of."""

    entries: Sequence[Entry]
    sections: Sequence[str]

    @property
    def reports(self) -> int:
        """How many reports there are of them."""
        return sum(one.correction.reports for one in self.entries)


async def find(kept: Kept, metrics: Metrics, site: Site, asked: Asked, now_ms: int, person: int) -> Found:
    """What is asked for: open ones by their value, then those closed last first. `person` is ME."""
    corrections = await kept.corrections(site.key, asked.states, MOST)
    found = await entries(kept, metrics, site, corrections, now_ms)
    sections = sorted({one.article.section for one in found} - {""})
    return Found(entries=[one for one in found if _wanted(one, asked, person)], sections=sections)


async def entries(
    kept: Kept, metrics: Metrics, site: Site, corrections: Sequence[Correction], now_ms: int
) -> list[Entry]:
    """Each with its article and its value, in the order in which they are worth an editor's time."""
    opened = [one for one in corrections if one.is_open]
    closed = sorted((one for one in corrections if not one.is_open), key=lambda one: -one.state_at)
    known, views = await asyncio.gather(
        kept.articles(site.key, {one.article for one in corrections}),
        views_of_day(metrics, site, {one.article for one in opened}, now_ms),
    )

    def article(of: Correction) -> Article:
        return known.get(of.article) or Article(site=site.key, path=of.article)

    first = [
        Entry(correction=one.correction, article=article(one.correction), views=one.views, value=one.value)
        for one in ranked(opened, views)
    ]
    return first + [Entry(correction=one, article=article(one)) for one in closed]


def _wanted(one: Entry, asked: Asked, person: int) -> bool:
    owner = one.correction.assignee
    whose = {"": owner, ME: person, NOBODY: None}.get(asked.who, asked.who)
    if str(whose) != str(owner) or (asked.section and asked.section != one.article.section):
        return False
    return not asked.text or asked.text.casefold() in _searched(one).casefold()


def _searched(one: Entry) -> str:
    """What a text is looked for in: the place in its sentence, the article's title and path, a number."""
    kept = one.correction
    place = f"{kept.prefix}{kept.exact}{kept.suffix}"
    return "\n".join((place, one.article.title, kept.article, f"#{kept.id}"))
