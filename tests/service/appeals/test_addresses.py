"""Addresses that an appeal may lead to. Hostile ones: tests/attack/test_messages.py."""

import pytest

from service.appeals.addresses import link, web_link


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/A?b=C#d", "https://example.org/A?b=C#d"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org?a=b", "https://example.org?a=b"),
        ("https://example.org#a", "https://example.org#a"),
        ("https://новини.укр/а", "https://xn--b1amarcd.xn--j1amh/%D0%B0"),
        ("https://example.org/%D0%B0?q=%20", "https://example.org/%D0%B0?q=%20"),
        ('https://example.org/"<>`^{}', "https://example.org/%22%3C%3E%60%5E%7B%7D"),
        ("https://example.org/it's", "https://example.org/it%27s"),
        ("https://example.org/@name", "https://example.org/@name"),
        ("https://example.org/\u202ea", "https://example.org/%E2%80%AEa"),
        ("https://localhost/", "https://localhost/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("MAILTO:desk@Example.org?Subject=Ads", "mailto:desk@example.org?Subject=Ads"),
        ("mailto:a@b.org?subject=x&body=y%0Az", "mailto:a@b.org?subject=x&body=y%0Az"),
        ("mailto:a@пошта.укр", "mailto:a@xn--80a1acn3a.xn--j1amh"),
    ],
)
def test_what_may_be_followed(address: str, followed: str) -> None:
    assert link(address) == followed
    assert link(followed) == followed


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "x",
        "http://example.org",
        "https://",
        "https://a b.org",
        "mailto:a",
        "mailto:a@b.org?cc=x@y.org",
    ],
)
def test_what_may_not(address: str) -> None:
    assert link(address) == ""


@pytest.mark.parametrize(
    ("address", "followed"),
    [("https://example.org/", "https://example.org/"), ("mailto:desk@example.org", ""), ("javascript:x", "")],
)
def test_a_way_is_a_page(address: str, followed: str) -> None:
    assert web_link(address) == followed
