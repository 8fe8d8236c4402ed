"""The page that tries a draft on the views of the last days."""

import asyncio
import datetime as dt
import html
import re
from collections.abc import AsyncIterator

import msgspec
import pytest

from service.admin import simulator
from service.catalog.rule import Condition, Group, Trigger
from service.catalog.sites import Site
from tests.service.admin.conftest import PASSWORD, Newsroom
from tests.service.admin.desk import ANN, BASE, HOSTILE
from tests.service.admin.tried import Tried
from tests.service.appeals.pasts import past

AT_ONCE = Trigger("at_once", 0)


@pytest.fixture
async def desk(newsroom: Newsroom) -> AsyncIterator[Tried]:
    made = Tried(newsroom.catalog, newsroom.accounts, PASSWORD)
    async with made.browser:
        yield made


def figures(page: str) -> dict[str, tuple[str, str]]:
    """By label the numbers with the draft, and as it is live."""
    rows = re.findall(r'<th scope="row">(.*?) <span(.*?)</tr>', page, re.DOTALL)
    found: dict[str, tuple[str, str]] = {}
    for label, rest in rows:
        draft, live = re.findall(r'class="amount">(.*?)</span>', rest)
        found.setdefault(html.unescape(label), (html.unescape(draft), html.unescape(live)))
    return found


async def test_the_draft_stands_beside_what_is_live(desk: Tried) -> None:
    await desk.live("inline", trigger=AT_ONCE, holdout=0)
    phones = Group("all", (Condition("device", "is", ("phone",)),))
    draft = await desk.rule("dialog", trigger=AT_ONCE, holdout=0, groups=(phones,), priority=900)
    desk.views = [past(1), past(2, device="phone"), past(3, device="phone", blocker="none"), past(4)]
    await desk.sign_in("viewer")
    page = (await desk.get(f"{BASE}/{draft.id}/simulate")).text
    found = figures(page)
    assert found["Readers asked"] == ("4", "3")
    assert found["Of them by this rule"] == ("2", "0")
    assert found["Of all page views"] == ("100 %", "75 %")
    assert found["Of blocked page views"] == ("100 %", "100 %")
    assert found["phone"] == ("2", "1")
    assert found["Burden"] == ("2,000", "750")


@pytest.mark.parametrize(
    ("query", "days"),
    [("", 30), ("?days=7", 7), ("?days=30", 30), ("?days=8", 30), ("?days=7&days=30", 30), ("?days=-7", 30)],
)
async def test_whole_days_until_yesterday_are_read(desk: Tried, query: str, days: int) -> None:
    kept = await desk.rule()
    await desk.sign_in()
    answer = await desk.get(f"{BASE}/{kept.id}/simulate{query}")
    last = dt.date(2026, 11, 2)
    assert desk.asked_for == [("daily", last - dt.timedelta(days - 1), last)]
    assert f'value="{days}" checked' in answer.text


async def test_without_views_it_says_so(desk: Tried) -> None:
    kept = await desk.rule()
    await desk.sign_in()
    answer = await desk.get(f"{BASE}/{kept.id}/simulate")
    assert (answer.status_code, "Come back tomorrow" in answer.text) == (200, True)


async def test_a_sample_is_told_with_its_margin(desk: Tried) -> None:
    kept = await desk.rule(trigger=AT_ONCE, holdout=0)
    desk.views, desk.one_in = [past(reader) for reader in range(1, 101)], 50
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert "From one in 50 readers, 100 page views in all" in page
    assert "± 20 %" in page
    assert figures(page)["Readers asked"] == ("5,000", "0")


async def test_all_views_have_no_margin(desk: Tried) -> None:
    kept = await desk.rule(trigger=AT_ONCE)
    desk.views = [past()]
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert ("From the one page view" in page, "±" in page) == (True, False)


async def test_what_a_draft_lacks_is_told_and_what_cannot_be_known(desk: Tried) -> None:
    kept = await desk.rule("hard_wall", name="Wall <b>")
    desk.views = [past()]
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert "This wall has no way on" in page
    assert "“Wall &lt;b&gt;”: views of a week or a month, free articles" in page
    assert "Nothing is live now" in page


