"""The editor: saved, refused, changed by two at once; and nothing typed is lost."""

import msgspec
import pytest

from service.appeals.defaults import NAMES
from service.catalog.rule import Form

from .desk import BASE, HOSTILE, Desk, fields, problem


@pytest.mark.parametrize("form", NAMES)
async def test_what_is_shown_and_sent_back_is_the_same_rule(desk: Desk, form: Form) -> None:
    await desk.sign_in()
    kept = await desk.rule(form)
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, "save")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}?saved")
    assert (await desk.kept(kept.id)).draft == kept.draft


async def test_what_was_typed_is_saved_as_a_draft(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.live()
    page = f"{BASE}/{kept.id}"
    await desk.press(
        page, page, "save", name="Softer", **{"variants.0.messages.uk.text": "Рядок\r\n\r\nдругий"}
    )
    now = await desk.kept(kept.id)
    assert (now.draft.name, now.changed_by) == ("Softer", "editor@example.org")
    assert now.draft.variants[0].messages["uk"].text == "Рядок\n\nдругий"
    assert (now.published, desk.changes) == (kept.published, 0)


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_is_refused_stands_in_its_field_with_a_sentence(desk: Desk, text: str) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, "save", holdout=text, name="My words")
    assert answer.status_code == 422
    assert fields(answer.text, page)["holdout"].strip() == text.strip()
    assert fields(answer.text, page)["name"] == "My words"
    assert problem(answer.text, "holdout") == "Write a whole number from 0 to 100."
    assert 'aria-describedby="holdout-help holdout-problem" aria-invalid="true"' in answer.text
    assert "<script>alert" not in answer.text
    assert await desk.kept(kept.id) == kept


@pytest.mark.parametrize("text", HOSTILE)
async def test_every_field_at_once_with_hostile_text(desk: Desk, text: str) -> None:
    await desk.sign_in()
    page = f"{BASE}/{(await desk.rule('hard_wall')).id}"
    frame = {"csrf", "edition"}
    sent = {name: one if name in frame else text for name, one in (await desk.form(page)).items()}
    answer = await desk.browser.post(page, data=sent | {"do": "save"})
    assert 400 <= answer.status_code < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize(
    ("changed", "name", "words"),
    [
        ({"variants.0.weight": "90"}, "variants.0.weight", "90%"),
        ({"groups.0.conditions.0.values": "bricks"}, "groups.0.conditions.0.values", "never “bricks”"),
        ({"groups.0.conditions.0.field": "shoe_size"}, "groups.0.conditions.0.field", "shoe_size"),
        ({"variants.0.messages.en.title": ""}, "variants.0.messages.en.title", "Write a title"),
        ({"variants.0.messages.en.text": "<b>x</b>"}, "variants.0.messages.en.text", "HTML"),
        ({"variants.0.messages.en.text": "[x](javascript:alert)"}, "variants.0.messages.en.text", "link"),
        ({"form": "hard_wall"}, "wall.ways", "no way on"),
        (
            {"schedule.first": "2026-12-02", "schedule.last": "2026-12-01"},
            "schedule.last",
            "before the first",
        ),
    ],
)
async def test_what_cannot_be_published_is_told_beside_its_field(
    desk: Desk, changed: dict[str, str], name: str, words: str
) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, "publish", **changed)
    assert (answer.status_code, words in problem(answer.text, name)) == (422, True)
    assert (await desk.kept(kept.id)).state == "draft"
    assert words in problem((await desk.get(page)).text, name)


