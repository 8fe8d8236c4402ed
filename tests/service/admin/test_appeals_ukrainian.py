"""The pages of appeals in Ukrainian: nothing on them is said in English."""

from collections.abc import AsyncIterator
from typing import get_args

import httpx
import msgspec
import pytest

from service.admin.appeals_words import changes
from service.admin.editor_checks import advice, found
from service.admin.editor_steps import step
from service.admin.tell import tell
from service.appeals import conditions, markdown, variables
from service.appeals.conditions import told_value
from service.appeals.decide import decide
from service.appeals.defaults import default_body
from service.appeals.fields import FIELDS
from service.appeals.limits import limits
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Caps, Condition, Form, Rule, Schedule, Trigger, Variant, Wall
from service.collect.decisions import Decided
from tests.service.appeals.pasts import past
from tests.service.appeals.readers import (
    KYIV,
    NOW_MS,
    TODAY,
    VIEW,
    every,
    rule,
    some,
    when,
)
from tests.service.appeals.test_decide import CASES
from tests.ukrainian import latin, speaking

from .conftest import PASSWORD, SITE, Newsroom
from .desk import BASE
from .test_editor_form import FULL
from .tried import Tried

#: What stands on the pages as it was typed, and names of things.
TYPED = (SITE.name, "Sport Football Cup Art war News A B URL DNT HTML Europe Kyiv own sport the-cup")
NAMED = "Прохання"
WEEKEND = Schedule(TODAY, TODAY, (5, 6), 22, 6)


@pytest.fixture
async def desk(newsroom: Newsroom) -> AsyncIterator[Tried]:
    made = Tried(newsroom.catalog, newsroom.accounts, PASSWORD)
    async with made.browser:
        await made.sign_in()
        yield made


def english(answer: httpx.Response, *names: str) -> set[str]:
    assert '<html lang="uk"' in answer.text
    return latin(answer.text, *TYPED, *names)


async def test_the_list(desk: Tried) -> None:
    live = await desk.live(name=NAMED)
    desk.results = {live.id: (1_234, 100)}
    await desk.catalog.save_draft("daily", live.id, msgspec.structs.replace(live.draft, holdout=3), "x@x.org")
    for state in ("pause", "archive"):
        other = await desk.live(name=NAMED)
        await desk.browser.post(
            f"{BASE}/{other.id}/state", data=await desk.form(BASE, f"{BASE}/stop") | {"do": state}
        )
    await desk.rule("hard_wall", name="", schedule=WEEKEND)
    with speaking("uk"):
        page = await desk.get(BASE)
        assert english(page) == set()
        assert "1\xa0234" in page.text
        assert "8,1 %" in page.text
        await desk.press(BASE, f"{BASE}/stop", "", stopped="yes")
        assert english(await desk.get(BASE)) == set()


@pytest.mark.parametrize("role", ["viewer", "editor"])
async def test_the_list_of_nothing(desk: Tried, role: str) -> None:
    await desk.browser.post("/logout")
    await desk.sign_in(role)
    with speaking("uk"):
        assert english(await desk.get(BASE)) == set()


@pytest.mark.parametrize("form", get_args(Form))
async def test_a_new_rule_has_a_name_in_the_language_of_who_makes_it(desk: Tried, form: Form) -> None:
    with speaking("uk"):
        answer = await desk.press(BASE, BASE, "", form=form)
        page = await desk.get(answer.headers["location"])
    assert english(page, "English", "bold") == set()
    assert not latin((await desk.kept(1)).draft.name)


@pytest.mark.parametrize(
    "body", [FULL, Body(name=NAMED), default_body("inline", ["uk"])], ids=lambda body: body.form
)
@pytest.mark.parametrize("page", ["?saved", "/simulate", "/publish", "/history", "/preview?language=uk"])
async def test_the_pages_of_a_rule(desk: Tried, body: Body, page: str) -> None:
    draft = await desk.catalog.add_rule("daily", msgspec.structs.replace(body, name=NAMED), "x@x.org")
    desk.views = [
        past(1),
        past(2, device="phone", section=""),
        past(2, device="phone"),
        past(3, blocker="none"),
    ]
    desk.one_in = 3
    with speaking("uk"):
        assert english(await desk.get(f"{BASE}/{draft.id}{page}"), "English site", "x") == set()


