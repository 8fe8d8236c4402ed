"""A guest in the page: nothing is thrown, moved, added or asked for that the page did not allow."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin, html, verdict
from tests.browser.origin import Page as Answer
from tests.browser.pages import TAG, article, text
from tests.browser.views import detected, settle

pytestmark = pytest.mark.browser

POLICIES = {
    "self": "default-src 'self'; script-src 'self'",
    "strict": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
VIOLATIONS = """window.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`));"""
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => shifts.push(value)))
  .observe({ type: "layout-shift", buffered: true });"""
#: Nothing inline: no style, no icon from `data:`.
_PLAIN = """<!doctype html><html lang="en" dir="{dir}"><head><meta charset="utf-8"><title>Plain</title>
<link rel="icon" href="/host/icon.svg"><link rel="stylesheet" href="/host/page.css">{head}</head>
<body><article data-kindly-article><p>{words}</p></article></body></html>"""


@pytest.fixture(scope="module", autouse=True)
def _files(site: Origin) -> None:
    site.pages["/host/icon.svg"] = Answer("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.pages["/host/page.css"] = Answer("text/css", b"article { font: 20px/1.5 serif }")


def _plain(*, head: str = TAG, direction: str = "ltr", headers: dict[str, str] | None = None) -> Answer:
    return html(_PLAIN.format(dir=direction, head=head, words="word " * 3000), headers)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_strict_policy_is_kept(site: Origin, news: Newsroom, page: Page, policy: str) -> None:
    path = f"/host/policy-{policy}"
    site.pages[path] = _plain(headers={"Content-Security-Policy": POLICIES[policy]})
    page.add_init_script(VIOLATIONS)
    page.goto(news.url(path))
    (view,) = detected(site, path)
    page.mouse.wheel(0, 800)
    page.evaluate("kindly('debug')")
    settle(page)
    assert page.evaluate("violations") == []
    assert (view["b"], view["g"]) == ("none", 0)


def test_trusted_types_are_no_error(site: Origin, news: Newsroom, context: BrowserContext) -> None:
    """Where no script may be inserted the answer may be that there is none, but there is one."""
    path = "/host/trusted-types"
    policy = "script-src 'self'; require-trusted-types-for 'script'"
    site.pages[path] = _plain(headers={"Content-Security-Policy": policy})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(news.url(path))
    (view,) = detected(site, path)
    assert view.get("b") in {"none", "inconclusive"}
    assert errors == []


def test_no_global_but_kindly(site: Origin, news: Newsroom, page: Page) -> None:
    def names(path: str, head: str) -> set[str]:
        site.pages[path] = _plain(head=head)
        page.goto(news.url(path))
        settle(page)
        return set(page.evaluate("[...Object.getOwnPropertyNames(window), ...Object.keys(document)]"))

    without, having = names("/host/without", ""), names("/host/globals", TAG)
    detected(site, "/host/globals")
    assert having - without == {"kindly"}
    assert without - having == set()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_moves(site: Origin, news: Newsroom, page: Page, direction: str) -> None:
    path = f"/host/shift-{direction}"
    site.pages[path] = _plain(direction=direction)
    page.add_init_script(SHIFTS)
    page.goto(news.url(path))
    detected(site, path)
    for _ in range(3):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(600)
    settle(page)
    assert page.evaluate("shifts") == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_nothing_stays_behind(site: Origin, news: Newsroom, page: Page) -> None:
    """What detection put into the page is gone when it has its answer."""
    path = "/host/remains"
    site.pages[path] = _plain()
    page.goto(news.url(path))
    detected(site, path)
    page.wait_for_timeout(3000)
    assert page.evaluate("[...document.body.children].map((one) => one.tagName)") == ["ARTICLE"]
    scripts = page.evaluate("[...document.scripts].map((one) => new URL(one.src).pathname)")
    assert set(scripts) <= {"/k.js", "/k/page.js"}


@pytest.mark.parametrize(
    "answer",
    [
        Answer("text/html", b"<h1>A page in the way", {}, 200),
        Answer("application/json", b'{"page": 7, "appeal": null, "more": []}', {"X-Kindly": "ok"}, 200),
        Answer("text/plain", b"", {"X-Kindly": "busy", "Retry-After": "5"}, 503),
        Answer("text/plain", b"", {"Location": "/elsewhere"}, 302),
    ],
    ids=["html", "odd-json", "busy", "redirect"],
)
def test_odd_answers_are_no_errors(
    site: Origin, news: Newsroom, context: BrowserContext, answer: Answer
) -> None:
    path = f"/host/answer-{answer.status}-{answer.type[:4]}"
    site.pages[path] = article(text(100, 3000))
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    site.instead = answer
    try:
        page.goto(news.url(path))
        detected(site, path)
        page.mouse.wheel(0, 500)
        settle(page)
    finally:
        site.instead = None
    assert errors == []


def test_what_was_lost_is_in_the_next_beacon(site: Origin, news: Newsroom, context: BrowserContext) -> None:
    path = "/host/busy"
    site.pages[path] = article(text(100, 3000))
    site.instead = verdict(503, "busy")
    page = context.new_page()
    try:
        page.goto(news.url(path))
        detected(site, path)
    finally:
        site.instead = None
    page.mouse.wheel(0, 900)
    settle(page)
    page.goto("about:blank")
    settle(page)
    last = site.sent(path)[-1]
    assert last.status in {200, 204}
    assert news.stored(path, last.beacon["e"], "views", "concluded_views") == (1, 1)
