"""The page of the look, pictures and consent."""

import msgspec
import pytest

from service.catalog.rule import Policy
from service.catalog.sites import Site

from .desk import HOSTILE, Desk, fields, problem
from .test_editor_preview import gift

PAGE = "/s/daily/appearance"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


async def site(desk: Desk) -> Site:
    kept = await desk.catalog.site("daily")
    assert kept is not None
    return kept


async def test_what_is_typed_is_kept_and_readers_get_it_at_once(desk: Desk) -> None:
    await desk.sign_in()
    changed = {"theme.accent": "#123456", "theme.font": "serif", "language": "uk", "per_day": "0"}
    answer = await desk.press(PAGE, PAGE, "save", **changed)
    assert (answer.status_code, answer.headers["location"], desk.changes) == (303, f"{PAGE}?saved", 1)
    policy = (await site(desk)).policy
    assert (policy.theme.accent, policy.theme.font, policy.language, policy.per_day) == (
        "#123456",
        "serif",
        "uk",
        0,
    )


async def test_stopped_appeals_stay_stopped(desk: Desk) -> None:
    await desk.sign_in()
    sent = await desk.form(PAGE) | {"do": "save", "per_week": "9"}
    stopped = Policy(stopped=True)
    await desk.catalog.change_site("daily", lambda one: msgspec.structs.replace(one, policy=stopped))
    assert (await desk.browser.post(PAGE, data=sent)).status_code == 303
    assert (await site(desk)).policy == Policy(stopped=True, per_week=9)


async def test_colours_that_cannot_be_read_are_refused_beside_their_field(desk: Desk) -> None:
    await desk.sign_in()
    answer = await desk.press(PAGE, PAGE, "save", **{"theme.text": "#dddddd", "per_day": "7"})
    assert (answer.status_code, "contrast is 1.3:1" in problem(answer.text, "theme.text")) == (422, True)
    again = fields(answer.text, PAGE)
    assert (again["theme.text"], again["per_day"]) == ("#dddddd", "7")
    assert ((await site(desk)).policy, desk.changes) == (Policy(), 0)


@pytest.mark.parametrize("text", HOSTILE)
async def test_every_field_at_once_with_hostile_text(desk: Desk, text: str) -> None:
    await desk.sign_in()
    frame = {"csrf", "was"}
    sent = {name: one if name in frame else text for name, one in (await desk.form(PAGE)).items()}
    answer = await desk.browser.post(PAGE, data=sent | {"do": "save"})
    assert (answer.status_code, "<script>alert" in answer.text) == (422, False)


async def test_of_two_who_save_the_second_is_told(desk: Desk) -> None:
    await desk.sign_in()
    sent = await desk.form(PAGE) | {"do": "save", "per_day": "5"}
    await desk.catalog.change_site(
        "daily", lambda one: msgspec.structs.replace(one, policy=Policy(per_day=3))
    )
    answer = await desk.browser.post(PAGE, data=sent)
    assert (answer.status_code, (await site(desk)).policy.per_day) == (409, 3)


async def test_the_preview_shows_what_is_typed(desk: Desk) -> None:
    await desk.sign_in()
    sent = await desk.form(PAGE) | {
        "theme.accent": "#123456",
        "preview.language": "uk",
        "preview.form": "banner",
    }
    appeal = gift((await desk.browser.post(f"{PAGE}/preview", data=sent)).text)
    assert (appeal["theme"]["accent"], appeal["lang"], appeal["form"]) == ("#123456", "uk", "banner")
    assert gift((await desk.get(f"{PAGE}/preview")).text)["form"] == "dialog"


async def upload(desk: Desk, content: bytes, name: str = "picture") -> int:
    token = (await desk.form(PAGE))["csrf"]
    files = {name: ("x.png", content, "image/png")}
    return (await desk.browser.post(f"{PAGE}/picture", data={"csrf": token}, files=files)).status_code


async def test_a_picture_is_kept_and_offered(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    assert await upload(desk, PNG) == 303
    assert await desk.catalog.picture("daily", 1) == ("image/png", PNG)
    assert '<img src="/k/art/daily/1"' in (await desk.get(PAGE)).text
    assert '<option value="own:1">' in (await desk.get(f"/s/daily/appeals/{kept.id}")).text


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (b"", "picture", 422),
        (PNG, "file", 422),
        (b"<svg onload=alert(1)>", "picture", 409),
        (PNG.ljust(200_001, b"\0"), "picture", 409),
        (PNG.ljust(3_000_000, b"\0"), "picture", 413),
    ],
)
async def test_what_is_no_picture_is_refused(desk: Desk, content: bytes, name: str, status: int) -> None:
    await desk.sign_in()
    assert await upload(desk, content, name) == status
    assert await desk.catalog.pictures("daily") == []


@pytest.mark.parametrize("mode", ["notice", "off", "required"])
async def test_an_admin_sets_the_consent_mode(desk: Desk, mode: str) -> None:
    await desk.sign_in("admin")
    assert (await desk.press(PAGE, f"{PAGE}/consent", "", consent=mode)).status_code == 303
    assert (await site(desk)).consent == mode


@pytest.mark.parametrize("mode", [*HOSTILE, ""])
async def test_a_mode_that_is_none(desk: Desk, mode: str) -> None:
    await desk.sign_in("admin")
    assert (await desk.press(PAGE, f"{PAGE}/consent", "", consent=mode)).status_code == 422
    assert ((await site(desk)).consent, desk.changes) == ("required", 0)
