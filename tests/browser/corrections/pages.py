"""Articles with mistakes in them, on pages with a strict policy."""

from collections.abc import Mapping
from pathlib import Path

from tests.browser.appeal.pages import STRICT
from tests.browser.origin import Page, html

_AXE = Path(__file__).parents[2] / "snippets" / "lists" / "node_modules" / "axe-core" / "axe.min.js"
_HOLD = Path(__file__).with_name("hold.js")

_PRIVATE = b"Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });"

TAG = '<script defer src="/k.js" data-site="demo" data-only="notes"></script>'
#: A reader who wants not to be measured, on a page that measures.
PRIVATE = (
    '<script src="/notes/private.js"></script>'
    '<script defer src="/k.js" data-site="demo" data-consent="notice" data-notes></script>'
)
MEASURING = '<script defer src="/k.js" data-site="demo" data-consent="notice"></script>'

_STYLE = """
body { margin: 0; font: 18px/1.6 Georgia, serif; color: #222; background: #fff }
header, footer { padding: 1em; background: #eee }
main { max-width: 40em; margin: 0 auto; padding: 0 1em }
table { border-collapse: collapse } td, th { padding: .2em 1em; border: 1px solid #888 }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #111 }
  header, footer { background: #222 }
  a { color: #9cf }
}
"""

#: The first paragraph has the mistake; what follows fills some windows.
MISTAKE = (
    "<p>The last ferry left the quay at seven. Its <em>chain</em> parted in the midle of the river, "
    'where <a href="#deep">the water is deepest</a>, and 214 people waited for two hours. '
    "Nobody was hurt.</p>"
)
_SENTENCE = "The bell rang as it had done every morning for sixty years, and nobody minded. "
_FILLER = f"<p>{_SENTENCE * 4}</p>"
TABLE = """<table><tbody><tr><th>Year</th><th>Ferries</th><th>Bells</th></tr>
<tr><td>2024</td><td>3</td><td>12.5</td></tr><tr><td>2025</td><td>4</td><td>13.1</td></tr></tbody></table>"""

_PAGE = """<!doctype html><html lang="{lang}" dir="{dir}"><head>
<meta charset="utf-8"><title>A page to read</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/notes/cup.svg"><link rel="stylesheet" href="/notes/page.css">
<script src="/notes/hold.js"></script><script src="/notes/axe.js" defer></script>{head}</head>
<body><header><a href="#first">Ferry &amp; Bell</a></header><main><h1>The last ferry</h1>{body}</main>
<footer><p>About us, and nobody else</p></footer></body></html>"""


def article(
    text: str = MISTAKE,
    *,
    after: int = 12,
    head: str = TAG,
    lang: str = "en",
    direction: str = "ltr",
    headers: Mapping[str, str] | None = None,
) -> Page:
    """A page with one article: `text`, and so many paragraphs after it."""
    body = f"<article data-kindly-article>{text}{_FILLER * after}</article>"
    return page(body, head=head, lang=lang, direction=direction, headers=headers)


def page(
    body: str,
    *,
    head: str = TAG,
    lang: str = "en",
    direction: str = "ltr",
    headers: Mapping[str, str] | None = None,
) -> Page:
    """A page with that in it."""
    return html(
        _PAGE.format(lang=lang, dir=direction, head=head, body=body), STRICT if headers is None else headers
    )


def files() -> dict[str, Page]:
    """Everything that the pages load besides the tag."""
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle r="9"/></svg>'
    return {
        "/notes/axe.js": Page("text/javascript", _AXE.read_bytes(), {"Cache-Control": "max-age=600"}),
        "/notes/hold.js": Page("text/javascript", _HOLD.read_bytes()),
        "/notes/private.js": Page("text/javascript", _PRIVATE),
        "/notes/page.css": Page("text/css", _STYLE.encode()),
        "/notes/cup.svg": Page("image/svg+xml", picture),
    }
