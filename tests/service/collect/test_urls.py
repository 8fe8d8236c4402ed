"""Cases of `urls`: taking apart, and the path that identifies an article."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.urls import LONGEST_ARTICLE, Page, clean_article, host_of, origin_of, parse_page

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=2_048)
PATHS = st.text(st.sampled_from("ab/.%2eE5fFдﷺ \\?#amp"), max_size=80).map("https://e.org/{}".format)

NOT_PAGES = [
    "",
    "null",
    "/path",
    "//example.org/",
    "javascript:alert(1)",
    "ftp://example.org/",
    "data:text/html,x",
    "http://",
    "http:///path",
    "http://[::1",
    "http://[::1]x/",
    "http://example.org:port/",
    "http://example.org:65536/",
    "http://exa mple.org/",
    " https://example.org/",
    "https://example.org\x00/",
    "https://\ud800/",
]


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://example.org", Page("https://example.org", "example.org", "/", "")),
        ("https://Example.org:443/A?b=c#d", Page("https://example.org", "example.org", "/A", "b=c")),
        ("http://example.org:8000/?", Page("http://example.org:8000", "example.org", "/", "")),
        ("https://example.org?q=/x", Page("https://example.org", "example.org", "/", "q=/x")),
        ("https://example.org/a?b?c#d#e", Page("https://example.org", "example.org", "/a", "b?c")),
        ("https://me:pw@example.org/a", Page("https://example.org", "example.org", "/a", "")),
        ("https://good.org\\@evil.org/a", Page("https://good.org", "good.org", "/@evil.org/a", "")),
        ("http://[::1]:8000/a", Page("http://[::1]:8000", "[::1]", "/a", "")),
    ],
)
def test_parse_page(url: str, page: Page) -> None:
    assert parse_page(url) == page


@pytest.mark.parametrize(
    "url",
    [
        *NOT_PAGES,
        "https://e.org/a\x00b",
        "https://e.org/a\x7f",
        "https://e.org/д\udfff",
        "https://e.org/a\nb",
    ],
)
def test_parse_page_refuses(url: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        parse_page(url)


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("", "/"),
        ("/", "/"),
        ("///", "/"),
        ("/a/b", "/a/b"),
        ("/a/b/", "/a/b"),
        ("//a///b//", "/a/b"),
        ("/a?utm_source=x", "/a"),
        ("/a#comments", "/a"),
        ("/a/./b/../c", "/a/c"),
        ("/../../a", "/a"),
        ("/a/%2e%2E/b", "/b"),
        ("/a/..", "/"),
        ("/a/...", "/a/..."),
        ("/%7Euser/%61", "/~user/a"),
        ("/a%2fb", "/a%2Fb"),
        ("/100%", "/100%25"),
        ("/100%zz", "/100%25zz"),
        ("/a b", "/a%20b"),
        ('/<i>"`{}^', "/%3Ci%3E%22%60%7B%7D%5E"),
        ("/Стаття", "/%D0%A1%D1%82%D0%B0%D1%82%D1%82%D1%8F"),
        ("/%d0%a1таття", "/%D0%A1%D1%82%D0%B0%D1%82%D1%82%D1%8F"),
        ("/a\u202eb", "/a%E2%80%AEb"),
        ("/a\\b", "/a/b"),
        ("/Case/Matters", "/Case/Matters"),
        ("/a;v=1,2:3@4!$&'()*+=", "/a;v=1,2:3@4!$&'()*+="),
        ("/index.html", "/"),
        ("/a/index.php", "/a"),
        ("/a/index.html/", "/a"),
        ("/a/amp", "/a"),
        ("/a/amp/", "/a"),
        ("/a/amp/index.html", "/a"),
        ("/a/amplifier", "/a/amplifier"),
        ("/amp/a", "/amp/a"),
        ("/my-index.html", "/my-index.html"),
        ("/a\x00", ""),
        ("/a\ud800", ""),
    ],
)
def test_clean_article(path: str, article: str) -> None:
    assert clean_article(f"https://example.org{path}") == article


@pytest.mark.parametrize("url", NOT_PAGES)
def test_what_is_no_url_has_no_parts(url: str) -> None:
    assert (clean_article(url), origin_of(url), host_of(url)) == ("", "", "")


def test_origin_and_host() -> None:
    url = "HTTPS://www.Example.org:8443/a"
    assert (origin_of(url), host_of(url)) == ("https://www.example.org:8443", "www.example.org")


@pytest.mark.parametrize("letter", ["a", "д", "%d0", "%", "/a"])
@pytest.mark.parametrize("length", [509, 510, 511, 512, 513, 514, 1_000, 2_000])
def test_long_paths_fit_and_stay_apart(letter: str, length: int) -> None:
    slug = f"https://example.org/{letter * length}"
    one, other = clean_article(f"{slug}1"), clean_article(f"{slug}2")
    assert one != other
    assert max(len(one), len(other)) <= LONGEST_ARTICLE
    assert re.fullmatch(r"(?:[^%]|%[0-9A-F]{2})*", one)


@given(ANYTHING | ANYTHING.map("https://example.org/{}".format) | PATHS)
def test_never_raises_and_is_settled(url: str) -> None:
    article = clean_article(url)
    assert (article == "") or (article[0] == "/" and len(article) <= LONGEST_ARTICLE and article.isascii())
    assert article == "" or clean_article(f"https://example.org{article}") == article
    assert host_of(url) in origin_of(url)


@given(ANYTHING | ANYTHING.map("http://{}".format))
def test_parse_page_raises_nothing_but_value_error(url: str) -> None:
    try:
        page = parse_page(url)
    except ValueError:
        return
    assert page.host