async def test_a_history(desk: Tried) -> None:
    live = await desk.live(name=NAMED)
    other = await desk.live(name=NAMED)
    await desk.catalog.save_draft("daily", live.id, msgspec.structs.replace(FULL, name=NAMED), "x@x.org")
    await desk.catalog.publish("daily", live.id, "x@x.org", "Чому")
    await desk.catalog.back_to("daily", live.id, 1, "x@x.org")
    await desk.catalog.move_rule("daily", other.id, -1, "x@x.org")
    with speaking("uk"):
        pages = [(await desk.get(f"{BASE}/{one.id}/history")).text for one in (live, other)]
    assert not latin("".join(pages), *TYPED) - _texts(default_body("dialog")) - {"x"}
    assert "Повернення до версії 1" in pages[0]
    assert "Порядок правил: пріоритет" in pages[1]


def _texts(body: Body) -> set[str]:
    """The words in Latin letters of a rule's messages."""
    messages = [message for variant in body.variants for message in variant.messages.values()]
    return {word for message in messages for text in (message.title, message.text) for word in latin(text)}


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "priority": "x", "holdout": "-1", "trigger.value": "1000", "schedule.first": "1"},
        {"variants.0.messages.uk.title": "т" * 200, "variants.0.picture": "\x00", "form": "no"},
        {"edition": "7", "name": "Інша назва", "holdout": "50"},
        {"unheard": "1"},
        {"do": "unheard"},
        {"csrf": "1"},
        {"variants.0.weight": "7", "do": "publish"},
        {f"groups.{number}.join": "all" for number in range(60)},
    ],
)
async def test_what_is_wrong_with_a_rule(desk: Tried, typed: dict[str, str]) -> None:
    page = f"{BASE}/{(await desk.rule(name=NAMED)).id}"
    with speaking("uk"):
        answer = await desk.press(page, page, typed.pop("do", "save"), **typed)
        assert english(answer, "English", "unheard", "no") == set()
        preview = await desk.press(page, page, "save", name="")
    assert (answer.status_code >= 400, preview.status_code) == (True, 422)


async def test_publishing_what_somebody_else_changed(desk: Tried) -> None:
    page = f"{BASE}/{(await desk.rule(name=NAMED)).id}/publish"
    with speaking("uk"):
        answers = [
            await desk.press(page, page, "", edition="7"),
            await desk.press(page, page, "", note="x" * 501),
        ]
    assert [answer.status_code for answer in answers] == [409, 422]
    assert not set.union(*map(english, answers)) - _texts(default_body("dialog")) - {"x" * 501}


@pytest.mark.parametrize(
    "path", ["/99", "/0", "/99/publish", "/99/history", "/99/simulate", "/trace?view=no"]
)
async def test_what_is_not_there(desk: Tried, path: str) -> None:
    with speaking("uk"):
        answer = await desk.get(f"{BASE}{path}")
    assert (answer.status_code, english(answer)) == (404, set())


@pytest.mark.parametrize("action", ["", "/1/state"])
async def test_a_button_that_is_not_there(desk: Tried, action: str) -> None:
    await desk.rule()
    with speaking("uk"):
        answer = await desk.browser.post(
            f"{BASE}{action}", data=await desk.form(BASE) | {"do": "no", "form": "no"}
        )
    assert (answer.status_code, english(answer)) == (400, set())


@pytest.mark.parametrize("name", CASES)
async def test_the_trace(desk: Tried, name: str) -> None:
    rules, who, policy, _first, _trace = CASES[name]
    made = Ruleset([_named(one) for one in rules], policy, KYIV)
    desk.decisions.note("daily", Decided(VIEW, NOW_MS, who, made, decide(made, who, NOW_MS)))
    with speaking("uk"):
        assert english(await desk.get(f"{BASE}/trace?view={VIEW}"), "US", "good", "mood", "x") == set()
        assert english(await desk.get(f"{BASE}/trace")) == set()


def _named(one: Rule) -> Rule:
    return msgspec.structs.replace(one, body=msgspec.structs.replace(one.body, name=NAMED))


