"""The page that explains why a reader was asked, or was not."""

import html
import re
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from service.appeals import memory
from service.appeals.decide import decide
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Condition, Group, Policy, Rule
from service.collect.decisions import Decided
from service.events import BLOCKER_STATES
from tests.service.admin.conftest import PASSWORD, Newsroom
from tests.service.admin.desk import BASE, HOSTILE
from tests.service.admin.tried import Tried
from tests.service.appeals.readers import KYIV, NOW_MS, TODAY, VIEW, kept, reader, rule, some, view_in, when

PAGE = f"{BASE}/trace"
PICKED = f"{PAGE}?view={VIEW}"
SITES = Policy()
TODAY_ASKED = memory.asked(kept(), 9, 1, TODAY)


@pytest.fixture
async def desk(newsroom: Newsroom) -> AsyncIterator[Tried]:
    made = Tried(newsroom.catalog, newsroom.accounts, PASSWORD)
    async with made.browser:
        await made.sign_in()
        yield made


def note(desk: Tried, *rules: Rule, view: str = VIEW, policy: Policy = SITES, **fields: Any) -> None:
    """Decide about a reader's view, and keep it."""
    made = Ruleset(rules or (rule(),), policy, KYIV)
    one = reader(view=view, **fields)
    desk.decisions.note("daily", Decided(view, NOW_MS, one, made, decide(made, one, NOW_MS)))


async def told(desk: Tried) -> str:
    """The page's words, without markup."""
    answer = await desk.get(PICKED)
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


async def test_before_the_first_decision_it_says_why_there_is_none(desk: Tried) -> None:
    assert "No rule of this site is live" in (await desk.get(PAGE)).text
    await desk.live()
    assert "No view has been decided about" in (await desk.get(PAGE)).text


async def test_the_newest_views_are_there_to_pick_from(desk: Tried) -> None:
    note(desk, view="older", path="/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8")
    note(desk, rule(1, some(when("device", "is", "phone"))), view="newer")
    note(desk, rule(holdout=100), view="newest")
    page = (await desk.get(PAGE)).text
    assert re.findall(r"trace\?view=(\w+)", page) == ["newest", "newer", "older"]
    assert re.findall(r'class="state[^"]*">([^<]+)<', page) == ["held out", "not asked", "asked"]
    assert "/новини" in page
    assert "14:00:00" in page


async def test_each_rule_says_why_and_each_condition_how_it_came_out(desk: Tried) -> None:
    first = rule(
        2,
        some(when("section", "is", "Art"), when("device", "is", "desktop")),
        Group("all", (when("returning", "is", "yes"), when("views_month", "at_least", "5"))),
        name="First",
        priority=200,
    )
    note(desk, first, rule(1, name="Second"), memory=None)
    words = await told(desk)
    assert "Asked by “Second”" in words
    assert "Returning reader is yes (not known: nothing is kept on this reader's device)" in words
    for verdict in (
        "Section is Art Sport ✕ does not hold",
        "Device is desktop desktop ✓ holds",
        "Returning reader is yes nothing is kept on this reader's device ? not known",
    ):
        assert verdict in words
    assert words.index("any of these") < words.index("and all of these")
    assert words.index("Its conditions do not fit") < words.index("It asks, with variant 1")


@pytest.mark.parametrize(
    ("rules", "policy", "fields", "sentence"),
    [
        ([rule()], SITES, {}, "It asks, with variant 1."),
        ([rule(holdout=20)], SITES, {"memory": kept(bucket=5)}, "one of the 20% held out"),
        ([rule()], Policy(stopped=True), {}, "All appeals of this site are stopped."),
        ([rule()], SITES, {"blocker": "not_run"}, "Detection concluded nothing"),
        ([rule(3), rule(4)], SITES, {}, "“Ask” came first."),
        ([rule()], SITES, {"memory": TODAY_ASKED}, "asked this reader 1 time today; the cap is 1."),
    ],
)
async def test_the_sentences_are_those_of_the_decision(
    desk: Tried, rules: list[Rule], policy: Policy, fields: dict[str, Any], sentence: str
) -> None:
    note(desk, *rules, policy=policy, **fields)
    assert sentence in await told(desk)


