"""Where forms come from and where people are sent: hostile tables."""

from urllib.parse import urljoin, urlsplit

import pytest
from starlette.requests import Request

from service.accounts.origin import HOME, safe_next, same_origin


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/s/daily/overview",
        "/s/daily/overview?from=2026-01-01&to=2026-02-01#top",
        "/s/газета",
        "/logins",
        "/a//b",
        "/.//evil.org",
        "/?next=https://evil.org",
        "/%2f%2fevil.org",
        "/:evil",
        "/@evil.org",
    ],
)
def test_kept(url: str) -> None:
    assert safe_next(url) == url


@pytest.mark.parametrize("url", ["/", "/s/daily", "/.//evil.org", "/a//b", "/@evil.org", "/?next=//evil.org"])
def test_what_is_kept_stays_here(url: str) -> None:
    assert urlsplit(urljoin("https://kindly.example/login", safe_next(url))).netloc == "kindly.example"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "overview",
        "./overview",
        "?next=/",
        "#top",
        "https://evil.org",
        "HTTPS://evil.org",
        "https:evil.org",
        "https:/evil.org",
        "//evil.org",
        "///evil.org",
        "//evil.org@kindly.example",
        "/\\evil.org",
        "\\\\evil.org",
        "\\/evil.org",
        "/a\\b",
        "/\t/evil.org",
        "/\n/evil.org",
        "/\r/evil.org",
        "\t//evil.org",
        " //evil.org",
        "/ /evil.org",
        "/a\r\nSet-Cookie: x=y",
        "/\x00/evil.org",
        "/\x7f",
        "/\x85/evil.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "/login",
        "/login/",
        "/login?next=/login",
        "/login#x",
        "/logout",
        "/" + "a" * 2048,
    ],
)
def test_sent_home(url: str | None) -> None:
    assert safe_next(url) == HOME == "/s"


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": ""}, False),
        ({"sec-fetch-site": "same-origin", "origin": "https://behind.a.proxy"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://kindly.example"}, False),
        ({"origin": "http://kindly.example"}, True),
        ({"origin": "https://kindly.example"}, True),
        ({"origin": "https://KINDLY.example"}, True),
        ({"origin": "http://kindly.example:8000"}, False),
        ({"origin": "https://evil.org"}, False),
        ({"origin": "https://evil.org/kindly.example"}, False),
        ({"origin": "https://kindly.example.evil.org"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "https://[::1"}, False),
        ({}, True),
    ],
)
def test_same_origin(headers: dict[str, str], *, same: bool) -> None:
    raw = [(name.encode(), value.encode()) for name, value in ({"host": "kindly.example"} | headers).items()]
    assert same_origin(Request({"type": "http", "headers": raw})) is same