@pytest.mark.parametrize(
    "one",
    [
        Body(),
        Body(name=NAMED, groups=(every(), some(when("mood", "is", "x"))), variants=()),
        Body(groups=(every(when("views_week", "at_least", "5"), when("views_week", "at_most", "3")),)),
        Body(form="hard_wall", wall=Wall(free=3), groups=(every(when("views_month", "at_most", "2")),)),
        Body(schedule=Schedule(TODAY, TODAY, (3,)), trigger=Trigger("engaged", 3_000), holdout=100),
        Body(schedule=Schedule(TODAY, TODAY.replace(day=1)), trigger=Trigger("scroll", 300)),
        Body(schedule=Schedule(last=TODAY.replace(year=2020), from_hour=5)),
        Body(schedule=Schedule(from_hour=5, to_hour=5), caps=Caps(after_allowing_days=1)),
        Body(groups=(every(when("outcome", "is", "relapsed")),), caps=Caps(after_allowing_days=22)),
        Body(variants=(Variant(1, 40), Variant(1, 50))),
        FULL,
    ],
)
def test_checks_and_changes(one: Body) -> None:
    with speaking("uk"):
        wrong = found(one, SITE)
        said = [
            *wrong.problems.values(),
            *wrong.hints.values(),
            *advice(Rule(1, 1, one), [rule(2, name="Ж")], SITE),
        ]
        said += [
            text for change in changes(Body(), one) for text in (change.label, change.before, change.after)
        ]
    known = ("x", "en", "uk", "mood", "https", "https://")
    assert not {word for text in said for word in latin(text, *TYPED, *known)}


BAD = [
    when("blocker", "contains", "none"),
    when("device", "is", "x"),
    when("section", "is"),
    when("section", "is", ""),
    when("views_week", "at_least", "1", "2"),
    when("views_week", "is", "0"),
    when("path", "is", "x"),
    when("language", "is", "x"),
    when("country", "is", "x"),
    when("referrer", "is", "x y"),
    when("mood", "is", "x"),
]


@pytest.mark.parametrize("condition", BAD)
def test_problems_of_conditions(condition: Condition) -> None:
    with speaking("uk"):
        said = [*map(tell, conditions.problems(condition)), tell(conditions.told(condition))]
    assert len(said) > 1
    assert not {word for text in said for word in latin(text, "x y mood sport en uk UA URL")}


@pytest.mark.parametrize("field", FIELDS)
def test_values_of_fields(field: str) -> None:
    known = FIELDS[field]
    values: list[object] = [None, *known.choices] if known.kind != "number" else [None, 5]
    with speaking("uk"):
        said = [tell(told_value(field, value)) for value in values]
        said += [tell(known.label), tell(known.unit), *map(tell, known.choices.values())]
    assert not {word for text in said for word in latin(text, "URL")}


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "<https://x.example>",
        "\u202e",
        "![x](https://x.example)",
        "{x}",
        "{left}",
        "x " * 3_000,
        "[x](http://x.example)",
        "[x](javascript:x)",
        ">" * 9 + " x",
    ],
)
def test_problems_of_texts(text: str) -> None:
    wrong = [*markdown.problems(text), *variables.problems(text, "dialog")]
    with speaking("uk"):
        said = [tell(one) for one in wrong]
    assert said
    assert not {
        word for one in said for word in latin(one, "b x HTML site read left javascript https mailto")
    }


def test_limits_of_a_simulation() -> None:
    fields = ("returning", "outcome", "tag", "engaged_s")
    draft = rule(1, *(some(when(field, "is", "x")) for field in fields), name=NAMED, schedule=WEEKEND)
    leaving = rule(2, name="", trigger=Trigger("exit", 0))
    with speaking("uk"):
        said = [tell(one) for one in limits(draft, [leaving])]
    assert len(said) == 11
    assert not {word for one in said for word in latin(one)}


@pytest.mark.parametrize(
    "do", ["add-group", "add-condition groups.0", "add-language variants.0", "add-variant", "add-way"]
)
def test_buttons_that_cannot_add(do: str) -> None:
    typed = {f"wall.ways.{n}.url": "" for n in range(5)} | {f"variants.{n}.id": str(n) for n in range(10)}
    with speaking("uk"):
        stepped = step(do, typed, typed, 3)
    assert stepped is not None
    assert stepped.problems
    assert not {word for one in stepped.problems.values() for word in latin(one)}


@pytest.mark.parametrize("do", ["resume", "restore"])
async def test_a_step_that_comes_too_late(desk: Tried, do: str) -> None:
    live = await desk.live(name=NAMED)
    with speaking("uk"):
        answer = await desk.browser.post(
            f"{BASE}/{live.id}/state", data=await desk.form(BASE, f"{BASE}/stop") | {"do": do}
        )
    assert (answer.status_code, english(answer), "«діє»" in answer.text) == (409, set(), True)
