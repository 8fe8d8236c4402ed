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
from service.catalog.rule import Condition, Rule

#: How the trace's table heads a condition's verdict.
VERDICT_LABELS: dict[Verdict, str] = {"held": "holds", "failed": "does not hold", "unknown": "not known"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    return f"“{rule.body.name}”" if rule.body.name else f"Rule {rule.id}"


def _judged(rule: Rule, reader: Reader, known: Facts) -> tuple[Judged, ...]:
    return tuple(
        Judged(number, conditions.told(condition), *_judge(condition, reader, known))
        for number, group in enumerate(rule.body.groups)
        for condition in group.conditions
    )


def _judge(condition: Condition, reader: Reader, known: Facts) -> tuple[Verdict, str]:
    wrong = conditions.problems(condition)
    if wrong:
        return "unknown", " ".join(wrong)
    value: object = getattr(known, condition.field)
    if value is not None and condition.field in _SPELLED:
        value = getattr(reader, _OWN.get(condition.field, condition.field))
    return conditions.verdict(condition, known), conditions.told_value(condition.field, value)


def _sentence(why: Why, rule: Rule, case: _Case, judged: tuple[Judged, ...]) -> str:
    if why == "conditions":
        missing = "; ".join(f"{one.condition} ({_but(one)})" for one in judged if one.verdict != "held")
        return f"Its conditions do not fit: {missing}."
    return _SENTENCES[why](rule, case)


def _but(judged: Judged) -> str:
    return f"not known: {judged.value}" if judged.verdict == "unknown" else f"here: {judged.value}"


def _asked(rule: Rule, case: _Case) -> str:
    name = next((one.name for one in rule.body.variants if one.id == case.variant), "")
    return f"It asks, with variant {case.variant}{name and f' “{name}”'}."


def _held_out(rule: Rule, _: _Case) -> str:
    return f"It would ask, but this reader is one of the {rule.body.holdout}% held out, who never see it."


def _first(_: Rule, case: _Case) -> str:
    return f"{named(case.first)} came first." if case.first else "Another rule came first."


def _not_yet(rule: Rule, _: _Case) -> str:
    return f"It begins on {rule.body.schedule.first}."


def _over(rule: Rule, _: _Case) -> str:
    return f"It ended on {rule.body.schedule.last}."


def _weekday(rule: Rule, case: _Case) -> str:
    days = ", ".join(_WEEKDAYS[day] for day in sorted(set(rule.body.schedule.weekdays)))
    return f"It asks on {days} only; this is a {_WEEKDAYS[case.now.local.weekday()]}."


def _hour(rule: Rule, case: _Case) -> str:
    schedule = rule.body.schedule
    hours = f"from {schedule.from_hour}:00 to {schedule.to_hour}:00"
    return f"It asks {hours} on the site's clock, which shows {case.now.local:%H:%M}."


def _inconclusive(_: Rule, case: _Case) -> str:
    state = BLOCKER_LABELS.get(case.reader.blocker, case.reader.blocker)
    return f"Detection concluded nothing ({state}), and no condition of the rule is about the blocker state."


def _free_left(rule: Rule, case: _Case) -> str:
    free = _counted(rule.body.wall.free, "free view")
    return f"Its wall comes after {free} a month; this is view {case.memory.views_month}."


def _free_unknown(_: Rule, __: _Case) -> str:
    return f"How many free views are left is not known: {NO_MEMORY}."


def _rule_day(rule: Rule, case: _Case) -> str:
    return _capped("It has", _rule_counts(rule, case)[0], "today", rule.body.caps.per_day)


def _rule_week(rule: Rule, case: _Case) -> str:
    return _capped("It has", _rule_counts(rule, case)[1], "this week", rule.body.caps.per_week)


def _site_day(_: Rule, case: _Case) -> str:
    policy = case.ruleset.policy
    return _capped("The site has", _site_counts(case)[0], "today", policy.per_day)


def _site_week(_: Rule, case: _Case) -> str:
    policy = case.ruleset.policy
    return _capped("The site has", _site_counts(case)[1], "this week", policy.per_week)


def _rule_counts(rule: Rule, case: _Case) -> tuple[int, int]:
    one = case.memory.of(rule.id)
    return counted(one.day, one.on_day, one.in_week, case.now.today) if one else (0, 0)


def _site_counts(case: _Case) -> tuple[int, int]:
    memory = case.memory
    return counted(memory.asked_day, memory.asked_on_day, memory.asked_in_week, case.now.today)


def _capped(who: str, times: int, when: str, cap: int) -> str:
    return f"{who} asked this reader {_counted(times, 'time')} {when}; the cap is {cap}."


def _dismissed(rule: Rule, case: _Case) -> str:
    ago = _ago(case.now.today - case.memory.dismissed_day)
    return f"The reader said no {ago}; it waits {_counted(rule.body.caps.after_dismissal_days, 'day')}."


def _allowed(rule: Rule, case: _Case) -> str:
    ago = _ago(case.now.today - case.memory.allowed_day)
    return f"The reader allowed ads {ago}; it waits {_counted(rule.body.caps.after_allowing_days, 'day')}."


def _ago(days: int) -> str:
    return f"{_counted(days, 'day')} ago" if days else "today"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


_SENTENCES: dict[Why, Callable[[Rule, _Case], str]] = {
    "asked": _asked,
    "held_out": _held_out,
    "stopped": lambda _, __: "All appeals of this site are stopped.",
    "first": _first,
    "broken": lambda _, __: "One of its conditions cannot be tested; open the rule to see which.",
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
    "no_variant": lambda _, __: "None of its variants has a weight.",
}
