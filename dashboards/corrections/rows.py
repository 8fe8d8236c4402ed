"""A correction as it stands in the list."""

from collections.abc import Mapping, Sequence

import msgspec

from dashboards.corrections.foreign import language_of, visible
from dashboards.corrections.ranked import Entry
from dashboards.corrections.suggested import Passage, passages, quoted
from dashboards.corrections.visit import Visit
from dashboards.corrections.words import moment, reason, state_words
from dashboards.figures.text import plain
from service.catalog.corrections import Correction, Report
from service.page.language import ngettext

#: Comments that the list shows of each.
MOST_SAID = 2


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`value` and `factors` are '' for what is closed; `others` counts further wishes for the same place."""

    id: int
    state: str
    state_words: str
    title: str
    section: str
    when: str
    language: str
    passage: Passage
    others: str
    said: tuple[str, ...]
    told: str
    why: str
    value: str
    factors: str
    owner: str


def row(visit: Visit, one: Entry, reports: Sequence[Report], owners: Mapping[int, str]) -> Row:
    """The row of a correction with these reports of it."""
    kept, wishes = one.correction, passages(one.correction, reports)
    said = tuple(visible(report.comment) for report in reports if report.comment.strip())
    return Row(
        id=kept.id,
        state=kept.state,
        state_words=state_words(kept),
        title=title_of(one),
        section=plain(one.article.section),
        when=moment(kept.last_at, visit.site.timezone),
        language=language_of(kept.language),
        passage=wishes[0] if wishes else quoted(kept),
        others=_others(visit, len(wishes) - 1),
        said=said[:MOST_SAID],
        told=told(visit, kept),
        why=reason(kept),
        value=visit.numbers.count(one.value) if one.open else "",
        factors=factors(visit, one) if one.open else "",
        owner=owners.get(kept.assignee or 0, ""),
    )


def title_of(one: Entry) -> str:
    """The article's title, its path where it has none."""
    return plain(one.article.title or one.correction.article, 160)


def told(visit: Visit, kept: Correction) -> str:
    """How often it was reported."""
    return ngettext("%(num)s report", "%(num)s reports", kept.reports, num=visit.numbers.count(kept.reports))


def factors(visit: Visit, one: Entry) -> str:
    """What a value is made of: `3,100 views in 24 h × 2 reports × 2.5`."""
    views = ngettext(
        "%(num)s view in 24 h", "%(num)s views in 24 h", one.views, num=visit.numbers.count(one.views)
    )
    severity = visit.numbers.decimals(one.correction.severity, 1).removesuffix(f"{visit.numbers.decimal}0")
    return f"{views} × {told(visit, one.correction)} × {severity}"


def _others(visit: Visit, count: int) -> str:
    if count < 1:
        return ""
    return ngettext("%(num)s other wish", "%(num)s other wishes", count, num=visit.numbers.count(count))
