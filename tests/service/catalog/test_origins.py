"""Origins are kept in the spelling that browsers send."""

import pytest

from service.catalog.errors import CatalogError
from service.catalog.origins import normal_origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("https://www.example.org/", "https://www.example.org"),
        ("HTTPS://WWW.Example.ORG", "https://www.example.org"),
        ("https://example.org.", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("http://example.org:80", "http://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://example.org:", "https://example.org"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[2001:DB8:0::1]", "http://[2001:db8::1]"),
        ("https://my_paper.example.org", "https://my_paper.example.org"),
        ("https://газета.укр", "https://xn--80aahjj1e.xn--j1amh"),
        ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ],
)
def test_normal(text: str, origin: str) -> None:
    assert normal_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "javascript://example.org",
        "null",
        "*",
        "https://",
        "https://*.example.org",
        "https://example.org/news",
        "https://example.org//",
        "https://example.org?",
        "https://example.org?a=b",
        "https://example.org#",
        "https://example.org#top",
        "https://me@example.org",
        "https://me:secret@example.org",
        "https://@example.org",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:web",
        "https://example..org",
        "https://-example.org",
        "https://exa mple.org",
        " https://example.org",
        "https://example.org\n",
        "https://exa\tmple.org",
        "https://example.org\\@evil.org",
        "https://exa%6dple.org",
        "https://[::1",
        "https://[::zz]",
        "https://[v1.x]",
        "https://" + "a" * 64 + ".org",
        "https://" + ".".join(["a" * 60] * 5),
        "https://\ud800.org",
        "https://\u200b.org",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(CatalogError, match=r"^--origin "):
        normal_origin(text)
