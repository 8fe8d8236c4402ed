"""A decision in words: for every rule why it asks this reader or not, and how each condition came out."""

from collections.abc import Callable

import msgspec

from service.appeals import conditions
from service.appeals.conditions import Verdict
from service.appeals.decide import Why, decide
from service.appeals.facts import Facts, Moment, facts, moment
from service.appeals.fields import BLOCKER_LABELS, NO_MEMORY
from service.appeals.memory import Memory, counted
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset
from service.appeals.said import Counted, Joined, Said
from service.catalog.rule import Condition, Rule

#: How the trace's table heads a condition's verdict.
VERDICT_LABELS: dict[Verdict, str] = {
    "held": Said("holds"),
    "failed": Said("does not hold"),
    "unknown": Said("not known"),
}
WEEKDAYS = (
    Said("Monday"),
    Said("Tuesday"),
    Said("Wednesday"),
    Said("Thursday"),
    Said("Friday"),
    Said("Saturday"),
    Said("Sunday"),
)
#: What a reader's own spelling is called in `Reader`, where it is not the field's name.
_OWN = {"tag": "tags", "author": "authors"}
_SPELLED = ("section", "tag", "author", "browser", "country")


class Judged(msgspec.Struct, frozen=True):
    """One condition of a rule, in its group (from 0): in words, the verdict, and the reader's value."""

    group: int
    condition: str
    verdict: Verdict
    value: str


class Explained(msgspec.Struct, frozen=True):
    """What one rule made of a reader: the reason, a sentence that tells it, and all of its conditions."""

    rule: Rule
    why: Why
    sentence: str
    conditions: tuple[Judged, ...]


class _Case(msgspec.Struct, frozen=True):
    """What the sentences are about: `first` is the rule that asks, `variant` the one it asks with."""

    ruleset: Ruleset
    reader: Reader
    now: Moment
    first: Rule | None
    variant: int

    @property
    def memory(self) -> Memory:
        """The reader's; only asked for where a cap was found in it."""
        if self.reader.memory is None:
            raise ValueError("a reader without a memory has reached no cap")
        return self.reader.memory


def explain(ruleset: Ruleset, reader: Reader, now_ms: int) -> list[Explained]:
    """`decide` at this moment (UTC ms), told rule by rule in the order in which they are asked."""
    decision = decide(ruleset, reader, now_ms)
    case = _Case(ruleset, reader, moment(now_ms, ruleset.zone), ruleset.rule(decision.rule), decision.variant)
    known = facts(reader, now_ms)
    found = []
    for rule, why in zip(ruleset.rules, decision.trace, strict=True):
        judged = _judged(rule, reader, known)
        found.append(Explained(rule, why, _sentence(why, rule, case, judged), judged))
    return found


def named(rule: Rule) -> str:
    """The rule as sentences call it."""
    if rule.body.name:
        return Said("“%(text)s”", text=rule.body.name)
    return Said("Rule %(number)s", number=str(rule.id))


def _judged(rule: Rule, reader: Reader, known: Facts) -> tuple[Judged, ...]:
    return tuple(
        Judged(number, conditions.told(condition), *_judge(condition, reader, known))
        for number, group in enumerate(rule.body.groups)
        for condition in group.conditions
    )


def _judge(condition: Condition, reader: Reader, known: Facts) -> tuple[Verdict, str]:
    wrong = conditions.problems(condition)
    if wrong:
        return "unknown", Joined(" ", wrong)
    value: object = getattr(known, condition.field)
    if value is not None and condition.field in _SPELLED:
        value = getattr(reader, _OWN.get(condition.field, condition.field))
    return conditions.verdict(condition, known), conditions.told_value(condition.field, value)


def _sentence(why: Why, rule: Rule, case: _Case, judged: tuple[Judged, ...]) -> str:
    if why == "conditions":
        missing = Joined("; ", [_missing(one) for one in judged if one.verdict != "held"])
        return Said("Its conditions do not fit: %(missing)s.", missing=missing)
    return _SENTENCES[why](rule, case)


def _missing(judged: Judged) -> str:
    words = {"condition": judged.condition, "value": judged.value}
    if judged.verdict == "unknown":
        return Said("%(condition)s (not known: %(value)s)", **words)
    return Said("%(condition)s (here: %(value)s)", **words)


def _asked(rule: Rule, case: _Case) -> str:
    name = next((one.name for one in rule.body.variants if one.id == case.variant), "")
    variant = str(case.variant)
    if name:
        return Said("It asks, with variant %(variant)s “%(name)s”.", variant=variant, name=name)
    return Said("It asks, with variant %(variant)s.", variant=variant)


def _held_out(rule: Rule, _: _Case) -> str:
    return Said(
        "It would ask, but this reader is one of the %(share)s%% held out, who never see it.",
        share=rule.body.holdout,
    )


def _first(_: Rule, case: _Case) -> str:
    if case.first:
        return Said("%(rule)s came first.", rule=named(case.first))
    return Said("Another rule came first.")


