"""An article on which an appeal appears: the built script, and a stand-in for the tag that loads it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.browser.origin import Page, html

FORMS = ("inline", "banner", "dialog", "soft_wall", "hard_wall")
WALLS = ("soft_wall", "hard_wall")
MODAL = ("dialog", *WALLS)
_AXE = Path(__file__).parents[2] / "snippets" / "lists" / "node_modules" / "axe-core" / "axe.min.js"
#: What stands on the page in place of the tag. The shadow is closed; tests take hold of it when it is made.
_STAND_IN = Path(__file__).with_name("stand-in.js")
SCRIPTS = Path(__file__).parents[3] / "snippets" / "dist" / "k"
HOST = "http://www.ferry-bell.test"

_STYLE = """
body { margin: 0; font: 18px/1.6 Georgia, serif; color: #222; background: #fff }
header, footer { padding: 1em; background: #eee }
main { max-width: 40em; margin: 0 auto; padding: 0 1em }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #111 }
  header, footer { background: #222 }
  a { color: #9cf }
}
"""

_SENTENCE = (
    "The ferry left the quay at seven, and the bell rang twice as it had done every morning for sixty years. "
)

_PAGE = """<!doctype html><html lang="en" dir="{dir}"><head>
<meta charset="utf-8"><title>A page to read</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/appeal/cup.svg"><link rel="stylesheet" href="/appeal/page.css">{head}
<script src="/appeal/stand-in.js"></script><script src="/appeal/axe.js" defer></script></head>
<body><header><a href="#first">Ferry &amp; Bell</a></header><main><h1>The last ferry</h1>
<article data-kindly-article>{paragraphs}<p><a href="#last">A link at the end</a></p></article></main>
<footer><a href="#foot">About us</a></footer></body></html>"""

THEME = {
    "background": "#ffffff",
    "text": "#1a1a1a",
    "accent": "#1a5fb4",
    "dark_background": "#1e1e1e",
    "dark_text": "#f2f2f2",
    "dark_accent": "#8ab4f8",
    "radius": 8,
    "font": "page",
    "scheme": "auto",
}
WORDS = {
    "lang": "en",
    "close": "Close",
    "back": "Back",
    "testing": "Checking…",
    "still": "Ads are still blocked here.",
    "unsure": "We could not check just now.",
    "thanks": "Thank you!",
    "lost": "The steps could not be loaded.",
    "wait": "Read on in {s} s",
}
KEEP = {
    "tried": "it-was-tried",
    "shown": "it-was-shown",
    "dismissed": "it-was-dismissed",
    "claimed": "it-was-claimed",
    "allowed": "ads-are-allowed",
}
BODY = [
    {
        "t": "p",
        "c": [
            "Ferry & Bell is an independent newsroom. You can read us for free because ",
            {"t": "strong", "c": ["ads pay the people who write"]},
            ".",
        ],
    },
    {
        "t": "p",
        "c": [
            "Ads are blocked in your browser, and you have your reasons. Could you make an exception? ",
            {"t": "a", "h": "https://www.ferry-bell.test/why", "c": ["Why we ask"]},
        ],
    },
]


def article(
    paragraphs: int = 24, *, direction: str = "ltr", head: str = "", headers: Mapping[str, str] | None = None
) -> Page:
    """An article of so many paragraphs, each some 90 px high in a wide window."""
    text = "".join(f'<p id="p{number}">{_SENTENCE * 3}</p>' for number in range(paragraphs))
    return html(_PAGE.format(dir=direction, head=head, paragraphs=text), headers)


def files() -> dict[str, Page]:
    """Everything that the pages load."""
    built = {
        f"/k/{name}.js": Page("text/javascript", (SCRIPTS / f"{name}.js").read_bytes())
        for name in ("appeal", "howto", "howto-uk")
    }
    picture = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>'
    )
    return {
        **built,
        "/appeal/axe.js": Page("text/javascript", _AXE.read_bytes(), {"Cache-Control": "max-age=600"}),
        "/appeal/stand-in.js": Page("text/javascript", _STAND_IN.read_bytes()),
        "/appeal/page.css": Page("text/css", _STYLE.encode()),
        "/appeal/cup.svg": Page("image/svg+xml", picture),
    }


def appeal(form: str, **changed: Any) -> dict[str, Any]:
    """An appeal as it travels."""
    closable = form != "hard_wall"
    ways = [
        {"kind": "subscribe", "url": f"{HOST}/subscribe", "text": "Subscribe"},
        {"kind": "sign_in", "url": f"{HOST}/sign-in", "text": "Sign in"},
    ]
    return {
        "rule": 7,
        "variant": 2,
        "form": form,
        "trigger": {"kind": "at_once", "value": 0},
        "lang": "en",
        "dir": "ltr",
        "title": "A small request",
        "body": BODY,
        "picture": "",
        "buttons": {
            "how": "How to allow ads",
            "done": "I've allowed ads",
            "later": "Not now" if closable else "",
        },
        "ways": ways if form in WALLS else [],
        "wait_s": 0,
        "closable": closable,
        "theme": THEME,
        "words": WORDS,
        "keep": KEEP,
    } | changed


STRICT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}


def asking(appeal: Mapping[str, Any]) -> str:
    """An expression that shows it."""
    return f"ask({json.dumps(appeal)})"
