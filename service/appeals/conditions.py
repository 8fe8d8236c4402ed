"""Conditions: tested, told in words, and checked before they are kept."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from service.appeals.facts import Facts
from service.appeals.fields import FIELDS, OP_LABELS, Field
from service.appeals.said import Joined, Said
from service.catalog.rule import Condition, Op


class Test(NamedTuple):
    """A condition made ready: it holds when `check` of the fact at `place` gives `wanted`.

    Most checks are methods of the interpreter's own, which take half the time of a function.
    """

    place: int
    check: Callable[[Any], bool]
    wanted: bool

    def holds(self, facts: Facts) -> bool:
        """What is not known fits no condition, not even `is_not`."""
        value = facts[self.place]
        return value is not None and self.check(value) is self.wanted


Verdict = Literal["held", "failed", "unknown"]

_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
_TOLD: dict[Op, Said] = {
    "is": Said("%(field)s is %(values)s"),
    "is_not": Said("%(field)s is not %(values)s"),
    "contains": Said("%(field)s contains %(values)s"),
    "matches": Said("%(field)s matches %(values)s"),
    "at_least": Said("%(field)s is at least %(values)s"),
    "at_most": Said("%(field)s is at most %(values)s"),
}


class ConditionError(ValueError):
    """The condition cannot be tested; `problems` says why in words."""


def compile(condition: Condition) -> Test:  # noqa: A001
    """The test for a condition. Raises ConditionError for one that has `problems`."""
    found = problems(condition)
    if found:
        raise ConditionError(" ".join(found))
    field = FIELDS[condition.field]
    if field.kind == "number":
        check = _number_check(condition)
    else:
        wanted = values(condition)
        check = _several_check(condition, wanted) if field.several else _text_check(condition, wanted)
    # A set is asked whether it is disjoint from several tags, and whether it has one section.
    disjoint = field.several and condition.op != "contains"
    return Test(Facts._fields.index(condition.field), check, (condition.op == "is_not") is disjoint)


def values(condition: Condition) -> frozenset[str]:
    """A condition's values as facts are spelled; of a known field."""
    return frozenset(map(FIELDS[condition.field].normal, condition.values))


def verdict(condition: Condition, facts: Facts) -> Verdict:
    """Whether a condition without problems holds for these facts, or what it asks about is not known."""
    if getattr(facts, condition.field) is None:
        return "unknown"
    return "held" if compile(condition).holds(facts) else "failed"


def _number_check(condition: Condition) -> Callable[[Any], bool]:
    numbers = frozenset(map(float, condition.values))
    if condition.op == "is":
        return numbers.__contains__
    (bound,) = numbers
    return bound.__le__ if condition.op == "at_least" else bound.__ge__


def _text_check(condition: Condition, values: frozenset[str]) -> Callable[[Any], bool]:
    if condition.op == "matches":
        return _path_check(values)
    if condition.op == "contains":
        return lambda text: any(value in text for value in values)
    return values.__contains__


def _path_check(patterns: frozenset[str]) -> Callable[[str], bool]:
    """Nearly all patterns are the path of a section with a wildcard at its end, which need no expression."""
    sections = tuple(one[:-1] for one in patterns if one.find("*") == len(one) - 1)
    others = [one for one in patterns if one[:-1] not in sections]
    if not others:
        return lambda path: path.startswith(sections)
    fits = glob(others).fullmatch
    return lambda path: path.startswith(sections) or fits(path) is not None


def _several_check(condition: Condition, values: frozenset[str]) -> Callable[[Any], bool]:
    if condition.op == "contains":
        return lambda texts: any(value in text for text in texts for value in values)
    return values.isdisjoint


def glob(patterns: Iterable[str]) -> re.Pattern[str]:
    """A regular expression for what fits one of the patterns in full; `*` stands for any characters.

    What lies between two wildcards is looked for once, in an atomic group, and never taken back: the first
    place that fits leaves most for the rest. So the time is at most length x length, whatever the pattern.
    """
    return re.compile("|".join(map(_glob, sorted(patterns))), re.DOTALL)


