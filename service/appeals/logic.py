"""What follows from conditions: which never hold together, and which readers of one rule another has too."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import msgspec

from service.appeals import conditions
from service.appeals.fields import FIELDS
from service.appeals.said import Counted, Joined, Said
from service.catalog.rule import Body, Condition, Group
from service.events import UNKNOWN_STATES

#: More ways to fit a rule than this are not looked at one by one.
_MOST_WAYS = 256
#: What every reader of a rule without a condition on the blocker state has.
_CONCLUDED = Condition("blocker", "is_not", UNKNOWN_STATES)


class Claim(msgspec.Struct, frozen=True):
    """A condition that has to hold, the words for why, and where in the rule it stands."""

    condition: Condition
    told: str
    field: str


class Clash(msgspec.Struct, frozen=True):
    """Claims that never hold together: a sentence, and the field of the last of them."""

    field: str
    text: str


def clashes(body: Body) -> Iterator[Clash]:
    """Each thing that keeps a rule, or one of its groups, from ever fitting anybody.

    Only of conditions without problems. Finds what one field says against itself, and counts of views
    that cannot be; not what two patterns leave of each other.
    """
    every, either = _claims(body)
    clash = _clash(every)
    if clash:
        yield clash
        return
    for group in either:
        found = [_clash([*every, *way]) for way in group]
        yield from (each for each in found if each)


def _claims(body: Body) -> tuple[list[Claim], list[list[list[Claim]]]]:
    """What has to hold, and for each group of alternatives what each of them needs."""
    every, either = _free_views(body), []
    groups = [
        [_claim(condition, number, place) for place, condition in enumerate(group.conditions)]
        for number, group in enumerate(body.groups)
    ]
    for group, claims in zip(body.groups, groups, strict=True):
        if group.join == "any":
            either.append([[claim] for claim in claims])
        elif body.join == "any":
            either.append([claims])
        else:
            every += claims
    return every, either


def _claim(condition: Condition, group: int, place: int) -> Claim:
    told = Said("“%(text)s”", text=conditions.told(condition))
    return Claim(condition, told, f"groups.{group}.conditions.{place}.values")


def _free_views(body: Body) -> list[Claim]:
    if body.form != "hard_wall" or not body.wall.free:
        return []
    condition = Condition("views_month", "at_least", (str(body.wall.free + 1),))
    told = Counted(
        "a hard wall after %(num)s free view", "a hard wall after %(num)s free views", body.wall.free
    )
    return [Claim(condition, told, "wall.free")]


def _clash(claims: Sequence[Claim]) -> Clash | None:
    by_field = defaultdict[str, list[Claim]](list)
    for claim in claims:
        if not conditions.problems(claim.condition):
            for each in (claim, *_wider(claim)):
                by_field[each.condition.field].append(each)
    for field, those in by_field.items():
        if len(those) > 1 and not _possible(field, [claim.condition for claim in those]):
            words = Joined(Said(" and "), dict.fromkeys(claim.told for claim in those))
            return Clash(those[-1].field, Said("%(conditions)s never hold together.", conditions=words))
    return None


def _wider(claim: Claim) -> Iterator[Claim]:
    """So many views today are as many this week and this month; a week may be in two months."""
    condition = claim.condition
    if condition.field == "views_today" and condition.op != "at_most":
        least = (min(condition.values, key=float),)
        for field in ("views_week", "views_month"):
            yield Claim(Condition(field, "at_least", least), claim.told, claim.field)


def _possible(field: str, told: Sequence[Condition]) -> bool:
    """Whether some value fits all of these conditions of one field."""
    if FIELDS[field].several:
        barred = {value for one in told if one.op == "is_not" for value in conditions.values(one)}
        return not any(one.op == "is" and conditions.values(one) <= barred for one in told)
    values = _candidates(field, told)
    return values is None or any(all(_fits(value, one) for one in told) for value in values)


def _candidates(field: str, told: Sequence[Condition]) -> Sequence[object] | None:
    """Values of which one fits all the conditions, if any does; None: they cannot be listed."""
    named = next((one for one in told if one.op == "is"), None)
    if FIELDS[field].kind == "number":
        if named:
            return [float(value) for value in named.values]
        bounds = [float(one.values[0]) for one in told if one.op == "at_least"]
        return [max(bounds, default=float(FIELDS[field].low))]
    if named:
        return sorted(conditions.values(named))
    return list(FIELDS[field].choices) or None


def _fits(value: object, condition: Condition) -> bool:
    test = conditions.compile(condition)
    return test.check(value) is test.wanted


def implies(one: Condition, other: Condition) -> bool:
    """Whether every reader who fits `one` fits `other`; False where that cannot be told."""
    if one.field != other.field:
        return False
    field = FIELDS[one.field]
    if field.kind == "number" and one.op != "is":
        return one.op == other.op and _fits(float(one.values[0]), other)
    if one.op in ("contains", "matches") or (one.op == "is_not" and not field.choices):
        return one.op == other.op and _at_least_as_narrow(one, other)
    if field.several:
        return _several_implies(one, other)
    values = [value for value in _candidates(one.field, [one]) or () if _fits(value, one)]
    return all(_fits(value, other) for value in values)


def _at_least_as_narrow(one: Condition, other: Condition) -> bool:
    mine, theirs = conditions.values(one), conditions.values(other)
    if one.op == "is_not":
        return mine >= theirs
    if one.op == "matches":
        return mine <= theirs
    return all(any(part in value for part in theirs) for value in mine)


def _several_implies(one: Condition, other: Condition) -> bool:
    """Of `is`: having one tag says nothing about not having another."""
    return other.op != "is_not" and all(_fits((value,), other) for value in conditions.values(one))


def covers(wide: Body, narrow: Body) -> bool:
    """Whether the conditions of `wide` fit every reader whom those of `narrow` fit.

    False also where that cannot be told; and of rules with problems in their conditions.
    """
    told = [one for body in (wide, narrow) for group in body.groups for one in group.conditions]
    if any(map(conditions.problems, told)):
        return False
    return all(_has(wide, way) for way in _ways(narrow))


def _ways(body: Body) -> list[list[Condition]]:
    """All ways to fit a rule, each as conditions that then hold; at best one that says too little."""
    silent = not any(one.field == "blocker" for group in body.groups for one in group.conditions)
    base = [_CONCLUDED] if silent else []
    base += [claim.condition for claim in _free_views(body)]
    groups = [group for group in body.groups if group.conditions]
    if body.join == "any" and groups:
        return [[*base, *way] for group in groups for way in _group_ways(group)]
    choices = [_group_ways(group) for group in groups]
    if prod(map(len, choices)) > _MOST_WAYS:
        choices = [ways for ways in choices if len(ways) == 1]
    return [[*base, *(one for way in ways for one in way)] for ways in product(*choices)]


def _group_ways(group: Group) -> list[list[Condition]]:
    return [list(group.conditions)] if group.join == "all" else [[one] for one in group.conditions]


def _has(wide: Body, way: Sequence[Condition]) -> bool:
    """Whether a reader of whom these conditions hold fits a rule."""
    needed = [claim.condition for claim in _free_views(wide)]
    groups = [group for group in wide.groups if group.conditions]
    if not any(one.field == "blocker" for group in groups for one in group.conditions):
        needed.append(_CONCLUDED)
    held = [_group_has(group, way) for group in groups]
    fits = any(held) if wide.join == "any" and held else all(held)
    return fits and all(_follows(one, way) for one in needed)


def _group_has(group: Group, way: Sequence[Condition]) -> bool:
    follows = (_follows(one, way) for one in group.conditions)
    return all(follows) if group.join == "all" else any(follows)


def _follows(condition: Condition, way: Sequence[Condition]) -> bool:
    return any(implies(one, condition) for one in way)
