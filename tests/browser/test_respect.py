"""The reader's wishes: nothing is asked, kept or told that they did not agree to."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.consent import TCF, gpp
from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.origin import Page as Answer
from tests.browser.pages import TAG, article, text
from tests.browser.views import detected, settle, views
from tests.browser.visits import read_all

pytestmark = pytest.mark.browser

REQUIRED = TAG.replace(' data-consent="notice"', "")
STUB = "window.kindly = window.kindly || function () { (kindly.q = kindly.q || []).push(arguments) };"
WISHES = {
    "gpc": ("globalPrivacyControl", "true", 1),
    "dnt": ("doNotTrack", "'1'", 2),
}
_OPTED_OUT = {"SaleOptOut": 1, "SharingOptOut": 1, "TargetedAdvertisingOptOut": 1}
_ALL_AGREED = {"SaleOptOut": 2, "SharingOptOut": 2, "TargetedAdvertisingOptOut": 2}
#: Files of the tag that may be fetched to learn of consent.
_FILES = {"/k.js", "/k/grant.js"}


def _open(
    site: Origin, news: Newsroom, page: Page, path: str, *, script: str = "", head: str = REQUIRED
) -> None:
    """Open a page with a script before its tag."""
    site.pages[path] = article(text(100, 3000), head=f"<script>{script}</script>{head}")
    page.goto(news.url(path) + "?from=letter&id=7#top")


def _read(page: Page) -> None:
    page.mouse.wheel(0, 900)
    settle(page)


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_not_to_be_tracked_is_counted_and_no_more(
    site: Origin, news: Newsroom, page: Page, wish: str
) -> None:
    name, value, bit = WISHES[wish]
    path = f"/respect/{wish}"
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{name}', {{ get: () => {value} }})")
    _open(site, news, page, path, head=TAG)
    detected(site, path)
    _read(page)
    page.goto("about:blank")
    settle(page)
    (sent,) = site.sent(path)
    assert (sent.status, sent.beacon["b"], sent.beacon["p"]) == (204, "not_run", bit)
    assert sent.beacon["u"] == news.url(path)
    assert {"r", "o", "l", "c", "m", "e", "f", "d", "g"} & sent.beacon.keys() == set()
    assert site.asked_by(path) == {"/k.js", "/v1/read"}
    assert news.query("readers", where=(("is", "article", (path,)),))[0][1] == (0,)


def test_nothing_happens_before_consent(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/required"
    _open(site, news, page, path)
    _read(page)
    assert site.asked_by(path) <= _FILES
    page.evaluate("kindly('consent', true)")
    (view,) = detected(site, path)
    assert (view["j"], view["b"]) == ("granted", "none")


@pytest.mark.parametrize("mode", ["notice", "off"])
def test_modes_that_need_no_consent(site: Origin, news: Newsroom, page: Page, mode: str) -> None:
    path = f"/respect/{mode}"
    _open(site, news, page, path, head=TAG.replace("notice", mode))
    (view,) = detected(site, path)
    assert view["j"] == mode


@pytest.mark.parametrize("head", [REQUIRED, TAG], ids=["required", "notice"])
def test_withdrawal_ends_it_all(site: Origin, news: Newsroom, page: Page, head: str) -> None:
    path = f"/respect/withdrawn-{'notice' if head == TAG else 'required'}"
    _open(site, news, page, path, script=f"{STUB} kindly('consent', true)", head=head)
    detected(site, path)
    # The service may have asked for the article's metadata: that beacon is under way.
    settle(page)
    page.evaluate("localStorage.setItem('kindly', '{}')")
    page.evaluate("kindly('consent', false)")
    told = len(site.beacons(path))
    _read(page)
    site.pages["/respect/elsewhere"] = article("", head="")
    page.goto(news.url("/respect/elsewhere"))
    settle(page)
    assert len(site.beacons(path)) == told
    assert page.evaluate("localStorage.getItem('kindly')") is None


def test_refusal_before_the_tag_came(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/refused"
    _open(site, news, page, path, script=f"{STUB} kindly('consent', false)", head=TAG)
    _read(page)
    assert site.asked_by(path) <= _FILES


def test_consent_can_be_given_again(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/again"
    _open(site, news, page, path, head=TAG)
    detected(site, path)
    page.evaluate("kindly('consent', false)")
    _read(page)
    told = len(site.beacons(path))
    page.evaluate("kindly('consent', true)")
    site.wait_for(lambda: len(site.beacons(path)) > told, "a beacon after consent")
    assert site.beacons(path)[-1]["j"] == "granted"


def test_verbs_wait_for_the_tag(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/queued"
    script = f"{STUB} kindly('consent', true); kindly('revenue', 0.25, 'EUR'); kindly('revenue', 0.5, 'EUR')"
    _open(site, news, page, path, script=script)
    (view,) = detected(site, path)
    assert (view["j"], view["y"]) == ("granted", 750_000)


def test_no_cookie_is_ever_set(site: Origin, news: Newsroom, page: Page, context: BrowserContext) -> None:
    path = "/respect/cookies"
    _open(site, news, page, path, head=TAG)
    detected(site, path)
    _read(page)
    page.goto(news.url(path))
    detected(site, path, 2)
    assert context.cookies() == []
    assert not any("Cookie" in one.headers for one in site.asked())


#: What platforms tell, and whether it is consent.
PLATFORMS = {
    "tcf-all": (f"{TCF} tcf([1, 7, 8])", True),
    "tcf-more": (f"{TCF} tcf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])", True),
    "tcf-stored": (f"{TCF} tcf([1, 7, 8], 'tcloaded')", True),
    "tcf-late": (f"{TCF} setTimeout(() => tcf([1, 7, 8]), 700)", True),
    "tcf-too-few": (f"{TCF} tcf([1, 7])", False),
    "tcf-none": (f"{TCF} tcf([])", False),
    "tcf-still-asking": (f"{TCF} tcf([1, 7, 8], 'cmpuishown')", False),
    "tcf-silent": (TCF, False),
    "gpp-agreed": (gpp("usnat", 7, **_ALL_AGREED), True),
    "gpp-opted-out": (gpp("usnat", 7, **_OPTED_OUT), False),
    "gpp-no-sale": (gpp("usnat", 7, **{**_ALL_AGREED, "SaleOptOut": 1}), False),
    "gpp-california-agreed": (gpp("usca", 8, SaleOptOut=2, SharingOptOut=2), True),
    "gpp-california": (gpp("usca", 8, SaleOptOut=1, SharingOptOut=1), False),
}


@pytest.fixture(scope="module")
def thrown(browser: Browser, site: Origin, news: Newsroom) -> dict[str, list[str]]:
    pages = {
        f"/respect/{case}": article(text(100, 3000), head=f"<script>{script}</script>{REQUIRED}")
        for case, (script, _) in PLATFORMS.items()
    }
    return read_all(browser, site, news, pages)


@pytest.mark.parametrize("case", PLATFORMS)
def test_a_consent_platform_decides(site: Origin, thrown: dict[str, list[str]], case: str) -> None:
    path = f"/respect/{case}"
    _, granted = PLATFORMS[case]
    assert ("/v1/read" in site.asked_by(path)) == granted
    assert granted or site.asked_by(path) <= _FILES
    assert {view["j"] for view in views(site, path)} == ({"granted"} if granted else set())
    assert thrown[path] == []


def test_tcf_with_purposes_of_the_sites_own(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/tcf-purposes"
    head = REQUIRED.replace("data-site", 'data-purposes="1 8" data-site')
    _open(site, news, page, path, script=f"{TCF} tcf([1, 8])", head=head)
    detected(site, path)


def test_tcf_that_changes_its_mind(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/tcf-change"
    _open(site, news, page, path, script=f"{TCF} tcf([])")
    _read(page)
    assert site.asked_by(path) <= _FILES
    page.evaluate("tcf([1, 7, 8])")
    detected(site, path)
    page.evaluate("tcf([1])")
    told = len(site.beacons(path))
    _read(page)
    page.goto("about:blank")
    settle(page)
    assert len(site.beacons(path)) == told


def test_a_platform_that_comes_after_the_tag(site: Origin, news: Newsroom, page: Page) -> None:
    path = "/respect/tcf-after"
    site.pages["/respect/platform.js"] = Answer("text/javascript", f"{TCF} tcf([1, 7, 8])".encode())
    insert = "document.head.append(Object.assign(document.createElement('script'), { src: 'platform.js' }))"
    _open(site, news, page, path, script=f"setTimeout(() => {insert}, 1500)")
    page.wait_for_timeout(800)
    assert site.asked_by(path) <= _FILES
    (view,) = detected(site, path)
    assert view["j"] == "granted"


def test_a_view_before_and_after_a_wish_is_one(site: Origin, news: Newsroom, page: Page) -> None:
    """The platform that tells the same twice begins nothing twice."""
    path = "/respect/tcf-twice"
    _open(site, news, page, path, script=f"{TCF} tcf([1, 7, 8])")
    detected(site, path)
    page.evaluate("tcf([1, 7, 8])")
    _read(page)
    assert len(views(site, path)) == 1
