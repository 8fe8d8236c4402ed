"""Whom to ask: a beacon, the site's live rules, and what the reader's device remembers.

The device keeps the memory, so nobody is known here: it comes with a beacon and goes back with the answer.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from service.appeals import arms, memory
from service.appeals.decide import Decision, decide
from service.appeals.memory import Appeal, Memory
from service.appeals.payload import payload
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Rule
from service.catalog.sites import Site
from service.collect.decisions import Decided, Decisions
from service.collect.wire import Beacon
from service.events import BLOCKED_STATES, ELIGIBLE, NEVER, UNKNOWN_STATES, Asking, View

#: What an answer tells the page, by the names of docs/wire.md.
Reply = dict[str, Any]


class Appeals:
    """Decides once a view, and again where a rule asks how far it is read, or detection corrects itself.

    `rules_of` gives a site's live rules, `topic_of` an article's tags and when it was published; `decisions`
    keeps the newest, to be explained.
    """

    def __init__(
        self,
        rules_of: Callable[[str], Ruleset | None],
        topic_of: Callable[[str, str], tuple[tuple[str, ...], int | None]],
        decisions: Decisions | None = None,
    ) -> None:
        self._rules_of = rules_of
        self._topic_of = topic_of
        self._decisions = decisions or Decisions()

    def consider(
        self, beacon: Beacon, view: View, known: View | None, site: Site, now_ms: int
    ) -> tuple[View, Reply]:
        """The beacon's view with what was decided for it, and what to answer. `known` is the view before."""
        rules = self._rules_of(site.key)
        if rules is None or beacon.blocker is None or beacon.privacy_signals or view.origin.bot == "crawler":
            return view, {}
        before = known if known is not None and known.asking_seq >= 0 else None
        if before is not None and not _again(beacon, before, rules):
            return view, {}
        today = dt.datetime.fromtimestamp(now_ms / 1000, rules.zone).date()
        kept = _kept(beacon, today, counts=before is None)
        reader = self._reader(beacon, view, known, kept)
        decision = decide(rules, reader, now_ms)
        self._decisions.note(site.key, Decided(view.view, now_ms, reader, rules, decision))
        reply: Reply = {"keep": memory.text(kept)} if before is None and kept is not None else {}
        asking = _asking(beacon, kept, decision)
        rule = rules.rule(decision.rule)
        if rule is None:
            return msgspec.structs.replace(view, asking_seq=beacon.seq, asking=asking), reply
        reply["appeal"] = _appeal(rule, decision, reader, site, today)
        stages = view.stages | ELIGIBLE
        return msgspec.structs.replace(view, asking_seq=beacon.seq, asking=asking, stages=stages), reply

    def _reader(self, beacon: Beacon, view: View, known: View | None, kept: Memory | None) -> Reader:
        origin = view.origin
        story = view.story if known is None or view.story_seq != NEVER else known.story
        tags, published_at = self._topic_of(view.site, origin.article)
        return Reader(
            blocker=beacon.blocker or "",
            confidence=beacon.confidence,
            path=origin.article,
            section=story.section,
            authors=story.authors,
            tags=tags,
            published_at=published_at,
            article_language=story.language,
            language=origin.language,
            device=origin.device,
            browser=origin.browser,
            country=origin.country,
            channel=origin.channel,
            referrer=origin.referrer,
            engaged_ms=max(view.engaged_ms, known.engaged_ms if known else 0),
            scroll_pct=max(view.scroll_pct, known.scroll_pct if known else 0),
            view=view.view,
            memory=kept,
        )


def _again(beacon: Beacon, known: View, rules: Ruleset) -> bool:
    """Whether a view that was looked at, and has no appeal, may get one by now."""
    if known.asking.rule:
        return False
    return rules.waits or beacon.blocker != known.detection.blocker


def _kept(beacon: Beacon, today: dt.date, *, counts: bool) -> Memory | None:
    """What the device remembers, with this view counted; None where it can keep nothing."""
    if not isinstance(beacon.kept, str):
        return None
    kept = memory.parse(beacon.kept) or memory.begin(beacon.view, today)
    return memory.seen(kept, today, _blocked(beacon.blocker)) if counts else kept


def _blocked(blocker: str | None) -> bool | None:
    return None if blocker in UNKNOWN_STATES else blocker in BLOCKED_STATES


def _asking(beacon: Beacon, kept: Memory | None, decision: Decision) -> Asking:
    """What the view holds of it all. Without a memory the reader is in an arm for this view alone."""
    old = kept.arm if kept else None
    rule, variant, day = old or (decision.rule, decision.variant, 0)
    followed, allowed_days = _followed(kept, _blocked(beacon.blocker))
    return Asking(
        rule=decision.rule,
        variant=decision.variant,
        bucket=decision.bucket if rule else -1,
        arm_rule=rule,
        arm_variant=variant,
        arm_day=day,
        arm_first=old is None and rule > 0,
        recovered_rule=followed.rule if followed else 0,
        recovered_variant=followed.variant if followed else 0,
        allowed_days=allowed_days,
        relapsed=kept is not None and kept.relapsed_now,
    )


def _followed(kept: Memory | None, blocked: bool | None) -> tuple[Appeal | None, int]:
    """The appeal that ads were allowed after, and so many days ago: on views with ads, and on a relapse."""
    if kept is None or blocked is None:
        return None, -1
    if kept.relapsed_now:
        return kept.lost, kept.day - kept.allowed_day
    return (kept.recovered, kept.day - kept.allowed_day) if kept.ads == memory.ALLOWED else (None, -1)


def _appeal(rule: Rule, decision: Decision, reader: Reader, site: Site, today: dt.date) -> Reply:
    """The appeal as it travels; of one that is held out only what meets its trigger."""
    keep = _outcomes(reader.memory, decision, today)
    if not decision.shown:
        body = rule.body
        seen = {"form": body.form, "trigger": body.trigger}
        return {"rule": rule.id, "variant": arms.HELD_OUT, **seen, "keep": keep}
    read = reader.memory.views_month if reader.memory else 1
    return payload(
        rule,
        decision.variant,
        site,
        reader=reader.language,
        page=reader.article_language,
        read=read,
        left=max(0, rule.body.wall.free - read) if rule.body.form == "hard_wall" else None,
        keep=keep,
    )


def _outcomes(kept: Memory | None, decision: Decision, today: dt.date) -> dict[str, str]:
    """What the device is to keep after each thing that may become of the appeal."""
    if kept is None:
        return {}
    rule = decision.rule
    tried = memory.asked(kept, rule, decision.variant, today)
    shown = memory.outcome(tried, rule, "shown", today)
    claimed = memory.outcome(shown, rule, "claimed", today)
    found = {
        "tried": tried,
        "shown": shown,
        "dismissed": memory.outcome(shown, rule, "dismissed", today),
        "claimed": claimed,
        "allowed": memory.outcome(claimed, rule, "allowed", today),
    }
    return {step: memory.text(one) for step, one in found.items()}