def _glob(pattern: str) -> str:
    first, *rest = map(re.escape, re.sub(r"\*+", "*", pattern).split("*"))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}"


def problems(condition: Condition) -> list[str]:
    """What is wrong with a condition, each in a sentence; nothing when it can be tested."""
    field = FIELDS.get(condition.field)
    if field is None:
        return [Said("There is no condition called “%(name)s”.", name=condition.field)]
    words: dict[str, object] = {"field": field.label, "op": OP_LABELS[condition.op]}
    if condition.op not in field.ops:
        words["allowed"] = Joined(", ", [Said("“%(text)s”", text=OP_LABELS[op]) for op in field.ops])
        return [Said("%(field)s cannot be compared with “%(op)s”; use one of %(allowed)s.", **words)]
    if not condition.values:
        return [Said("%(field)s has no value to compare with.", field=field.label)]
    if condition.op in ("at_least", "at_most") and len(condition.values) > 1:
        return [Said("%(field)s %(op)s one number, and not several.", **words)]
    return [problem for value in condition.values for problem in _value_problems(field, condition, value)]


def _value_problems(field: Field, condition: Condition, value: str) -> Iterator[str]:
    words: dict[str, object] = {"field": field.label, "value": value}
    if field.kind == "number":
        if not _NUMBER.fullmatch(value) or not field.low <= float(value) <= field.high:
            words |= {"low": field.low, "high": field.high}
            yield Said("%(field)s is a number from %(low)s to %(high)s; “%(value)s” is none.", **words)
    elif not value.strip() or not value.isprintable():
        yield Said(
            "%(field)s has a value that is empty or has characters that cannot be seen.", field=field.label
        )
    elif field.kind == "choice":
        if value not in field.choices:
            words["known"] = Joined(", ", field.choices.values())
            yield Said("%(field)s is never “%(value)s”; it is one of: %(known)s.", **words)
    elif field.kind == "path":
        if not _is_path(condition, value.strip()):
            yield Said("“%(value)s” %(hint)s.", value=value, hint=field.hint)
    elif field.pattern and not re.fullmatch(field.pattern, field.normal(value)):
        yield Said("“%(value)s” %(hint)s.", value=value, hint=field.hint)


def _is_path(condition: Condition, value: str) -> bool:
    """A path begins with a slash; a part of one may not; wildcards alone fit every article."""
    if "://" in value or re.search(r"[\s?#]", value):
        return False
    if condition.op == "contains":
        return "*" not in value
    if condition.op == "matches":
        return value.startswith(("/", "*")) and bool(value.strip("*"))
    return value.startswith("/") and "*" not in value


def told(condition: Condition) -> str:
    """The condition in words, without a full stop, even one with problems: “Section is Sport or Politics”."""
    field = FIELDS.get(condition.field)
    if field is None:
        values = Joined(", ", condition.values)
        return Said(_TOLD[condition.op], field=condition.field, values=values)
    joint = Said(" nor ") if condition.op == "is_not" else Said(" or ")
    values = Joined(joint, [field.choices.get(value, value) for value in condition.values])
    return Said(_TOLD[condition.op], field=field.label, values=_amount(values or "…", field.unit))


def told_value(field: str, value: object) -> str:
    """What a reader has in a field, in words; `value` as `Reader` or `Facts` hold it."""
    known = FIELDS[field]
    if value is None:
        return known.unknown
    if isinstance(value, tuple):
        return ", ".join(value) or Said("none")
    if known.kind == "number":
        return _amount(round(value, 1) if isinstance(value, float) else str(value), known.unit)
    text = unquote(str(value)) if known.kind == "path" else str(value)
    return known.choices.get(text, text) or Said("none")


def _amount(value: float | str, unit: str) -> str:
    if unit == "%":
        return Said("%(value)s%%", value=value)
    if unit:
        return Said("%(value)s %(unit)s", value=value, unit=unit)
    return value if isinstance(value, str) else str(value)