def _not_yet(rule: Rule, _: _Case) -> str:
    return Said("It begins on %(day)s.", day=rule.body.schedule.first)


def _over(rule: Rule, _: _Case) -> str:
    return Said("It ended on %(day)s.", day=rule.body.schedule.last)


def _weekday(rule: Rule, case: _Case) -> str:
    days = Joined(", ", [WEEKDAYS[day] for day in sorted(set(rule.body.schedule.weekdays))])
    today = WEEKDAYS[case.now.local.weekday()]
    return Said("It asks on %(days)s only; this is a %(today)s.", days=days, today=today)


def _hour(rule: Rule, case: _Case) -> str:
    schedule = rule.body.schedule
    return Said(
        "It asks from %(first)s:00 to %(last)s:00 on the site's clock, which shows %(now)s.",
        first=schedule.from_hour,
        last=schedule.to_hour,
        now=f"{case.now.local:%H:%M}",
    )


def _inconclusive(_: Rule, case: _Case) -> str:
    state = BLOCKER_LABELS.get(case.reader.blocker, case.reader.blocker)
    return Said(
        "Detection concluded nothing (%(state)s), and no condition of the rule is about the blocker state.",
        state=state,
    )


def _free_left(rule: Rule, case: _Case) -> str:
    return Counted(
        "Its wall comes after %(num)s free view a month; this is view %(view)s.",
        "Its wall comes after %(num)s free views a month; this is view %(view)s.",
        rule.body.wall.free,
        view=case.memory.views_month,
    )


def _free_unknown(_: Rule, __: _Case) -> str:
    return Said("How many free views are left is not known: %(why)s.", why=NO_MEMORY)


def _rule_day(rule: Rule, case: _Case) -> str:
    return Counted(
        "It has asked this reader %(num)s time today; the cap is %(cap)s.",
        "It has asked this reader %(num)s times today; the cap is %(cap)s.",
        _rule_counts(rule, case)[0],
        cap=rule.body.caps.per_day,
    )


def _rule_week(rule: Rule, case: _Case) -> str:
    return Counted(
        "It has asked this reader %(num)s time this week; the cap is %(cap)s.",
        "It has asked this reader %(num)s times this week; the cap is %(cap)s.",
        _rule_counts(rule, case)[1],
        cap=rule.body.caps.per_week,
    )


def _site_day(_: Rule, case: _Case) -> str:
    return Counted(
        "The site has asked this reader %(num)s time today; the cap is %(cap)s.",
        "The site has asked this reader %(num)s times today; the cap is %(cap)s.",
        _site_counts(case)[0],
        cap=case.ruleset.policy.per_day,
    )


def _site_week(_: Rule, case: _Case) -> str:
    return Counted(
        "The site has asked this reader %(num)s time this week; the cap is %(cap)s.",
        "The site has asked this reader %(num)s times this week; the cap is %(cap)s.",
        _site_counts(case)[1],
        cap=case.ruleset.policy.per_week,
    )


def _rule_counts(rule: Rule, case: _Case) -> tuple[int, int]:
    one = case.memory.of(rule.id)
    return counted(one.day, one.on_day, one.in_week, case.now.today) if one else (0, 0)


def _site_counts(case: _Case) -> tuple[int, int]:
    memory = case.memory
    return counted(memory.asked_day, memory.asked_on_day, memory.asked_in_week, case.now.today)


def _dismissed(rule: Rule, case: _Case) -> str:
    ago, wait = _days(case.now.today - case.memory.dismissed_day, rule.body.caps.after_dismissal_days)
    return Said("The reader said no %(ago)s; it waits %(wait)s.", ago=ago, wait=wait)


def _allowed(rule: Rule, case: _Case) -> str:
    ago, wait = _days(case.now.today - case.memory.allowed_day, rule.body.caps.after_allowing_days)
    return Said("The reader allowed ads %(ago)s; it waits %(wait)s.", ago=ago, wait=wait)


def _days(ago: int, wait: int) -> tuple[str, str]:
    return days_ago(ago), Counted("%(num)s day", "%(num)s days", wait)


def days_ago(days: int) -> str:
    """How long ago a day was."""
    return Counted("%(num)s day ago", "%(num)s days ago", days) if days > 0 else Said("today")


_SENTENCES: dict[Why, Callable[[Rule, _Case], str]] = {
    "asked": _asked,
    "held_out": _held_out,
    "stopped": lambda _, __: Said("All appeals of this site are stopped."),
    "first": _first,
    "broken": lambda _, __: Said("One of its conditions cannot be tested; open the rule to see which."),
    "not_yet": _not_yet,
    "over": _over,
    "weekday": _weekday,
    "hour": _hour,
    "inconclusive": _inconclusive,
    "free_unknown": _free_unknown,
    "free_left": _free_left,
    "rule_day": _rule_day,
    "rule_week": _rule_week,
    "dismissed": _dismissed,
    "allowed": _allowed,
    "site_day": _site_day,
    "site_week": _site_week,
    "no_variant": lambda _, __: Said("None of its variants has a weight."),
}