async def test_a_draft_whose_conditions_cannot_be_tested_asks_nobody(desk: Tried) -> None:
    broken = Group("all", (Condition("nothing", "is", ("x",)),))
    kept = await desk.rule(groups=(broken,), trigger=AT_ONCE)
    desk.views = [past()]
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert figures(page)["Readers asked"] == ("0", "0")
    assert "cannot be published yet" in page


async def test_that_all_appeals_are_stopped_is_told(desk: Tried) -> None:
    def stop(site: Site) -> Site:
        return msgspec.structs.replace(site, policy=msgspec.structs.replace(site.policy, stopped=True))

    await desk.catalog.change_site("daily", stop)
    kept = await desk.rule(trigger=AT_ONCE, holdout=0)
    desk.views = [past()]
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert "as if they were not" in page
    assert figures(page)["Readers asked"] == ("1", "0")


async def test_tags_are_those_the_collector_knows(desk: Tried) -> None:
    tagged = Group("all", (Condition("tag", "is", ("Cup",)),))
    kept = await desk.rule(groups=(tagged,), trigger=AT_ONCE, holdout=0)
    desk.views = [past(1, article="/a"), past(2, article="/b")]
    desk.topics = {"daily /a": (("Cup",), None)}
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert figures(page)["Readers asked"] == ("1", "0")


async def test_what_views_hold_is_never_markup(desk: Tried) -> None:
    kept = await desk.rule(name="<script>alert(1)</script>", trigger=AT_ONCE)
    desk.views = [
        past(n, section=f"{text}{n}", device=text, article=text, author=text)
        for n, text in enumerate(HOSTILE, 1)
    ]
    await desk.sign_in()
    answer = await desk.get(f"{BASE}/{kept.id}/simulate")
    assert answer.status_code == 200
    for markup in ("<script>alert(1)", "<img src=x", "</textarea><script"):
        assert markup not in answer.text
    assert "2 other sections" in answer.text


@pytest.mark.parametrize("value", HOSTILE)
async def test_no_value_breaks_it(desk: Tried, value: str) -> None:
    kept = await desk.rule()
    await desk.sign_in()
    query = {"days": value, value[:50]: "1"}
    answer = await desk.browser.get(f"{BASE}/{kept.id}/simulate", params=query)
    assert answer.status_code == 200


@pytest.mark.parametrize("rule", ["0", "999", "x", "-1", "1.0", "9" * 400, "²", "%00", "%ED%A0%80"])
async def test_a_rule_that_is_none_is_missing(desk: Tried, rule: str) -> None:
    await desk.sign_in()
    assert (await desk.get(f"{BASE}/{rule}/simulate")).status_code == 404
    assert desk.asked_for == []


async def test_a_rule_of_another_site_is_missing(desk: Tried) -> None:
    kept = await desk.catalog.add_rule("other", (await desk.rule()).draft, ANN)
    await desk.sign_in()
    assert (await desk.get(f"{BASE}/{kept.id}/simulate")).status_code == 404


@pytest.mark.parametrize("state", ["live", "paused", "archived"])
async def test_any_rule_can_be_tried(desk: Tried, state: str) -> None:
    kept = await desk.live(trigger=AT_ONCE, holdout=0)
    if state == "paused":
        await desk.catalog.pause_rule("daily", kept.id, ANN)
    elif state == "archived":
        await desk.catalog.archive_rule("daily", kept.id, ANN)
    desk.views = [past()]
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}/simulate")).text
    assert figures(page)["Readers asked"] == ("1", "1" if state == "live" else "0")


async def test_nobody_else_sees_it(desk: Tried) -> None:
    kept = await desk.rule()
    assert (await desk.get(f"{BASE}/{kept.id}/simulate")).status_code == 303


async def test_one_is_made_at_a_time_and_beside_the_beacons(
    desk: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = await desk.rule()
    desk.views = [past()]
    running = most = 0
    loop = asyncio.get_running_loop()

    def slow(*_: object) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        # Only a loop that is not held up can answer.
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(5)
        running -= 1

    monkeypatch.setattr(simulator, "simulate", slow)
    await desk.sign_in()
    answers = await asyncio.gather(*(desk.get(f"{BASE}/{kept.id}/simulate") for _ in range(4)))
    assert ([answer.status_code for answer in answers], most) == ([200] * 4, 1)
