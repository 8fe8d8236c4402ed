"""What editors do: one at a time, many at once, and back again."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.dashboards.corrections.desks import BASE, Inbox
from tests.dashboards.fakes import SITE
from tests.dashboards.people import EMAIL


@pytest.fixture(autouse=True)
async def three(inbox: Inbox) -> None:
    for word in ("one", "two", "three"):
        await inbox.report(word)


@pytest.mark.parametrize("state", ["accepted", "rejected", "fixed"])
async def test_a_button_of_a_row_is_about_that_row(inbox: Inbox, state: str) -> None:
    answer = await inbox.send(one=f"{state}:2", at="3", back="state=all&text=o", id=["1", "3"])
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{BASE}?state=all&text=o&done=")
    assert answer.headers["location"].endswith("#correction-3")
    assert await inbox.states() == {1: "new", 2: state, 3: "new"}
    (act,) = await inbox.catalog.acts(2)
    assert (act.person, act.kind, act.text) == (EMAIL, "state", state)


async def test_a_button_of_all_is_about_those_that_are_ticked(inbox: Inbox) -> None:
    await inbox.send(do="fixed", id=["1", "3", "999", "x"])
    assert await inbox.states() == {1: "fixed", 2: "new", 3: "fixed"}


async def test_what_was_done_is_said_and_taken_back(inbox: Inbox) -> None:
    await inbox.catalog.set_state(SITE.key, [1], "accepted", EMAIL, 1)
    where = (await inbox.send(do="rejected", id=["1", "2"])).headers["location"]
    page = (await inbox.client.get(where)).text
    assert "2 corrections are now “Rejected”." in page
    assert 'value="undo"' in page
    (done,) = parse_qs(urlsplit(where).query)["done"]
    answer = await inbox.send(do="undo", done=done, back="state=new")
    assert answer.headers["location"] == f"{BASE}?state=new&undone"
    assert await inbox.states() == {1: "accepted", 2: "new", 3: "new"}


async def test_undoing_leaves_what_somebody_has_changed_since(inbox: Inbox) -> None:
    where = (await inbox.send(do="rejected", id=["1", "2"])).headers["location"]
    await inbox.catalog.set_state(SITE.key, [1], "fixed", EMAIL, 1)
    await inbox.send(do="undo", done=parse_qs(urlsplit(where).query)["done"][0])
    assert await inbox.states() == {1: "fixed", 2: "new", 3: "new"}


@pytest.mark.parametrize(("to", "owner", "words"), [("1", 1, "Assigned."), ("", None, "Assigned to nobody.")])
async def test_corrections_are_given_to_somebody(
    inbox: Inbox, to: str, owner: int | None, words: str
) -> None:
    await inbox.catalog.assign(SITE.key, [2], 1, EMAIL, 1)
    where = (await inbox.send(do="assign", to=to, id=["1", "2"])).headers["location"]
    assert f'<p role="status">{words}</p>' in (await inbox.client.get(where)).text
    found = [await inbox.catalog.correction(SITE.key, number) for number in (1, 2, 3)]
    assert [one and one.assignee for one in found] == [owner, owner, None]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"do": "fixed"}, 400),
        ({"do": "melt", "id": "1"}, 400),
        ({"one": "melt:1"}, 400),
        ({"one": "fixed:x"}, 400),
        ({"one": "fixed:-1"}, 400),
        ({"do": "remark", "id": "1", "text": "x"}, 400),
        ({"do": "undo", "done": "forged.token"}, 400),
        ({"do": "undo", "done": "\u202e"}, 400),
        ({"do": "assign", "to": "99", "id": "1"}, 409),
        ({"do": "assign", "to": "x", "id": "1"}, 409),
        ({"one": "fixed:999999999999999"}, 303),
    ],
)
async def test_what_makes_no_sense_changes_nothing(inbox: Inbox, fields: dict[str, str], status: int) -> None:
    assert (await inbox.send(**fields)).status_code == status
    assert set((await inbox.states()).values()) == {"new"}


@pytest.mark.parametrize("back", ["//evil.example", "state=x", "page=x", "a;b&&=", "\x00"])
async def test_one_comes_back_to_the_inbox_only(inbox: Inbox, back: str) -> None:
    answer = await inbox.send(one="fixed:1", back=back, at="javascript:x")
    assert urlsplit(answer.headers["location"])[:3] == ("", "", BASE)
    assert "#" not in answer.headers["location"]