async def test_a_wall_without_a_way_on_needs_that_one_knows(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule("hard_wall")
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, "publish", **{"wall.no_way_on_known": "on"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}/publish")


async def test_of_two_who_save_the_second_is_told_and_loses_nothing(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    mine = await desk.form(page) | {"do": "save", "name": "Mine"}
    await desk.catalog.save_draft(
        "daily", kept.id, msgspec.structs.replace(kept.draft, name="Theirs"), "ben@x.example"
    )
    answer = await desk.browser.post(page, data=mine)
    assert answer.status_code == 409
    assert "ben@x.example has changed this rule" in answer.text
    assert "Theirs</td>" in answer.text
    assert (await desk.kept(kept.id)).draft.name == "Theirs"
    again = fields(answer.text, page)
    assert again["name"] == "Mine"
    assert (await desk.browser.post(page, data=again | {"do": "save"})).status_code == 303
    assert (await desk.kept(kept.id)).draft.name == "Mine"


@pytest.mark.parametrize("edition", ["", "0", "x", "-1", "9" * 400, "²"])
async def test_without_a_right_edition_nothing_is_overwritten(desk: Desk, edition: str) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    assert (await desk.press(page, page, "save", edition=edition, name="x")).status_code == 409
    assert await desk.kept(kept.id) == kept


@pytest.mark.parametrize(
    ("do", "chosen", "shown"),
    [
        ("add-group", {"add_group": "section"}, "groups.1.conditions.0.values"),
        ("add-condition groups.0", {"groups.0.add": "tag"}, "groups.0.conditions.1.values"),
        ("add-way", {}, "wall.ways.0.url"),
        ("add-variant", {}, "variants.1.weight"),
        ("add-language variants.0", {"variants.0.add": "de"}, "variants.0.messages.de.title"),
    ],
)
async def test_buttons_add_and_keep_what_is_typed_and_save_nothing(
    desk: Desk, do: str, chosen: dict[str, str], shown: str
) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, do, name="typed", holdout="wrong", **chosen)
    there = fields(answer.text, page)
    assert (answer.status_code, there["name"], there["holdout"], shown in there) == (
        200,
        "typed",
        "wrong",
        True,
    )
    assert answer.text.count(" autofocus") == 1
    assert await desk.kept(kept.id) == kept


async def test_a_variant_that_was_live_never_gives_its_number_away(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.live()
    page = f"{BASE}/{kept.id}"
    emptied = fields((await desk.press(page, page, "remove variants.0")).text, page)
    answer = await desk.browser.post(page, data=emptied | {"do": "add-variant"})
    assert fields(answer.text, page)["variants.0.id"] == "2"


@pytest.mark.parametrize("name", ["state", "groups.0.conditions.0.sql", "<b>", "x" * 5_000])
async def test_an_unknown_field_is_refused(desk: Desk, name: str) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    answer = await desk.press(page, page, "save", **{name: "x", "name": "typed"})
    assert (answer.status_code, fields(answer.text, page)["name"]) == (400, "typed")
    assert "This form has no field" in answer.text


@pytest.mark.parametrize("do", [*HOSTILE, "remove"])
async def test_an_unknown_button_is_refused(desk: Desk, do: str) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    assert (await desk.press(page, page, do, name="typed")).status_code == 400
    assert await desk.kept(kept.id) == kept


async def test_the_enter_key_saves(desk: Desk) -> None:
    """A browser presses a form's first button."""
    await desk.sign_in()
    kept = await desk.rule()
    page = (await desk.get(f"{BASE}/{kept.id}")).text
    first = page[page.index("<button") :].partition(">")[0]
    assert 'name="do" value="save"' in first


@pytest.mark.parametrize("role", ["viewer", "editor"])
async def test_viewers_see_everything_and_can_press_nothing(desk: Desk, role: str) -> None:
    kept = await desk.live()
    await desk.sign_in(role)
    page = (await desk.get(f"{BASE}/{kept.id}")).text
    assert ('<fieldset class="parts" disabled' in page) is (role == "viewer")
    assert ("Save the draft" in page) is (role == "editor")


async def test_an_archived_rule_is_only_shown(desk: Desk) -> None:
    kept = await desk.live()
    await desk.catalog.archive_rule("daily", kept.id, "x")
    await desk.sign_in()
    page = (await desk.get(f"{BASE}/{kept.id}")).text
    assert ("This rule is archived" in page, "Save the draft" in page) == (True, False)


async def test_right_to_left_texts_are_written_that_way(desk: Desk) -> None:
    await desk.sign_in()
    page = f"{BASE}/{(await desk.rule()).id}"
    answer = await desk.press(page, page, "add-language variants.0", **{"variants.0.add": "ar"})
    assert 'name="variants.0.messages.ar.text" rows="7" lang="ar" dir="rtl"' in answer.text
