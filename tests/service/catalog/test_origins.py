"""Origins are kept in the spelling that browsers send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.catalog.errors import CatalogError
from service.catalog.origins import normal_origin, normalise

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)


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
        ("http://127.0.0.1:08000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[2001:DB8:0::1]", "http://[2001:db8::1]"),
        ("https://my_paper.example.org", "https://my_paper.example.org"),
        ("https://новини.укр", "https://xn--b1amarcd.xn--j1amh"),
        ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://ＥＸＡＭＰＬＥ.org", "https://example.org"),
    ],
)
def test_one_spelling_for_each_origin(text: str, origin: str) -> None:
    assert normalise(text) == normal_origin(text) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "*",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "javascript://example.org",
        "chrome-extension://abcdefghijklmnop",
        "file://",
        "https://",
        "https:///",
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
        "https://example.org:99999999999",
        "https://example.org:web",
        "https://example.org:8o",
        "https://example.org:٨٠",
        "https://example..org",
        "https://.example.org",
        "https://-example.org",
        "https://exa mple.org",
        " https://example.org",
        "https://example.org\n",
        "https://example.org\x00",
        "https://exa\tmple.org",
        "https://example.org\\@evil.org",
        "https://exa%6dple.org",
        "https://[::1",
        "https://[::zz]",
        "https://[v1.x]",
        "https://[fe80::1%25eth0]",
        "https://" + "a" * 64 + ".org",
        "https://" + ".".join(["a" * 60] * 5),
        "https://\ud800.org",
        "https://\u200b.org",
        "https://a\u202eb.org",
        "https://a,https://b",
    ],
)
def test_not_an_origin(text: str) -> None:
    assert normalise(text) == ""
    with pytest.raises(CatalogError, match=r"^--origin .* is not an origin"):
        normal_origin(text)


@given(ANYTHING | ANYTHING.map("https://{}".format))
def test_never_raises_and_is_settled(origin: str) -> None:
    once = normalise(origin)
    assert normalise(once) == once
