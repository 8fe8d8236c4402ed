"""The guard: who gets in, who is sent to the login page, who is told no."""

import httpx
import pytest
from starlette.requests import Request

from service.accounts.guard import COOKIE, Accounts
from service.accounts.keys import fingerprint, new_token
from service.catalog.catalog import Catalog

from .conftest import Clock, sign_in

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("path", "login"),
    [
        ("/", "/login?next=%2F"),
        ("/settings?tab=a%26b", "/login?next=%2Fsettings%3Ftab%3Da%2526b"),
        ("//evil.org", None),
    ],
)
async def test_strangers_are_sent_to_the_login_page(
    browser: httpx.AsyncClient, path: str, login: str | None
) -> None:
    answer = await browser.get(f"http://kindly.example{path}")
    assert answer.headers.get("location") == login


async def test_a_strangers_form_is_sent_to_the_login_page(browser: httpx.AsyncClient) -> None:
    answer = await browser.post("/settings", data={"a": "b"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


@pytest.mark.parametrize(
    ("current", "login"),
    [
        ("http://kindly.example/s/daily/overview?day=1", "/login?next=%2Fs%2Fdaily%2Foverview%3Fday%3D1"),
        ("", "/login?next=%2Fs"),
        ("http://kindly.example//evil.org", "/login?next=%2Fs"),
        ("nonsense", "/login?next=%2Fs"),
    ],
)
async def test_htmx_comes_back_to_the_page(browser: httpx.AsyncClient, current: str, login: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": current}
    answer = await browser.get("/settings", headers=headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, login)


@pytest.mark.parametrize("key", ["", "x", "x" * 43, "x" * 5000, "'; drop table session; --"])
async def test_made_up_cookies(browser: httpx.AsyncClient, key: str) -> None:
    assert (await browser.get("/", headers={"cookie": f"kindly_session={key}"})).status_code == 303


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("viewer", "/", 200),
        ("editor", "/", 200),
        ("admin", "/", 200),
        ("viewer", "/settings", 403),
        ("editor", "/settings", 200),
        ("admin", "/settings", 200),
    ],
)
async def test_roles(browser: httpx.AsyncClient, role: str, path: str, status: int) -> None:
    await sign_in(browser, role)
    assert (await browser.get(path)).status_code == status


async def test_the_page_for_too_low_a_role(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "viewer")
    html = (await browser.get("/settings")).text
    assert all(word in html for word in ("editor", "viewer", "viewer@example.org"))


def test_an_unknown_role_is_a_mistake_of_ours(accounts: Accounts) -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        accounts.signed_in(lambda request: accounts.person(request), role="owner")  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize(
    ("header", "field", "status"),
    [
        (None, None, 403),
        (None, "right", 200),
        ("right", None, 200),
        ("right", "wrong", 200),
        ("wrong", "right", 403),
        (None, "wrong", 403),
        (None, "", 403),
        ("ї", None, 403),
    ],
)
async def test_changes_need_the_csrf_token(
    browser: httpx.AsyncClient, header: str | None, field: str | None, status: int
) -> None:
    await sign_in(browser, "admin")
    right = (await browser.get("/")).json()["csrf"]
    headers = {} if header is None else {b"X-CSRF-Token": header.replace("right", right).encode()}
    form = {} if field is None else {"csrf": field.replace("right", right)}
    assert (await browser.post("/settings", data=form, headers=headers)).status_code == status


async def test_a_csrf_token_holds_for_one_session(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    token = (await browser.get("/")).json()["csrf"]
    await sign_in(browser)
    assert (await browser.post("/", data={"csrf": token})).status_code == 403


@pytest.mark.parametrize("content_type", ["multipart/form-data", "application/json", "text/plain"])
async def test_other_bodies_carry_no_token(browser: httpx.AsyncClient, content_type: str) -> None:
    await sign_in(browser)
    answer = await browser.post("/", content=b'{"csrf": 1}', headers={"content-type": content_type})
    assert answer.status_code in {400, 403}


async def test_answers_are_not_cached(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    assert (await browser.get("/")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("days", "alive", "renewed"),
    [
        ([0.9], True, False),
        ([1.1], True, True),
        ([13.9], True, True),
        ([14], False, False),
        ([10, 10], True, True),
    ],
)
async def test_a_used_session_lives_on(
    browser: httpx.AsyncClient, clock: Clock, days: list[float], *, alive: bool, renewed: bool
) -> None:
    await sign_in(browser)
    for some in days:
        clock.now += round(some * DAY_MS)
        answer = await browser.get("/")
    assert (answer.status_code == 200, "Max-Age=1209600" in answer.headers.get("set-cookie", "")) == (
        alive,
        renewed,
    )


async def test_the_session_is_looked_up_once_a_request(
    browser: httpx.AsyncClient, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sign_in(browser)
    asked = []
    look_up = catalog.session

    async def counted(id: str, now: int) -> object:  # noqa: A002
        asked.append(id)
        return await look_up(id, now)

    monkeypatch.setattr(catalog, "session", counted)
    await browser.get("/settings")
    assert len(asked) == 1


@pytest.fixture
async def token(catalog: Catalog) -> str:
    token = new_token()
    await catalog.add_token("daily", "reports", fingerprint(token))
    return token


@pytest.mark.parametrize(
    ("shown", "site"),
    [
        ("Bearer {}", "daily"),
        ("bearer {}", "daily"),
        ("Bearer  {} ", "daily"),
        ("{}", None),
        ("Basic {}", None),
        ("Bearer", None),
        ("Bearer {}x", None),
        ("Bearer kindly_" + "x" * 43, None),
        ("Bearer \u00ff", None),
        ("", None),
    ],
)
async def test_a_token_opens_its_site(
    browser: httpx.AsyncClient, token: str, shown: str, site: str | None
) -> None:
    headers = {b"authorization": shown.format(token).encode("latin-1")}
    assert (await browser.get("/api", headers=headers)).json() == {"site": site}


async def test_no_token(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/api")).json() == {"site": None}


async def test_a_tokens_use_is_noted(
    browser: httpx.AsyncClient, catalog: Catalog, clock: Clock, token: str
) -> None:
    await browser.get("/api", headers={"authorization": f"Bearer {token}"})
    [kept] = await catalog.tokens("daily")
    assert kept.last_used_at == clock.now


async def test_a_session_goes_on_until_it_is_signed_out_or_over(
    browser: httpx.AsyncClient, accounts: Accounts, catalog: Catalog, clock: Clock
) -> None:
    await sign_in(browser)
    cookie = f"{COOKIE}={browser.cookies[COOKIE]}".encode()
    request = Request({"type": "http", "headers": [(b"cookie", cookie)]})
    told = [await accounts.still(request)]
    clock.now += 15 * DAY_MS
    told.append(await accounts.still(request))
    clock.now -= 15 * DAY_MS
    await catalog.delete_session(fingerprint(browser.cookies[COOKIE]))
    told.append(await accounts.still(request))
    assert told == [True, False, False]


async def test_a_stranger_has_no_session_that_goes_on(accounts: Accounts) -> None:
    assert not await accounts.still(Request({"type": "http", "headers": []}))
