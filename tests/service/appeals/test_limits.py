"""What a simulation cannot know, in words."""

from typing import Any

import pytest

from service.appeals.limits import ALWAYS, limits
from service.catalog.rule import Schedule, Trigger, Wall
from tests.service.appeals.readers import TODAY, rule, some, when


def test_some_things_are_never_known() -> None:
    assert limits(rule(), []) == list(ALWAYS)


@pytest.mark.parametrize(
    ("fields", "condition", "words"),
    [
        ({"form": "hard_wall", "wall": Wall(free=3)}, None, "free articles"),
        ({}, when("views_month", "at_least", "3"), "upper bound"),
        ({}, when("returning", "is", "yes"), "upper bound"),
        ({}, when("outcome", "is", "dismissed"), "No bound can be told"),
        ({}, when("tag", "is", "Cup"), "dates of publication"),
        ({}, when("article_age_h", "at_most", "9"), "dates of publication"),
        ({}, when("scroll_pct", "at_least", "9"), "at its beginning and at its end"),
        ({"trigger": Trigger("exit", 0)}, None, "meant to leave"),
    ],
)
def test_a_rule_is_named_that_asks_what_is_not_stored(
    fields: dict[str, Any], condition: Any, words: str
) -> None:
    groups = [some(condition)] if condition else []
    mine, other = rule(1, *groups, name="Mine", **fields), rule(2, name="Other")
    for draft, live in ((mine, [other]), (other, [mine])):
        told, *rest = limits(draft, live)
        assert words in told
        assert told.startswith("“Mine”: ")
        assert rest == list(ALWAYS)


@pytest.mark.parametrize("schedule", [Schedule(first=TODAY), Schedule(last=TODAY)])
def test_the_days_of_a_draft_are_left_out(schedule: Schedule) -> None:
    assert "left out" in limits(rule(schedule=schedule), [])[0]


def test_the_live_version_of_a_draft_is_not_asked() -> None:
    assert limits(rule(1), [rule(1, trigger=Trigger("exit", 0))]) == list(ALWAYS)
