"""Signing in and out, as a browser does it."""

import re

import httpx
import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from service.accounts.guard import Accounts
from service.accounts.keys import fingerprint
from service.accounts.pages import routes
from service.catalog.catalog import Catalog

from .conftest import PASSWORD, Clock, sign_in

COOKIE = "kindly_session"


def field(html: str, name: str) -> str:
    """The whole tag of an input."""
    [tag] = re.findall(rf'<input[^>]* name="{name}"[^>]*>', html)
    assert isinstance(tag, str)
    return tag


async def test_the_form(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/login?next=/s/daily/overview%3Fday%3D1")
    assert answer.status_code == 200
    assert 'value="/s/daily/overview?day=1"' in field(answer.text, "next")
    assert " autofocus" in field(answer.text, "email")


@pytest.mark.parametrize(
    ("next_url", "lands"),
    [
        ("/s/daily", "/s/daily"),
        ("", "/s"),
        ("//evil.org", "/s"),
        ("https://evil.org", "/s"),
        ("/s/ї", "/s/%D1%97"),
    ],
)
async def test_signing_in_leads_where_one_wanted(
    browser: httpx.AsyncClient, next_url: str, lands: str
) -> None:
    answer = await sign_in(browser, next=next_url)
    assert (answer.status_code, answer.headers["location"]) == (303, lands)


async def test_signed_in(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "editor", email=" Editor@Example.ORG ")
    assert (await browser.get("/")).json()["email"] == "editor@example.org"


async def test_the_cookie(browser: httpx.AsyncClient) -> None:
    cookie = (await sign_in(browser)).headers["set-cookie"]
    assert re.fullmatch(r"kindly_session=[\w-]{43}; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax", cookie)


async def test_the_cookie_where_people_come_by_https(catalog: Catalog, accounts: Accounts) -> None:
    accounts.secure_cookies = True
    transport = httpx.ASGITransport(Starlette(routes=routes(accounts)))
    async with httpx.AsyncClient(transport=transport, base_url="https://kindly.example") as browser:
        assert "; Secure" in (await sign_in(browser)).headers["set-cookie"]


async def test_only_the_hash_of_the_cookie_is_kept(browser: httpx.AsyncClient, catalog: Catalog) -> None:
    await sign_in(browser)
    key = browser.cookies[COOKIE]
    assert key.encode() not in catalog.path.read_bytes()
    assert fingerprint(key).encode() in catalog.path.read_bytes()


@pytest.mark.parametrize(
    ("email", "password", "status", "sentence"),
    [
        ("", "", 422, "Enter your e-mail address."),
        ("", PASSWORD, 422, "Enter your e-mail address."),
        ("viewer", PASSWORD, 422, "This is no e-mail address: it has no @."),
        ("viewer@example.org", "", 422, "Enter your password."),
        ("viewer@example.org", "wrong", 401, "The e-mail address or the password is wrong."),
        ("nobody@example.org", PASSWORD, 401, "The e-mail address or the password is wrong."),
        ("a@" + "b" * 9000, PASSWORD, 401, "The e-mail address or the password is wrong."),
        ("\x00@\ufffd", "\x00", 401, "The e-mail address or the password is wrong."),
        ("'--@x", "'--", 401, "The e-mail address or the password is wrong."),
    ],
)
async def test_not_signed_in(
    browser: httpx.AsyncClient, email: str, password: str, status: int, sentence: str
) -> None:
    answer = await sign_in(browser, email=email, password=password)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert COOKIE not in browser.cookies


@pytest.mark.parametrize(("email", "wrong"), [("", "email"), ("viewer@example.org", "password")])
async def test_an_error_stands_beside_its_field(browser: httpx.AsyncClient, email: str, wrong: str) -> None:
    answer = await sign_in(browser, email=email, password="")
    assert f'aria-invalid="true" aria-describedby="{wrong}-error"' in field(answer.text, wrong)
    assert f'id="{wrong}-error"' in answer.text


async def test_the_typed_address_is_kept_and_the_password_is_not(browser: httpx.AsyncClient) -> None:
    html = (await sign_in(browser, email='<"me"@x.org', password="secret-secret")).text
    assert 'value="&lt;&#34;me&#34;@x.org"' in field(html, "email")
    assert "secret-secret" not in html


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.org"}])
async def test_another_sites_form_signs_nobody_in(
    browser: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    form = {"email": "viewer@example.org", "password": PASSWORD}
    answer = await browser.post("/login", data=form, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


async def test_the_sixth_attempt_in_a_minute_waits(browser: httpx.AsyncClient) -> None:
    statuses = [(await sign_in(browser, password="wrong")).status_code for _ in range(5)]
    answer = await sign_in(browser)
    assert (statuses, answer.status_code) == ([401] * 5, 429)
    assert "Too many attempts. Please try again in" in answer.text
    assert 1 <= int(answer.headers["retry-after"]) <= 60


async def test_attempts_on_others_do_not_count(browser: httpx.AsyncClient) -> None:
    for _ in range(6):
        await sign_in(browser, "admin", password="wrong")
    assert (await sign_in(browser, "viewer")).status_code == 303


async def test_one_address_has_sixty_attempts_whoever_it_tries(browser: httpx.AsyncClient) -> None:
    for number in range(60):
        await sign_in(browser, email=f"{number}@example.org", password="wrong")
    assert (await sign_in(browser)).status_code == 429


async def test_the_right_password_clears_the_count(browser: httpx.AsyncClient) -> None:
    for _ in range(3):
        await sign_in(browser, password="wrong")
        assert (await sign_in(browser)).status_code == 303


async def test_the_login_page_of_somebody_signed_in(browser: httpx.AsyncClient) -> None:
    await sign_in(browser)
    answer = await browser.get("/login?next=/settings")
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")


async def test_signing_in_again_ends_the_session_before(browser: httpx.AsyncClient, catalog: Catalog) -> None:
    await sign_in(browser)
    before = browser.cookies[COOKIE]
    await sign_in(browser, "admin")
    assert browser.cookies[COOKIE] != before
    assert await catalog.session(fingerprint(before), 0) is None


async def test_signing_out(browser: httpx.AsyncClient, catalog: Catalog) -> None:
    await sign_in(browser)
    key = browser.cookies[COOKIE]
    answer = await browser.post("/logout", data={"csrf": (await browser.get("/")).json()["csrf"]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert COOKIE not in browser.cookies
    assert await catalog.session(fingerprint(key), 0) is None


@pytest.mark.parametrize("form", [{}, {"csrf": ""}, {"csrf": "x" * 43}, {"csrf": "ї"}])
async def test_another_sites_form_signs_nobody_out(browser: httpx.AsyncClient, form: dict[str, str]) -> None:
    await sign_in(browser)
    assert (await browser.post("/logout", data=form)).status_code == 403
    assert (await browser.get("/")).status_code == 200


async def test_signing_out_twice(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/logout")).headers["location"] == "/login"


async def test_an_expired_session(browser: httpx.AsyncClient, clock: Clock) -> None:
    await sign_in(browser)
    clock.now += 14 * 86_400_000
    assert (await browser.get("/")).status_code == 303


async def test_an_older_hash_is_renewed(
    browser: httpx.AsyncClient, catalog: Catalog, accounts: Accounts
) -> None:
    older = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    await catalog.set_password_hash(1, older)
    statuses = [(await sign_in(browser)).status_code for _ in range(2)]
    kept = await catalog.credentials("viewer@example.org")
    assert kept is not None
    assert (statuses, ",t=1," in kept.password_hash) == ([303, 303], True)


async def test_every_file_the_page_wants_is_there(browser: httpx.AsyncClient) -> None:
    urls = re.findall(r'"(/static/[^"]+)"', (await browser.get("/login")).text)
    assert [(await browser.get(url)).status_code for url in urls] == [200] * 3
