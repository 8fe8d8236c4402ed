"""The settings of corrections: editors change them, a secret is shown once, failures are said in words."""

import html
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from service.accounts.pages import routes as account_routes
from service.admin import desk
from service.admin.render import FOLDER
from service.catalog.desk_deliveries import End
from service.catalog.desks import Desk
from service.catalog.people import ROLES
from service.catalog.sites import Site
from service.corrections.failure import Failure
from service.corrections.webhook import shown_secret
from service.page.files import Files
from tests.service.corrections.reported import report

from .conftest import PASSWORD, Newsroom
from .desk import HOSTILE, fields, problem

PAGE = "/s/daily/corrections/settings"
HOOK = "https://hooks.example/in?key=k1"
EMAIL = "desk@daily.example"
NOW = 1_793_500_000_000


class Settings:
    """The page over a real catalog, for one person, and what was tried from it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.catalog = newsroom.catalog
        self.mails = True
        self.tried: list[tuple[str, str]] = []
        self.failure: Failure | None = None
        self.changes = 0
        pages = desk.routes(newsroom.accounts, newsroom.catalog, self, self._changed)
        app = Starlette(routes=[*account_routes(newsroom.accounts), *pages, Files(FOLDER).route()])
        self.browser = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://k.daily.example"
        )

    async def _changed(self) -> None:
        self.changes += 1

    async def try_letter(self, _site: Site, desk: Desk) -> None:
        self._try(desk.email)

    async def try_call(self, _site: Site, desk: Desk) -> None:
        self._try(desk.webhook)

    def _try(self, to: str) -> None:
        self.tried.append(("daily", to))
        if self.failure:
            raise self.failure

    async def sign_in(self, role: str) -> None:
        self.browser.cookies.clear()
        form = {"email": f"{role}@example.org", "password": PASSWORD}
        assert (await self.browser.post("/login", data=form)).status_code == 303

    async def text(self) -> str:
        return (await self.browser.get(PAGE)).text

    async def save(self, **changed: str) -> httpx.Response:
        sent = fields(await self.text(), PAGE) | {"do": "save"} | changed
        return await self.browser.post(PAGE, data=sent)

    async def press(self, path: str, do: str) -> httpx.Response:
        csrf = fields(await self.text(), PAGE)["csrf"]
        return await self.browser.post(f"{PAGE}/{path}", data={"csrf": csrf, "do": do})

    async def kept(self) -> Desk:
        return await self.catalog.desk("daily")


@pytest.fixture
async def page(newsroom: Newsroom) -> AsyncIterator[Settings]:
    made = Settings(newsroom)
    async with made.browser:
        await made.sign_in("editor")
        yield made


async def test_off_until_somebody_turns_it_on(page: Settings) -> None:
    text = await page.text()
    assert "on" not in fields(text, PAGE)
    assert "Nothing yet." in text
    answer = await page.save(on="on")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?saved")
    assert ((await page.kept()).on, page.changes) == (True, 1)
    assert fields(await page.text(), PAGE)["on"] == "on"


async def test_captions_by_language(page: Settings) -> None:
    await page.save(**{"captions.0.language": "uk", "captions.0.text": "Бачите помилку?"})
    await page.save(**{"captions.1.language": "ar", "captions.1.text": "هل ترى خطأ؟"})
    assert (await page.kept()).captions == {"uk": "Бачите помилку?", "ar": "هل ترى خطأ؟"}
    assert 'value="هل ترى خطأ؟" maxlength="160" autocomplete="off" lang="ar" dir="rtl"' in await page.text()
    await page.save(**{"captions.0.text": ""})
    assert (await page.kept()).captions == {"uk": "Бачите помилку?"}


async def test_one_more_line_keeps_what_is_typed_and_saves_nothing(page: Settings) -> None:
    answer = await page.save(**{"captions.0.text": "See it?", "do": "more"})
    assert "Not saved yet." in answer.text
    assert fields(answer.text, PAGE)["captions.0.text"] == "See it?"
    assert fields(answer.text, PAGE)["captions.1.text"] == ""
    assert await page.kept() == Desk(site="daily")


def secret_in(text: str) -> str:
    found = re.search(r'<code id="secret">([^<]*)</code>', text)
    return html.unescape(found[1]) if found else ""


async def test_the_secret_is_shown_once(page: Settings) -> None:
    answer = await page.save(webhook=HOOK)
    assert secret_in(answer.text) == shown_secret((await page.kept()).secret)
    assert "whsec_" not in await page.text()
    assert "whsec_" not in (await page.save(on="on")).text


async def test_the_secret_is_renewed(page: Settings) -> None:
    await page.save(webhook=HOOK)
    before = await page.kept()
    answer = await page.press("secret", "renew")
    after = await page.kept()
    assert (secret_in(answer.text), after.webhook) == (shown_secret(after.secret), HOOK)
    assert before.secret != after.secret


async def test_there_is_no_secret_without_a_webhook(page: Settings) -> None:
    assert (await page.press("secret", "renew")).status_code == 409


@pytest.mark.parametrize(
    ("changed", "name", "said"),
    [
        ({"email": "desk"}, "email", "Write an e-mail address"),
        ({"webhook": "https://10.0.0.1/"}, "webhook", "10.0.0.1 is no public address"),
        ({"webhook": "http://hooks.example/"}, "webhook", "must begin with https://"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    page: Settings, changed: dict[str, str], name: str, said: str
) -> None:
    answer = await page.save(on="on", **changed)
    assert (answer.status_code, await page.kept()) == (422, Desk(site="daily"))
    assert said in problem(answer.text, name)
    assert fields(answer.text, PAGE)[name] == changed[name]
    assert fields(answer.text, PAGE)["on"] == "on"


async def test_two_people_at_once(page: Settings) -> None:
    was = fields(await page.text(), PAGE)["was"]
    await page.save(email=EMAIL)
    answer = await page.save(email="other@daily.example", was=was)
    assert (answer.status_code, (await page.kept()).email) == (409, EMAIL)
    assert "Somebody else has changed these settings" in answer.text
    again = fields(answer.text, PAGE) | {"do": "save"}
    assert (await page.browser.post(PAGE, data=again)).status_code == 303
    assert (await page.kept()).email == "other@daily.example"


async def test_a_field_of_another_form(page: Settings) -> None:
    answer = await page.save(secret="x")
    assert (answer.status_code, await page.kept()) == (400, Desk(site="daily"))


@pytest.mark.parametrize(("do", "to"), [("email", EMAIL), ("webhook", HOOK)])
async def test_a_test_is_sent(page: Settings, do: str, to: str) -> None:
    await page.save(email=EMAIL, webhook=HOOK)
    answer = await page.press("try", do)
    assert (page.tried, "The test was taken." in answer.text) == ([("daily", to)], True)


async def test_a_test_that_fails_says_why(page: Settings) -> None:
    await page.save(webhook=HOOK)
    page.failure = Failure("%(host)s answers %(status)s: not now.", host="<hooks>", status="503")
    answer = await page.press("try", "webhook")
    assert "The test did not arrive</h2><p>&lt;hooks&gt; answers 503: not now.</p>" in answer.text


@pytest.mark.parametrize("do", ["email", "webhook", "on", "site", "", "captions"])
async def test_there_is_nobody_to_send_a_test_to(page: Settings, do: str) -> None:
    assert ((await page.press("try", do)).status_code, page.tried) == (400, [])


async def test_without_a_mail_server_the_page_says_so(page: Settings) -> None:
    page.mails = False
    await page.save(email=EMAIL)
    text = await page.text()
    assert "no mail server" in text
    assert "Send a test letter" not in text


async def _outcome(page: Settings, **end: Any) -> str:
    await page.save(on="on", webhook=HOOK)
    await report(page.catalog, NOW)
    [one] = await page.catalog.waiting_desk_deliveries("daily", "webhook")
    await page.catalog.begin_desk_deliveries([one.id], NOW)
    await page.catalog.end_desk_deliveries([End(one.id, **end)], NOW)
    table = re.search(r'<table class="deliveries">.*?</table>', await page.text(), re.DOTALL)
    assert table
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", table[0])).split())


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ({"outcome": "sent"}, "No. 1 1 webhook 1 Nov, 04:26 told"),
        (
            {"outcome": "refused", "error": Failure("%(host)s answers 404.", host="h.example").kept},
            "given up h.example answers 404.",
        ),
        (
            {"outcome": "waiting", "error": Failure("Not now.").kept, "next_at": NOW + 300_000},
            "waits Not now. Tried once; again at 1 Nov, 04:31.",
        ),
        ({"outcome": "unknown"}, "unknown It may have arrived; it is not told again."),
    ],
)
async def test_what_was_told_last(page: Settings, end: dict[str, Any], said: str) -> None:
    assert said in await _outcome(page, **end)


@pytest.mark.parametrize("role", ROLES)
async def test_viewers_see_and_editors_change(page: Settings, role: str) -> None:
    await page.save(email=EMAIL, webhook=HOOK)
    await page.sign_in(role)
    text = await page.text()
    writes = role != "viewer"
    assert ("disabled" not in text, "Send a test letter" in text, HOOK in html.unescape(text)) == (
        writes,
    ) * 3
    assert "hooks.example" in text
    for path in ("", "/try", "/secret"):
        sent = fields(text, PAGE) | {"do": "email"}
        status = (await page.browser.post(PAGE + path, data=sent)).status_code
        assert (status == 403) is not writes


async def test_a_stranger_is_asked_to_sign_in(page: Settings) -> None:
    page.browser.cookies.clear()
    assert (await page.browser.get(PAGE)).status_code == 303
    assert (await page.browser.post(PAGE, data={"on": "on"})).status_code in {401, 403}


async def test_the_tags(page: Settings) -> None:
    tags = re.findall(r'<code id="tag-(?:with|only)">(.*?)</code>', await page.text(), re.DOTALL)
    frame = '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"\n  '
    assert [html.unescape(tag) for tag in tags] == [
        f"{frame}data-notes></script>",
        f'{frame}data-only="notes"></script>',
    ]


@pytest.mark.parametrize(
    "name",
    ["on", "email", "webhook", "captions.0.language", "captions.0.text", "was", "do", "captions.999.text"],
)
async def test_nothing_typed_is_a_fault_or_markup(page: Settings, name: str) -> None:
    for text in HOSTILE:
        answer = await page.save(**{"captions.0.text": "x", name: text})
        assert answer.status_code < 500
        assert "<script>alert" not in answer.text + await page.text()
