"""Publishing: what changes, who changed it, and back."""

import msgspec
import pytest

from .desk import BASE, Desk


async def changed(desk: Desk) -> str:
    """A live rule with another draft; its page."""
    kept = await desk.live()
    draft = msgspec.structs.replace(kept.draft, holdout=25, name="Softer <b>")
    await desk.catalog.save_draft("daily", kept.id, draft, "ben@daily.example")
    return f"{BASE}/{kept.id}"


async def test_the_page_says_field_by_field_what_changes(desk: Desk) -> None:
    page = await changed(desk)
    await desk.sign_in()
    told = (await desk.get(f"{page}/publish")).text
    for words in ("10 % are never asked", "25 % are never asked", ">Dialog<", "Softer &lt;b&gt;"):
        assert words in told
    assert "Blocker state" not in told


async def test_publishing_makes_it_live_and_tells_who_is_to_know(desk: Desk) -> None:
    page = await changed(desk)
    await desk.sign_in()
    answer = await desk.press(f"{page}/publish", f"{page}/publish", "", note=" More to compare ")
    assert (answer.status_code, answer.headers["location"], desk.changes) == (303, BASE, 1)
    [rule] = (await desk.catalog.live_rules())["daily"]
    assert (rule.version, rule.body.holdout) == (2, 25)
    newest = (await desk.catalog.history("daily", rule.id))[0]
    assert (newest.person, newest.note) == ("editor@example.org", "More to compare")


async def test_what_changed_since_it_was_looked_at_is_looked_at_again(desk: Desk) -> None:
    page = await changed(desk)
    await desk.sign_in()
    sent = await desk.form(f"{page}/publish") | {"note": "My reason"}
    kept = await desk.kept(1)
    await desk.catalog.save_draft(
        "daily", 1, msgspec.structs.replace(kept.draft, holdout=50), "cat@x.example"
    )
    answer = await desk.browser.post(f"{page}/publish", data=sent)
    assert (answer.status_code, desk.changes) == (409, 0)
    for words in ("cat@x.example has changed the draft", "50 % are never asked", 'value="My reason"'):
        assert words in answer.text


@pytest.mark.parametrize("note", ["x" * 10_000, "\x00", "x" * 501])
async def test_a_note_that_cannot_be_kept_is_told_and_stays(desk: Desk, note: str) -> None:
    page = await changed(desk)
    await desk.sign_in()
    answer = await desk.press(f"{page}/publish", f"{page}/publish", "", note=note)
    assert (answer.status_code, "The note must be text" in answer.text) == (422, True)
    assert (f'value="{note}"' in answer.text, desk.changes) == (True, 0)


async def test_a_rule_with_a_problem_is_not_published(desk: Desk) -> None:
    kept = await desk.rule("hard_wall")
    await desk.sign_in()
    page = f"{BASE}/{kept.id}/publish"
    told = (await desk.get(page)).text
    assert ("It cannot be published yet" in told, f'action="{page}"' in told) == (True, False)
    sent = {"csrf": (await desk.form(f"{BASE}/{kept.id}"))["csrf"], "edition": str(kept.edition)}
    assert (await desk.browser.post(page, data=sent)).status_code == 422
    assert (await desk.kept(kept.id)).version == 0


async def test_who_is_shadowed_is_told_before(desk: Desk) -> None:
    await desk.live(name="First")
    kept = await desk.rule(name="Second")
    await desk.sign_in()
    assert "comes first for every reader" in (await desk.get(f"{BASE}/{kept.id}/publish")).text


async def test_the_history_tells_what_when_and_who(desk: Desk) -> None:
    page = await changed(desk)
    await desk.catalog.publish("daily", 1, "ben@daily.example", "Compare <more>")
    await desk.sign_in("viewer")
    told = (await desk.get(f"{page}/history")).text
    for words in (
        "Version 2",
        "ben@daily.example",
        "Compare &lt;more&gt;",
        "2 changes",
        "Version 1",
        "<time datetime=",
    ):
        assert words in told
    assert "<button" not in told


async def test_one_click_leads_back(desk: Desk) -> None:
    page = await changed(desk)
    await desk.catalog.publish("daily", 1, "ben@daily.example")
    await desk.sign_in()
    answer = await desk.press(f"{page}/history", f"{page}/back", "", version="1")
    assert (answer.status_code, desk.changes) == (303, 1)
    [rule] = (await desk.catalog.live_rules())["daily"]
    assert (rule.version, rule.body.holdout) == (3, 10)


@pytest.mark.parametrize("version", ["", "0", "9", "x", "-1", "9" * 400, "²"])
async def test_there_is_no_way_back_to_what_never_was(desk: Desk, version: str) -> None:
    page = await changed(desk)
    await desk.catalog.publish("daily", 1, "ben@daily.example")
    await desk.sign_in()
    answer = await desk.press(f"{page}/history", f"{page}/back", "", version=version)
    assert (answer.status_code, "has no version" in answer.text, desk.changes) == (409, True, 0)


async def test_a_rule_that_was_never_published_has_no_history(desk: Desk) -> None:
    kept = await desk.rule()
    await desk.sign_in()
    assert "It was never published" in (await desk.get(f"{BASE}/{kept.id}/history")).text
