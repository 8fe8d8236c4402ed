import html
import re

import pytest

from service.events import BLOCKER_STATES
from tests.service.views import NOON_MS, view

from .conftest import ORIGIN, Newsroom

PAGE = "/s/daily/setup"
SEEN = "/s/daily/setup/seen"
ACCEPT = "/s/daily/setup/origin"
STRANGE = "https://staging.daily.example"


async def csrf(newsroom: Newsroom) -> str:
    newsroom.arrivals.refused("daily", STRANGE, NOON_MS)
    [token] = re.findall(r'name="csrf" value="([\w-]+)"', (await newsroom.browser.get(SEEN)).text)
    return str(token)


@pytest.mark.parametrize("path", [PAGE, SEEN, "/s/nobody/setup"])
async def test_who_is_not_signed_in_is_sent_to_do_so(newsroom: Newsroom, path: str) -> None:
    answer = await newsroom.browser.get(path)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


async def test_a_session_that_ends_while_the_page_waits_leads_to_the_login(newsroom: Newsroom) -> None:
    current = f"https://k.daily.example{PAGE}"
    answer = await newsroom.browser.get(SEEN, headers={"HX-Request": "true", "HX-Current-URL": current})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login?next=%2Fs%2Fdaily%2Fsetup")


async def test_the_page_shows_the_sites_tag(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    page = html.unescape((await newsroom.browser.get(PAGE)).text)
    assert '<script defer src="https://k.daily.example/k.js"\n  data-site="daily"></script>' in page


async def test_the_page_shows_what_was_chosen(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    page = html.unescape((await newsroom.browser.get(PAGE + "?consent=notice&ads=a.test")).text)
    assert 'data-consent="notice"\n  data-ad-hosts="a.test"></script>' in page


async def test_a_wrong_choice_stands_beside_its_field(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    answer = await newsroom.browser.get(PAGE + "?service=%22%3E%3Cb%3E")
    [field] = re.findall(r'<input id="service"[^>]*>', answer.text)
    assert answer.status_code == 400
    assert (
        'value="&#34;&gt;&lt;b&gt;" aria-describedby="service-help service-problem" aria-invalid="true"'
        in field
    )


async def test_the_page_looks_again_every_two_seconds(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    assert f'hx-get="{SEEN}" hx-trigger="every 2s"' in (await newsroom.browser.get(PAGE)).text


@pytest.mark.parametrize("path", [PAGE, SEEN])
async def test_until_a_beacon_comes_it_waits(newsroom: Newsroom, path: str) -> None:
    await newsroom.sign_in()
    newsroom.arrivals.taken("https://other.example/", view(site="other"), NOON_MS)
    page = (await newsroom.browser.get(path)).text
    assert ("Waiting for the first beacon" in page, "The tag works" in page) == (True, False)


@pytest.mark.parametrize("path", [PAGE, SEEN])
async def test_the_first_beacon_brings_the_tick(newsroom: Newsroom, path: str) -> None:
    await newsroom.sign_in()
    told = view(
        site="daily", browser="Firefox", browser_major=140, os="Linux", device="desktop", blocker="none"
    )
    newsroom.arrivals.taken(f"{ORIGIN}/a?secret=1", told, NOON_MS)
    page = (await newsroom.browser.get(path)).text
    assert "The tag works" in page
    assert "Firefox 140 on Linux, desktop" in page
    assert f">{ORIGIN}/a<" in page
    assert '<time datetime="2026-11-02T14:00:00+02:00">14:00:00</time>' in page
    assert "secret" not in page


async def test_a_beacon_of_another_day_has_its_date(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    newsroom.arrivals.taken(f"{ORIGIN}/a", view(site="daily"), NOON_MS - 86_400_000)
    assert ">1 November, 14:00:00<" in (await newsroom.browser.get(SEEN)).text


@pytest.mark.parametrize("state", BLOCKER_STATES)
async def test_every_blocker_state_has_its_words(newsroom: Newsroom, state: str) -> None:
    await newsroom.sign_in()
    newsroom.arrivals.taken(f"{ORIGIN}/a", view(site="daily", blocker=state), NOON_MS)
    page = (await newsroom.browser.get(SEEN)).text
    assert ("Content-Security-Policy" in page) is (state == "inconclusive")


async def test_whatever_a_beacon_told_is_text(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    hostile = "<script>alert(1)</script>"
    newsroom.arrivals.taken(
        f"{ORIGIN}/{hostile}", view(site="daily", browser=hostile, tag_version=hostile), NOON_MS
    )
    newsroom.arrivals.refused("daily", f"https://{hostile}", NOON_MS)
    assert hostile not in (await newsroom.browser.get(PAGE)).text


async def test_refused_origins_are_shown(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    for _ in range(3):
        newsroom.arrivals.refused("daily", STRANGE, NOON_MS)
    page = (await newsroom.browser.get(PAGE)).text
    assert re.search(rf'{STRANGE}</th><td data-head="Beacons">3</td>', page)


async def test_an_accepted_origin_is_no_longer_shown_as_refused(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    newsroom.arrivals.refused("daily", ORIGIN, NOON_MS)
    assert "Refused" not in (await newsroom.browser.get(PAGE)).text


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("editor", False), ("admin", True)])
async def test_only_an_admin_sees_the_button(newsroom: Newsroom, role: str, may: bool) -> None:
    await newsroom.sign_in(role)
    newsroom.arrivals.refused("daily", STRANGE, NOON_MS)
    assert (f'action="{ACCEPT}"' in (await newsroom.browser.get(PAGE)).text) is may


async def test_an_admin_accepts_an_origin(newsroom: Newsroom) -> None:
    await newsroom.sign_in("admin")
    form = {"csrf": await csrf(newsroom), "origin": STRANGE}
    answer = await newsroom.browser.post(ACCEPT, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert await newsroom.origins() == (ORIGIN, "https://daily.example", STRANGE)


@pytest.mark.parametrize("origin", ["https://never.example", "", "javascript:1", "\x00", None])
async def test_what_was_never_refused_cannot_be_accepted(newsroom: Newsroom, origin: str | None) -> None:
    await newsroom.sign_in("admin")
    form = {"csrf": await csrf(newsroom)} | ({} if origin is None else {"origin": origin})
    assert (await newsroom.browser.post(ACCEPT, data=form)).status_code == 400
    assert len(await newsroom.origins()) == 2


async def test_an_origin_that_cannot_be_kept_gets_its_sentence(newsroom: Newsroom) -> None:
    await newsroom.sign_in("admin")
    token = await csrf(newsroom)
    newsroom.arrivals.refused("daily", "", NOON_MS)
    answer = await newsroom.browser.post(ACCEPT, data={"csrf": token, "origin": ""})
    assert (answer.status_code, "is not an origin" in answer.text) == (400, True)


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
async def test_without_the_role_and_the_token_nobody_accepts_an_origin(newsroom: Newsroom, role: str) -> None:
    newsroom.arrivals.refused("daily", STRANGE, NOON_MS)
    await newsroom.sign_in(role)
    assert (await newsroom.browser.post(ACCEPT, data={"origin": STRANGE})).status_code == 403
    assert len(await newsroom.origins()) == 2


@pytest.mark.parametrize("key", ["nobody", "%3Cb%3E", "%00", "%FF", "x" * 3_000])
@pytest.mark.parametrize("rest", ["/setup", "/setup/seen"])
async def test_a_site_that_is_not_there(newsroom: Newsroom, key: str, rest: str) -> None:
    await newsroom.sign_in()
    assert (await newsroom.browser.get(f"/s/{key}{rest}")).status_code == 404


@pytest.mark.parametrize(
    "text", ["%00", "%FF", "%ED%A0%80", "https://[::1", "a" * 9_000, "{{7*7}}", "https://%D1%97.example"]
)
@pytest.mark.parametrize("field", ["service", "consent", "ads", "trackers", "other"])
async def test_no_text_in_a_field_is_a_fault(newsroom: Newsroom, field: str, text: str) -> None:
    await newsroom.sign_in()
    assert (await newsroom.browser.get(f"{PAGE}?{field}={text}")).status_code in {200, 400}


@pytest.mark.parametrize("host", ["", "a b", '"><script>', "k.example.org:99999", "[::1", "x" * 3_000])
async def test_no_host_header_is_a_fault(newsroom: Newsroom, host: str) -> None:
    await newsroom.sign_in()
    headers = {"host": host, "cookie": f"kindly_session={newsroom.browser.cookies['kindly_session']}"}
    answer = await newsroom.browser.get(PAGE, headers=headers)
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text


async def test_nothing_foreign_and_nothing_inline_can_run(newsroom: Newsroom) -> None:
    await newsroom.sign_in()
    answer = await newsroom.browser.get(PAGE)
    assert "'unsafe-" not in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize("name", ["page.css", "admin.css", "admin.js", "vendor/htmx/htmx.min.js"])
async def test_the_files_of_the_page_are_there(newsroom: Newsroom, name: str) -> None:
    await newsroom.sign_in()
    [url] = re.findall(rf'"(/static/{re.escape(name)}\?v=\w+)"', (await newsroom.browser.get(PAGE)).text)
    answer = await newsroom.browser.get(url)
    assert (answer.status_code, "immutable" in answer.headers["cache-control"]) == (200, True)
