"""Hostile texts in every field, as if the service had let them pass, are shown as text, and nothing runs."""

from typing import Any

import pytest

from tests.attack.payloads import PAYLOADS
from tests.browser.appeal.conftest import Reader
from tests.browser.appeal.pages import HOST, THEME, WORDS, appeal, article, asking
from tests.browser.origin import Origin

pytestmark = pytest.mark.browser

#: So many appeals stand on one page at once.
_BATCH = 110
BATCHES = [PAYLOADS[first : first + _BATCH] for first in range(0, len(PAYLOADS), _BATCH)]
TEXTS = "roots.map((root) => root.querySelector('h2').textContent)"
#: Every link's scheme, every element that the allow-list has not, and every rule with an address in it.
LINKS = """[...new Set(roots.flatMap((root) => [...root.querySelectorAll('a[href]')]))]
  .map(({ protocol }) => protocol)"""
STRANGERS = """[...new Set(roots.flatMap((root) => [...root.querySelectorAll('*')]))]
  .map(({ localName }) => localName)
  .filter((name) => !/^(section|dialog|div|h[23]|p|strong|em|a|[uo]l|li|br|blockquote|button)$/.test(name))"""
STEPS_AND_PICTURE = {"label", "select", "option", "svg", "rect", "path", "circle", "text", "img"}
RULES = """roots.flatMap((root) => [...root.adoptedStyleSheets[0].cssRules])
  .filter(({ cssText }) => /url|alert|@import/i.test(cssText)).length"""
PRESS = """void roots.flatMap((root) => [...root.querySelectorAll('div > div > *')].slice(0, 2))
  .forEach((one) => one.click())"""


def hostile(payload: str, form: str) -> dict[str, Any]:
    """The payload wherever an appeal has a text, also where the service would never put one."""
    body = [
        payload,
        {"t": "p", "c": [payload, {"t": "a", "h": payload, "c": [payload]}]},
        {"t": "a", "h": "https://" + payload, "c": ["a link"]},
        {"t": payload, "c": [payload]},
        {"t": "script", "c": ["alert(1)"]},
        {"t": "img", "h": "x", "c": []},
        {"t": "strong", "onclick": payload, "style": payload, "c": [payload]},
    ]
    return appeal(
        form,
        title=payload,
        body=body,
        lang=payload,
        dir=payload,
        picture=payload,
        buttons={"how": payload, "done": payload, "later": payload},
        ways=[{"kind": payload, "url": payload, "text": payload}],
        theme={**THEME, "background": payload, "dark_accent": payload, "font": payload, "radius": payload},
        words=dict.fromkeys(WORDS, payload),
        keep={"shown": payload, "dismissed": payload, "allowed": payload},
    )


@pytest.fixture(scope="module", autouse=True)
def _page(site: Origin) -> None:
    """Without a policy that would keep a script from running."""
    site.pages["/unguarded"] = article()


@pytest.mark.parametrize("form", ["dialog", "banner"])
@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_nothing_runs(reader: Reader, site: Origin, batch: int, form: str) -> None:
    payloads = BATCHES[batch]
    reader.open("/unguarded")
    reader.js("void (" + ", ".join(asking(hostile(payload, form)) for payload in payloads) + ")")
    reader.until(lambda: reader.js("roots.length") == len(payloads), "all appeals")
    # Every button but the last, which closes: steps, test, way on.
    reader.js("""void document.addEventListener('click', (event) => event.preventDefault(), true)""")
    reader.js(PRESS)
    reader.rest(500)
    assert reader.js("ran") == []
    assert sorted(reader.js(TEXTS)) == sorted(payloads)
    # An address that is none has the scheme ":".
    assert set(reader.js(LINKS)) <= {":", "http:", "https:", "mailto:"}
    assert set(reader.js(STRANGERS)) <= STEPS_AND_PICTURE
    assert reader.js(RULES) == 0
    # Browsers ask hosts of their own, but not on behalf of a page.
    asked = {one.host for one in site.asked() if one.headers.get("Referer", "").startswith(HOST)}
    assert asked == {HOST.removeprefix("http://")}