@pytest.mark.parametrize(
    ("remembered", "words"),
    [
        (None, "nothing is kept on this reader’s device"),
        (kept(), "view 1 today, 1 this week, 1 this month; never asked"),
        (TODAY_ASKED, "; asked today"),
        (kept(answer=2, dismissed_day=kept().day - 1), "; dismissed 1 day ago"),
        (kept(answer=2, dismissed_day=kept().day - 9), "; dismissed 9 days ago"),
    ],
)
async def test_what_the_device_remembers_is_told(desk: Tried, remembered: Any, words: str) -> None:
    note(desk, memory=remembered)
    assert words in await told(desk)


async def test_the_bucket_is_told(desk: Tried) -> None:
    view = view_in(7)
    note(desk, view=view, memory=None)
    assert "7 of 1,000" in (await desk.get(f"{PAGE}?view={view}")).text


async def test_it_explains_by_the_rules_of_then(desk: Tried) -> None:
    live = await desk.live(name="Then")
    site = await desk.catalog.site("daily")
    assert site is not None
    then = Rule(live.id, live.version, live.draft)
    note(desk, then, policy=site.policy)
    assert "have changed since" not in await told(desk)
    await desk.catalog.save_draft("daily", live.id, msgspec.structs.replace(live.draft, name="Now"), "x")
    await desk.catalog.publish("daily", live.id, "x")
    words = await told(desk)
    assert ("have changed since" in words, "Then" in words, "Now" in words) == (True, True, False)


async def test_an_id_that_is_not_known_is_told_beside_its_field(desk: Tried) -> None:
    note(desk)
    answer = await desk.get(f"{PAGE}?view=nothing")
    assert answer.status_code == 404
    assert 'aria-invalid="true"' in answer.text
    assert "None of the last 200 views has this id" in answer.text
    assert 'value="nothing"' in answer.text


async def test_spaces_around_an_id_do_not_matter(desk: Tried) -> None:
    note(desk)
    assert (await desk.get(f"{PAGE}?view=%20{VIEW}%0A")).status_code == 200


@pytest.mark.parametrize("value", HOSTILE)
async def test_no_id_breaks_it(desk: Tried, value: str) -> None:
    note(desk)
    answer = await desk.browser.get(PAGE, params={"view": value})
    assert answer.status_code == 404
    assert "<script>alert(1)" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize("value", HOSTILE)
async def test_what_readers_and_rules_hold_is_never_markup(desk: Tried, value: str) -> None:
    condition = Condition("section", "is", (value[:200],))
    hostile = Rule(1, 1, Body(name=value[:100], groups=(Group("all", (condition,)),)))
    note(desk, hostile, path=value, section=value, browser=value, device=value, blocker=value, country=value)
    answer = await desk.get(PICKED)
    assert answer.status_code == 200
    for markup in ("<script>alert(1)", "<img src=x", "</textarea><script"):
        assert markup not in answer.text


@pytest.mark.parametrize("blocker", BLOCKER_STATES)
async def test_every_blocker_state_is_told(desk: Tried, blocker: str) -> None:
    note(desk, blocker=blocker)
    assert "confidence 90 %" in await told(desk)


async def test_another_sites_views_are_not_shown(desk: Tried) -> None:
    note(desk)
    answer = await desk.get(PICKED.replace("daily", "other"))
    assert (answer.status_code, VIEW in answer.text.replace(f'value="{VIEW}"', "")) == (404, False)


@pytest.mark.parametrize("site", ["nothing", "x" * 300, "%00", "%ED%A0%80"])
async def test_a_site_that_is_none_is_missing(desk: Tried, site: str) -> None:
    assert (await desk.get(f"/s/{site}/appeals/trace")).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 200), ("admin", 200)])
async def test_it_is_about_single_readers_and_so_for_editors(desk: Tried, role: str, status: int) -> None:
    await desk.browser.post("/logout")
    desk.browser.cookies.clear()
    await desk.sign_in(role)
    assert (await desk.get(PAGE)).status_code == status
