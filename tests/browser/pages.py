"""Made-up article pages."""

from collections.abc import Mapping

from tests.browser.origin import Page, html

TAG = '<script defer src="/k.js" data-site="demo" data-consent="notice"></script>'


def article(
    body: str, *, title: str = "A page to read", head: str = TAG, headers: Mapping[str, str] | None = None
) -> Page:
    """A page without margins, so that its geometry is plain."""
    return html(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<link rel="icon" href="data:,"><style>body, p, h1 { margin: 0 }</style>'
        f"{head}</head><body>{body}</body></html>",
        headers,
    )


def text(words: int, height: int, mark: str = "data-kindly-article") -> str:
    """An article body of so many words and so many pixels."""
    return f'<article {mark} style="height:{height}px"><p>{"word " * words}</p></article>'
