"""Rules in words, and what changed in words."""

import datetime as dt

import msgspec
import pytest

from service.admin.appeals_words import audience, caps, changes, facts, trigger, wall, when
from service.appeals.defaults import NAMES, default_body
from service.catalog.rule import Body, Caps, Condition, Form, Group, Schedule, Trigger, Wall, Way

SECTION = Condition("section", "is", ("News", "Sport"))
TAG = Condition("tag", "is_not", ("war",))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (Body(), "Everybody"),
        (Body(groups=(Group(),)), "Everybody"),
        (Body(groups=(Group("all", (SECTION, TAG)),)), "Section is News or Sport, and Tag is not war"),
        (Body(groups=(Group("any", (SECTION, TAG)),)), "Section is News or Sport, or Tag is not war"),
        (
            Body(join="any", groups=(Group("all", (SECTION,)), Group("all", (TAG,)))),
            "Section is News or Sport; or Tag is not war",
        ),
    ],
)
def test_who_is_asked(body: Body, words: str) -> None:
    assert audience(body) == words


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(), "always"),
        (Schedule(first=dt.date(2026, 11, 2)), "from 2026-11-02"),
        (
            Schedule(weekdays=(0, 5, 6), from_hour=22, to_hour=6),
            "on Monday, Saturday and Sunday, 22:00 to 06:00",
        ),
        (Schedule(last=dt.date(2026, 11, 2), weekdays=(4,)), "until 2026-11-02, on Friday"),
    ],
)
def test_when(schedule: Schedule, words: str) -> None:
    assert when(schedule) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            Caps(1, 3, 7, 30),
            "1 a day, 3 a week, not for 7 days after a no, not for 30 days after allowing ads",
        ),
        (Caps(0, 0, 0, 0), "any number a day, any number a week"),
    ],
)
def test_how_often(told: Caps, words: str) -> None:
    assert caps(told) == words


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Trigger("engaged", 9), "after 9 seconds engaged"),
        (Trigger("scroll", 50), "at 50 % of scroll depth"),
        (Trigger("end", 9), "at the article's end"),
    ],
)
def test_what_makes_it_appear(one: Trigger, words: str) -> None:
    assert trigger(one) == words


@pytest.mark.parametrize(
    ("form", "one", "words"),
    [
        ("soft_wall", Wall(wait_s=5), "may be closed, or ends after 5 seconds"),
        ("soft_wall", Wall(), "may be closed"),
        ("hard_wall", Wall(free=3), "after 3 free articles a month"),
        (
            "hard_wall",
            Wall(free=3, no_way_on_known=True),
            "after 3 free articles a month; with no other way on",
        ),
        (
            "hard_wall",
            Wall(free=0, ways=(Way("donate", "https://x.example"),)),
            "after 0 free articles a month; donate (https://x.example)",
        ),
    ],
)
def test_walls(form: Form, one: Wall, words: str) -> None:
    assert wall(Body(form=form, wall=one)) == words


@pytest.mark.parametrize("form", NAMES)
def test_the_same_has_no_changes(form: Form) -> None:
    assert changes(default_body(form), default_body(form)) == []


@pytest.mark.parametrize("form", NAMES)
def test_a_first_version_is_told_in_full(form: Form) -> None:
    assert [one.label for one in changes(None, default_body(form))] == [
        label for label, _ in facts(default_body(form))
    ]


def test_a_change_is_told_with_both_sides() -> None:
    old = default_body("dialog")
    [variant] = old.variants
    new = msgspec.structs.replace(
        old, variants=(msgspec.structs.replace(variant, messages={"en": variant.messages["en"]}, weight=60),)
    )
    found = {one.label: (one.before, one.after) for one in changes(old, new)}
    assert found["Variant 1 “A”: weight"] == ("100 %", "60 %")
    assert found["Variant 1 “A”, Ukrainian: title"][1] == "not there"


@pytest.mark.parametrize("field", Body.__struct_fields__)
def test_no_field_of_a_rule_changes_unseen(field: str) -> None:
    other = {
        "name": "x", "priority": 1, "join": "any", "groups": (), "schedule": Schedule(from_hour=1),
        "caps": Caps(9, 9, 9, 9), "trigger": Trigger("exit", 0), "form": "banner", "wall": Wall(free=9),
        "holdout": 1, "variants": (),
    }  # fmt: skip
    old = msgspec.structs.replace(
        default_body("hard_wall"), groups=(Group("all", (SECTION,)), Group("all", (TAG,)))
    )
    assert changes(old, msgspec.structs.replace(old, **{field: other[field]}))
