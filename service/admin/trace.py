"""`/s/{site}/appeals/trace`: why a reader was asked on a view, or was not, rule by rule."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec
from starlette.responses import Response
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin.appeals_rules import base
from service.admin.forms import Door, Visit
from service.admin.tell import tell
from service.appeals.explain import VERDICT_LABELS, Explained, days_ago, explain, named
from service.appeals.fields import BLOCKER_LABELS, DEVICE_LABELS, OUTCOME_LABELS
from service.appeals.memory import Memory
from service.catalog.catalog import Catalog
from service.catalog.rule import Rule
from service.catalog.sites import Site
from service.collect.decisions import MOST_VIEWS, Decided, Decisions
from service.page.language import N_, _

OUTCOMES = {"asked": N_("asked"), "held out": N_("held out"), "not asked": N_("not asked")}
#: A view's id has 22 characters; so much of what was typed is shown again.
_LONGEST = 100


def routes(accounts: Accounts, catalog: Catalog, decisions: Decisions) -> list[BaseRoute]:
    """The page: the newest views to pick from, and the one that was picked. Of editors: it is about readers.

    It has to come before the pages of single rules, which are below the same address.
    """
    desk = _Desk(catalog, decisions)
    return [Door(accounts, catalog.site).page("/appeals/trace", desk.show, "editor")]


class _Desk(msgspec.Struct, frozen=True):
    catalog: Catalog
    decisions: Decisions

    async def show(self, visit: Visit) -> Response:
        """All decisions that are known, and one of them explained by the rules that were live then."""
        wanted = visit.request.query_params.get("view", "").strip()
        picked = self.decisions.find(visit.site.key, wanted)
        live = (await self.catalog.live_rules()).get(visit.site.key, [])
        zone = ZoneInfo(visit.site.timezone)
        return visit.render(
            "trace.html",
            404 if wanted and picked is None else 200,
            base=base(visit.site),
            wanted=wanted[:_LONGEST],
            most=MOST_VIEWS,
            any_live=bool(live),
            views=[_line(one, zone) for one in self.decisions.of(visit.site.key)],
            picked=picked and _told(picked, zone),
            changed=picked is not None and _changed(picked, live, visit.site),
            verdicts=VERDICT_LABELS,
            outcomes=OUTCOMES,
        )


def _line(decided: Decided, zone: ZoneInfo) -> dict[str, Any]:
    """A decision in a list."""
    reader, decision = decided.reader, decided.decision
    rule = decided.rules.rule(decision.rule)
    outcome = "not asked" if rule is None else "asked" if decision.shown else "held out"
    return {
        "view": decided.view,
        "when": dt.datetime.fromtimestamp(decided.at_ms // 1000, zone),
        "path": unquote(reader.path),
        "blocker": BLOCKER_LABELS.get(reader.blocker, reader.blocker),
        "device": DEVICE_LABELS.get(reader.device, reader.device),
        "outcome": outcome,
        "by": named(rule) if rule else "",
    }


def _told(decided: Decided, zone: ZoneInfo) -> dict[str, Any]:
    """A decision in full."""
    reader = decided.reader
    return _line(decided, zone) | {
        "confidence": reader.confidence,
        "bucket": decided.decision.bucket,
        "memory": _memory(reader.memory),
        "rules": [_rule(one) for one in explain(decided.rules, reader, decided.at_ms)],
    }


def _memory(kept: Memory | None) -> str:
    if kept is None:
        return _("nothing is kept on this reader’s device, so nothing is remembered of earlier views")
    return _(
        "view %(today)s today, %(week)s this week, %(month)s this month; %(outcome)s",
        today=kept.views_today,
        week=kept.views_week,
        month=kept.views_month,
        outcome=f"{tell(OUTCOME_LABELS[kept.outcome])}{_answered(kept)}",
    )


def _answered(kept: Memory) -> str:
    last = max(kept.asked_day, kept.dismissed_day, kept.allowed_day)
    if not last:
        return ""
    return f" {tell(days_ago(kept.day - last))}"


def _rule(explained: Explained) -> dict[str, Any]:
    """What one rule made of the reader; its conditions by their groups, as it joins them."""
    body = explained.rule.body
    groups = [
        {"join": body.groups[number].join, "conditions": list(judged)}
        for number, judged in groupby(explained.conditions, key=lambda one: one.group)
    ]
    return {
        "rule": explained.rule,
        "why": explained.why,
        "sentence": explained.sentence,
        "join": body.join,
        "groups": groups,
    }


def _changed(decided: Decided, live: Sequence[Rule], site: Site) -> bool:
    """Whether the rules that decided are not those of now."""
    then = {(rule.id, rule.version) for rule in decided.rules.rules}
    return then != {(rule.id, rule.version) for rule in live} or decided.rules.policy != site.policy
