"""Old, broken and unfriendly pages: the tag measures them if it can, and never breaks anything more."""

import pytest
from playwright.sync_api import Browser

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.pages import TAG, article, text
from tests.browser.views import views
from tests.browser.visits import read_all

pytestmark = pytest.mark.browser

#: What a page did before the tag came, where the tag still measures.
MEASURED = {
    "throws": "setInterval(() => { throw new Error('the page') }, 200); throw new Error('the page')",
    "array-with-methods": """Array.prototype.last = function () { return this[this.length - 1] };
      Object.prototype.each = function () {};""",
    # A library of 2005, in its last release: JSON.stringify([1]) was "[1]" within quotes.
    "json-of-an-old-library": """
      Array.prototype.toJSON = function () { return '[' + [].map.call(this, JSON.stringify).join() + ']' };
      String.prototype.toJSON = function () { return '"' + this + '"' };""",
    "frozen-prototypes": "[Object, Array, Promise, Element].forEach((of) => Object.freeze(of.prototype))",
    "no-storage": """['localStorage', 'sessionStorage'].forEach((name) => Object.defineProperty(window, name,
      { get() { throw new DOMException('denied', 'SecurityError') } }))""",
    "no-keepalive": "delete Request.prototype.keepalive",
    "no-navigation-timing": "performance.getEntriesByType = () => []",
    "no-idle-callback": "delete window.requestIdleCallback; delete window.scheduler",
    "no-navigation-api": "delete window.navigation",
    "kindly-is-taken": "Object.defineProperty(window, 'kindly', { value: Object.freeze({}) })",
    "css-that-hides-unknown": "document.write('<style>div { display: none !important }</style>')",
}
#: Where it cannot measure, and is silent.
SILENT = {
    "no-observer": "delete window.IntersectionObserver",
    "no-crypto": "Object.defineProperty(window, 'crypto', { value: undefined })",
    "no-fetch": "delete window.fetch",
}


@pytest.fixture(scope="module")
def thrown(browser: Browser, site: Origin, news: Newsroom) -> dict[str, list[str]]:
    """Errors of each page that are not its own."""
    pages = {
        f"/odd/{kind}": article(text(100, 3000), head=f"<script>{script}</script>{TAG}")
        for kind, script in (MEASURED | SILENT).items()
    }
    return {
        path: [error for error in errors if "the page" not in error]
        for path, errors in read_all(browser, site, news, pages).items()
    }


@pytest.mark.parametrize("kind", MEASURED | SILENT)
def test_nothing_is_thrown(thrown: dict[str, list[str]], kind: str) -> None:
    assert thrown[f"/odd/{kind}"] == []


@pytest.mark.parametrize("kind", MEASURED)
def test_odd_pages_are_measured(site: Origin, thrown: dict[str, list[str]], kind: str) -> None:
    path = f"/odd/{kind}"
    (view,) = views(site, path)
    assert {sent.status for sent in site.sent(path)} <= {200, 204}
    assert view["b"] == ("inconclusive" if "hides" in kind else "none")
    assert view["e"] > 0


@pytest.mark.parametrize("kind", SILENT)
def test_where_nothing_can_be_measured_nothing_is_asked(
    site: Origin, thrown: dict[str, list[str]], kind: str
) -> None:
    assert site.asked_by(f"/odd/{kind}") == {"/k.js"}
