"""The numbers behind one rule's results, as they are."""

import math
from collections.abc import Sequence

from dashboards.pages.ledger import money_parts, read_parts, variant_words, variants_head
from dashboards.pages.verdicts import verdict_words
from dashboards.table import Column, Table, Value
from service.metrics.results import Results
from service.metrics.sequential import Interval
from service.metrics.survival import Still
from service.page.language import _


def ledger_table(found: Results) -> Table:
    """What the ledger and the reading say, as numbers, each in its unit."""
    effect = found.overall
    rows: list[tuple[Value, ...]] = [(_("Recovered, gross"), effect.gross, None, None, found.currency)]
    rows += [(word, *_ends(one), found.currency) for word, one in money_parts(effect)]
    rows += [(word, *_ends(one), _("share of 1")) for word, one in read_parts(effect)]
    head = (
        Column(_("Per 1,000 readers asked"), "text"),
        Column(_("Value"), "decimal"),
        Column(_("from"), "decimal"),
        Column(_("to"), "decimal"),
        Column(_("Unit"), "text"),
    )
    return Table(head, tuple(rows))


def _ends(interval: Interval) -> tuple[Value, Value, Value]:
    low, high = (end if math.isfinite(end) else None for end in (interval.low, interval.high))
    return interval.value, low, high


def variants_table(found: Results) -> Table:
    """What each variant's readers did, and its net result."""
    effects = {effect.variant: effect for effect in found.variants}
    asked, seen, allowed, verified, pages, revenue = variants_head()
    head = (
        Column(_("Group"), "text"),
        *(Column(name) for name in (asked, seen, allowed, verified)),
        Column(pages, "decimal"),
        Column(revenue, "money"),
        Column(_("Net per 1,000"), "money"),
        Column(_("from"), "money"),
        Column(_("to"), "money"),
        Column(_("Verdict"), "text"),
    )
    rows: list[tuple[Value, ...]] = []
    for group in found.groups:
        effect = effects.get(group.variant)
        told: tuple[Value, ...] = (
            (*_ends(effect.net), verdict_words(effect.verdict)) if effect else (None,) * 4
        )
        rows.append(
            (
                variant_words(group.variant),
                group.asked,
                group.seen if group.variant else None,
                group.allowed,
                group.verified if group.variant else None,
                group.views_per_reader,
                group.revenue_per_thousand,
                *told,
            )
        )
    return Table(head, tuple(rows))


def curve_table(curve: Sequence[Still]) -> Table:
    """How many still allow ads, day by day."""
    head = (
        Column(_("Days since"), "text"),
        Column(_("Still allowing"), "share"),
        Column(_("from"), "share"),
        Column(_("to"), "share"),
        Column(_("Readers watched so long")),
    )
    return Table(head, tuple((str(one.day), one.share, one.low, one.high, one.readers) for one in curve))
