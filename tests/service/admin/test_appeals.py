"""The list of rules, their order, their states, and the switch."""

import re

import pytest

from service.appeals.defaults import NAMES, default_body
from service.catalog.rule import Form

from .desk import BASE, HOSTILE, Desk


async def names(desk: Desk) -> list[str]:
    return re.findall(r'<h2><a href="[^"]+">([^<]+)</a>', (await desk.get(BASE)).text)


async def token(desk: Desk) -> str:
    await desk.rule()
    return (await desk.form(BASE))["csrf"]


async def test_without_a_rule_it_says_so(desk: Desk) -> None:
    await desk.sign_in()
    assert "No reader is asked anything yet" in (await desk.get(BASE)).text


async def test_each_rule_tells_who_is_asked_and_what_came_of_it(desk: Desk) -> None:
    kept = await desk.live()
    desk.results = {kept.id: (1_234, 87)}
    await desk.sign_in("viewer")
    page = (await desk.get(BASE)).text
    for words in (
        "Blocker state is requests blocked",
        '<span class="state live">live</span>',
        "1,234",
        "87",
        "7.1%",
    ):
        assert words in page


async def test_unpublished_changes_are_told(desk: Desk) -> None:
    kept = await desk.live()
    await desk.catalog.save_draft("daily", kept.id, default_body("banner"), "x")
    await desk.sign_in("viewer")
    page = (await desk.get(BASE)).text
    assert ("unpublished changes" in page, ">Dialog</a>" in page) == (True, True)


@pytest.mark.parametrize("form", NAMES)
async def test_a_new_rule_has_the_default_texts_of_its_form(desk: Desk, form: Form) -> None:
    await desk.sign_in()
    answer = await desk.press(BASE, BASE, "", form=form)
    [kept] = await desk.catalog.rules("daily")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/{kept.id}")
    assert (kept.draft, kept.state, kept.created_by) == (default_body(form), "draft", "editor@example.org")


@pytest.mark.parametrize("form", HOSTILE)
async def test_a_form_that_is_none(desk: Desk, form: str) -> None:
    await desk.sign_in()
    assert (await desk.press(BASE, BASE, "", form=form)).status_code == 400
    assert await desk.catalog.rules("daily") == []


@pytest.mark.parametrize(
    ("before", "do", "after"),
    [
        ([], "pause", "paused"),
        (["pause"], "resume", "live"),
        ([], "archive", "archived"),
        (["archive"], "restore", "paused"),
    ],
)
async def test_a_button_changes_the_state_and_readers_rules_at_once(
    desk: Desk, before: list[str], do: str, after: str
) -> None:
    await desk.sign_in()
    kept = await desk.live()
    for step in before:
        await getattr(desk.catalog, f"{step}_rule")("daily", kept.id, "x")
    sent = {"csrf": await token(desk), "do": do}
    answer = await desk.browser.post(f"{BASE}/{kept.id}/state", data=sent)
    assert (answer.status_code, (await desk.kept(kept.id)).state, desk.changes) == (303, after, 1)


@pytest.mark.parametrize(
    ("do", "status"), [("resume", 409), ("restore", 409), ("drop", 400), ("", 400), ("<b>", 400)]
)
async def test_a_step_that_cannot_be(desk: Desk, do: str, status: int) -> None:
    await desk.sign_in()
    kept = await desk.live()
    answer = await desk.browser.post(f"{BASE}/{kept.id}/state", data={"csrf": await token(desk), "do": do})
    assert (answer.status_code, desk.changes) == (status, 0)


async def test_rules_move_up_and_down(desk: Desk) -> None:
    await desk.sign_in()
    kept = [await desk.live(name=name) for name in "abc"]
    sent = {"csrf": (await desk.form(BASE))["csrf"]}
    await desk.browser.post(f"{BASE}/{kept[2].id}/state", data=sent | {"do": "up"})
    assert await names(desk) == ["a", "c", "b"]
    await desk.browser.post(f"{BASE}/{kept[0].id}/state", data=sent | {"do": "down"})
    assert await names(desk) == ["c", "a", "b"]
    assert desk.changes == 2


async def test_the_switch_stops_all_appeals_and_says_so_at_the_top(desk: Desk) -> None:
    await desk.sign_in()
    await desk.live()
    answer = await desk.press(BASE, f"{BASE}/stop", "")
    site = await desk.catalog.site("daily")
    assert site is not None
    assert (answer.status_code, site.policy.stopped, desk.changes) == (303, True, 1)
    page = (await desk.get(BASE)).text
    assert page.index("All appeals are stopped") < page.index('class="rules"')


async def test_and_lets_them_ask_again(desk: Desk) -> None:
    await desk.sign_in()
    await desk.press(BASE, f"{BASE}/stop", "")
    await desk.press(BASE, f"{BASE}/stop", "", stopped="no")
    site = await desk.catalog.site("daily")
    assert site is not None
    assert (site.policy.stopped, desk.changes) == (False, 2)


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("editor", True)])
async def test_only_editors_see_buttons(desk: Desk, role: str, may: bool) -> None:
    await desk.live()
    await desk.sign_in(role)
    assert ("<button" in (await desk.get(BASE)).text) is may


@pytest.mark.parametrize("path", ["overview", "appeals", "appearance", "money", "setup"])
async def test_all_settings_are_a_step_away(desk: Desk, path: str) -> None:
    await desk.sign_in("viewer")
    assert f'<a href="/s/daily/{path}"' in (await desk.get(BASE)).text
