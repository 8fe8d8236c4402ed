"""Cases of `origins.normalise`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.origins import normalise

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("HTTPS://WWW.Example.ORG", "https://www.example.org"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org.", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("http://example.org:80", "http://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:08000", "http://127.0.0.1:8000"),
        ("https://example.org:", "https://example.org"),
        ("https://новини.укр", "https://xn--b1amarcd.xn--j1amh"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://ＥＸＡＭＰＬＥ.org", "https://example.org"),
        ("https://my_site.example", "https://my_site.example"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[2001:DB8:0:0::1]", "http://[2001:db8::1]"),
    ],
)
def test_one_spelling_for_each_origin(origin: str, expected: str) -> None:
    assert normalise(origin) == expected


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "chrome-extension://abcdefghijklmnop",
        "file://",
        "https://",
        "https:///",
        "https://example.org/path",
        "https://example.org?x",
        "https://reader@example.org",
        "https://example.org:0",
        "https://example.org:65536",
        "https://example.org:99999999999",
        "https://example.org:8o",
        "https://example.org:٨٠",
        "http://[::1",
        "http://[::g]",
        "http://[fe80::1%25eth0]",
        "https://exa mple.org",
        "https://example..org",
        "https://.example.org",
        "https://-example.org",
        "https://example.org\n",
        "https://example.org\x00",
        "https://\ud800.org",
        "https://a\u202eb.org",
        "https://" + "a" * 64 + ".org",
        "https://" + "a." * 150 + "org",
        "https://a,https://b",
    ],
)
def test_not_an_origin(origin: str) -> None:
    assert normalise(origin) == ""


@given(ANYTHING | ANYTHING.map("https://{}".format))
def test_never_raises_and_is_settled(origin: str) -> None:
    once = normalise(origin)
    assert normalise(once) == once
