"""What an editor is told before publishing, beside which field."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from service.appeals.checks import advice, problems
from service.catalog.rule import Body, Caps, Message, Schedule, Trigger, Variant, Wall, Way
from tests.service.appeals.readers import ONE, TODAY, body, every, rule, some, when

SAID = {"en": Message("Please", "Allow ads.")}
DAY = dt.timedelta(1)
NEVER = (
    "“Blocker state is no blocking” and “Blocker state is ad hosts unreachable” never hold together. "
    "Nobody fits them."
)
NO_WAY_ON = (
    "This wall has no way on but allowing ads. Add a page to sign in, subscribe or donate, or say that you "
    "know and mean it."
)
NOTHING_KEPT = (
    "Where nothing is kept on this reader's device, conditions on it never fit: Views this week, Returning "
    "reader."
)
BLOCKED = every(when("blocker", "is", "requests"))


def variant(**fields: Any) -> Variant:
    known: dict[str, Any] = {"id": 1, "weight": 100, "messages": SAID}
    return Variant(**(known | fields))


def way(url: str) -> Wall:
    return Wall(ways=(Way("subscribe", url),))


def told(one: Body, today: dt.date | None = TODAY) -> list[tuple[str, bool]]:
    return [(problem.field, problem.grave) for problem in problems(one, today)]


@pytest.mark.parametrize(
    ("one", "field", "grave"),
    [
        (body(name=" "), "name", True),
        (body(every()), "groups.0", True),
        (body(BLOCKED, some()), "groups.1", True),
        (body(every(when("mood", "is", "good"))), "groups.0.conditions.0.field", True),
        (body(every(when("device", "matches", "*"))), "groups.0.conditions.0.op", True),
        (body(BLOCKED, every(when("device", "is"))), "groups.1.conditions.0.values", True),
        (body(every(when("path", "matches", "sport"))), "groups.0.conditions.0.values", True),
        (
            body(every(when("views_week", "at_least", "5"), when("views_week", "at_most", "3"))),
            "groups.0.conditions.1.values",
            False,
        ),
        (body(schedule=Schedule(first=TODAY, last=TODAY - DAY)), "schedule.last", True),
        (body(schedule=Schedule(last=TODAY - DAY)), "schedule.last", False),
        (body(schedule=Schedule(from_hour=8, to_hour=8)), "schedule.to_hour", True),
        (body(schedule=Schedule(first=TODAY, last=TODAY, weekdays=(3,))), "schedule.weekdays", True),
        (body(trigger=Trigger("scroll", 101)), "trigger.value", True),
        (body(trigger=Trigger("engaged", 301)), "trigger.value", False),
        (body(form="hard_wall"), "wall.ways", True),
        (body(form="hard_wall", wall=Wall(no_way_on_known=True)), "wall.ways", False),
        (body(form="hard_wall", wall=way("http://example.org/")), "wall.ways.0.url", True),
        (body(form="hard_wall", wall=way("javascript:alert(1)")), "wall.ways.0.url", True),
        (body(form="soft_wall", wall=way("https://a@evil.example/")), "wall.ways.0.url", True),
        (body(form="soft_wall", wall=way("mailto:desk@example.org")), "wall.ways.0.url", True),
        (body(variants=()), "variants", True),
        (body(variants=(variant(weight=60), variant(id=2, weight=30))), "variants.0.weight", True),
        (body(variants=(variant(weight=60), variant(id=2, weight=50))), "variants.0.weight", True),
        (
            body(variants=(variant(weight=50), variant(id=2, weight=50, messages={}))),
            "variants.1.messages",
            True,
        ),
        (
            body(variants=(variant(messages={"en": Message("", "Text")}),)),
            "variants.0.messages.en.title",
            True,
        ),
        (
            body(variants=(variant(messages={"en": Message("Hi", "<b>x</b>")}),)),
            "variants.0.messages.en.text",
            True,
        ),
        (body(variants=(variant(messages={"english": SAID["en"]}),)), "variants.0.messages.english", True),
        (body(holdout=100), "holdout", False),
    ],
)
def test_a_problem_stands_beside_its_field(one: Body, field: str, grave: bool) -> None:
    assert told(one) == [(field, grave)]


def test_a_variant_twice_is_told_at_both() -> None:
    twice = (variant(weight=50), variant(weight=50))
    assert told(body(variants=twice)) == [("variants.0.id", True), ("variants.1.id", True)]


@pytest.mark.parametrize(
    "one",
    [
        body(),
        body(BLOCKED, some(when("section", "is", "Sport"), when("views_week", "at_least", "3"))),
        body(schedule=Schedule(first=TODAY, last=TODAY)),
        body(schedule=Schedule(from_hour=22, to_hour=6, weekdays=(5, 6))),
        body(form="hard_wall", wall=way("https://example.org/subscribe")),
        body(form="soft_wall"),
        body(variants=(variant(), variant(id=2, weight=0, messages={}))),
    ],
)
def test_a_sound_rule_has_no_problem(one: Body) -> None:
    assert problems(one, TODAY) == []


def test_without_todays_date_no_rule_is_over() -> None:
    assert problems(body(schedule=Schedule(last=TODAY - 900 * DAY))) == []


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            body(variants=(variant(weight=60),)),
            "The weights of all variants together are 60%; they have to be 100%.",
        ),
        (
            body(schedule=Schedule(first=TODAY, last=TODAY - DAY)),
            "The last day, 2026-11-01, is before the first, 2026-11-02.",
        ),
        (body(every(when("mood", "is", "good"))), "There is no condition called “mood”."),
        (
            body(every(when("blocker", "is", "none"), when("blocker", "is", "dns"))),
            NEVER,
        ),
        (
            body(form="hard_wall"),
            NO_WAY_ON,
        ),
    ],
)
def test_a_problem_is_a_sentence(one: Body, text: str) -> None:
    assert [problem.text for problem in problems(one)] == [text]


SPORT, ART = every(when("section", "is", "Sport")), every(when("section", "is", "Art"))
SHADOW = "comes first for every reader of"


@pytest.mark.parametrize(
    ("fields", "other", "shadowed"),
    [
        ({}, {"priority": 200}, True),
        ({}, {"priority": 200, "groups": (BLOCKED,)}, True),
        ({"groups": (BLOCKED,)}, {"priority": 200, "groups": (BLOCKED, SPORT)}, False),
        ({"groups": (BLOCKED, ART)}, {"priority": 200, "groups": (BLOCKED, SPORT)}, False),
        ({"schedule": Schedule(weekdays=(1,))}, {"priority": 200}, True),
        ({}, {"priority": 200, "schedule": Schedule(weekdays=(1,))}, False),
        ({"caps": Caps(per_day=5)}, {"priority": 200}, False),
        ({}, {"priority": 200, "variants": ()}, False),
    ],
)
def test_a_rule_behind_another_is_told_so(
    fields: dict[str, Any], other: dict[str, Any], shadowed: bool
) -> None:
    one = rule(1, BLOCKED, SPORT, name="Low", holdout=10)
    one = msgspec.structs.replace(one, body=msgspec.structs.replace(one.body, **fields)) if fields else one
    high = rule(2, BLOCKED, name="High")
    high = msgspec.structs.replace(high, body=msgspec.structs.replace(high.body, **other))
    found = [text for text in advice(one, [one, high]) if SHADOW in text]
    assert [text.partition(";")[0] for text in found] == (
        [f"“High” {SHADOW} “Low”, which will hardly ever ask"] if shadowed else []
    )


def test_a_rule_before_another_is_told_so_too() -> None:
    low, high = rule(1, BLOCKED, SPORT, name="Low"), rule(2, BLOCKED, name="High", priority=200)
    assert any(SHADOW in text for text in advice(high, [low, high]))


@pytest.mark.parametrize(
    ("one", "texts"),
    [
        (rule(1, BLOCKED, holdout=10), []),
        (
            rule(1, BLOCKED),
            ["Nobody is held out, so nothing will tell what this appeal brought and what it cost."],
        ),
        (
            rule(1, holdout=10),
            ["It has no condition on the blocker state, so it also asks readers who see all ads."],
        ),
        (
            rule(
                1,
                BLOCKED,
                every(when("views_week", "at_least", "2"), when("returning", "is", "no")),
                holdout=10,
            ),
            [NOTHING_KEPT],
        ),
        (rule(1, BLOCKED, form="hard_wall", holdout=10), []),
        (
            rule(1, BLOCKED, form="hard_wall", holdout=10, caps=Caps()),
            ["The caps of the rule open this wall once they are reached; 0 means no cap."],
        ),
    ],
)
def test_advice_is_given_in_sentences(one: Any, texts: list[str]) -> None:
    assert advice(one, []) == texts


def test_a_rule_for_who_relapsed_is_told_of_its_own_cap() -> None:
    relapsed = rule(1, every(when("outcome", "is", "relapsed")), caps=Caps(after_allowing_days=30))
    text = "Who blocks again within 30 days of allowing ads is not asked: see “after allowing”."
    assert text in advice(relapsed, [])


def test_the_ordinary_rule_of_these_tests_says_something() -> None:
    assert ONE[0].messages
