"""Who may send a form, how large it may be, and that nothing typed is lost."""

import pytest

from .desk import BASE, Desk, fields

JUST = {"Sec-Fetch-Site": "same-origin"}


async def sent_by_nobody(desk: Desk, typed: dict[str, str]) -> tuple[str, str]:
    kept = await desk.rule()
    desk.browser.cookies.clear()
    page = f"{BASE}/{kept.id}"
    answer = await desk.browser.post(page, data=typed)
    assert answer.status_code == 401
    return page, answer.text


@pytest.mark.parametrize(
    "text", ["Привіт\n\n<b>&amp;", "</textarea><script>alert(1)</script>", "\n\nbegins empty", ""]
)
async def test_who_was_signed_out_gets_everything_back(desk: Desk, text: str) -> None:
    page, told = await sent_by_nobody(desk, {"name": text, "csrf": "old"})
    assert fields(told, page) == {"name": text, "csrf": "old"}
    assert "<script" not in told


async def test_and_goes_on_with_it_after_signing_in(desk: Desk) -> None:
    page, told = await sent_by_nobody(desk, {"name": "My words", "csrf": "old"})
    await desk.sign_in()
    answer = await desk.browser.post(page, data=fields(told, page))
    again = fields(answer.text, page)
    assert (answer.status_code, again["name"], again["csrf"] != "old") == (403, "My words", True)
    assert "You have signed in anew" in answer.text


async def test_a_form_of_another_session_changes_nothing(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    page = f"{BASE}/{kept.id}"
    sent = await desk.form(page) | {"name": "Other", "csrf": "old", "do": "save"}
    assert (await desk.browser.post(page, data=sent)).status_code == 403
    assert await desk.kept(kept.id) == kept


async def test_what_another_site_sends_is_not_shown(desk: Desk) -> None:
    await desk.sign_in()
    kept = await desk.rule()
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = await desk.browser.post(
        f"{BASE}/{kept.id}", data={"name": "evil", "do": "save"}, headers=headers
    )
    assert (answer.status_code, "evil" in answer.text) == (403, False)


@pytest.mark.parametrize("role", ["viewer", "editor"])
@pytest.mark.parametrize("path", ["/s/daily/money", "/s/daily/appearance/consent"])
async def test_what_only_admins_may(desk: Desk, path: str, role: str) -> None:
    await desk.sign_in(role)
    answer = await desk.browser.post(path, data={"do": "save"})
    assert answer.status_code == 403
    assert desk.changes == 0


@pytest.mark.parametrize("path", ["", "/stop", "/1", "/1/state", "/1/publish", "/1/back", "/1/preview"])
async def test_viewers_change_nothing(desk: Desk, path: str) -> None:
    await desk.live()
    await desk.sign_in("viewer")
    answer = await desk.browser.post(BASE + path, data={"do": "pause"})
    assert (answer.status_code, "Not for your role" in answer.text, desk.changes) == (403, True, 0)


@pytest.mark.parametrize("path", ["", "/stop", "/1/state", "/1/publish", "/1/back"])
async def test_without_the_token_nothing_changes(desk: Desk, path: str) -> None:
    await desk.live()
    await desk.sign_in()
    before = await desk.catalog.rules("daily")
    assert (await desk.browser.post(BASE + path, data={"do": "pause"}, headers=JUST)).status_code == 403
    assert (await desk.catalog.rules("daily"), desk.changes) == (before, 0)


@pytest.mark.parametrize("path", ["", "/1", "/1/publish", "/1/history", "/1/preview"])
async def test_who_is_not_signed_in_is_sent_to_do_so(desk: Desk, path: str) -> None:
    answer = await desk.get(BASE + path)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize(
    ("body", "status"),
    [(b"name=" + b"x" * 3_000_000, 413), (b"&".join([b"name="] * 5_000), 400)],
)
async def test_a_form_that_is_too_large(desk: Desk, signed_in: bool, body: bytes, status: int) -> None:
    await desk.rule()
    if signed_in:
        await desk.sign_in()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = await desk.browser.post(f"{BASE}/1", content=body, headers=headers)
    assert (answer.status_code, "oo " in answer.text) == (status, True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"name": 1}', "application/json"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"name=%ff%00%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"", "text/plain"),
        (
            b'--x\r\nContent-Disposition: form-data; name="name"; filename="a"\r\n\r\nx\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
    ],
)
@pytest.mark.parametrize("role", ["", "editor"])
async def test_no_body_is_a_fault(desk: Desk, body: bytes, kind: str, role: str) -> None:
    await desk.rule()
    if role:
        await desk.sign_in(role)
    answer = await desk.browser.post(f"{BASE}/1", content=body, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("path", ["appeals", "appeals/1", "appeals/1/publish", "money", "appearance"])
async def test_a_site_that_is_not_there(desk: Desk, path: str) -> None:
    await desk.sign_in("admin")
    sites = ("nobody", "%3Cb%3E", "%00", "%FF", "x" * 3_000)
    told = {site: (await desk.get(f"/s/{site}/{path}")).status_code for site in sites}
    assert told == dict.fromkeys(sites, 404)


@pytest.mark.parametrize("path", ["", "/publish", "/history", "/preview"])
async def test_a_rule_that_is_not_there(desk: Desk, path: str) -> None:
    await desk.rule()
    await desk.sign_in("admin")
    numbers = ("0", "2", "x", "1x", "-1", "%00", "9" * 5_000, "٣", "1.0")
    told = {number: (await desk.get(f"{BASE}/{number}{path}")).status_code for number in numbers}
    assert told == dict.fromkeys(numbers, 404)


async def test_another_sites_rule_is_not_there(desk: Desk) -> None:
    kept = await desk.live()
    await desk.sign_in("admin")
    assert (await desk.get(f"/s/other/appeals/{kept.id}")).status_code == 404


async def test_nothing_inline_can_run(desk: Desk) -> None:
    await desk.live(name="<script>alert(1)</script>")
    await desk.sign_in("admin")
    for path in (
        BASE,
        f"{BASE}/1",
        f"{BASE}/1/publish",
        f"{BASE}/1/history",
        "/s/daily/money",
        "/s/daily/appearance",
    ):
        answer = await desk.get(path)
        assert "'unsafe-" not in answer.headers["content-security-policy"]
        assert "<script>alert" not in answer.text
