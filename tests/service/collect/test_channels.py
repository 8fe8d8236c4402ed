"""Cases of `channels`: the referrer's host, and by which road a reader came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect import campaign
from service.collect.channels import CHANNELS, LONGEST_HOST, channel, hosts_of, referrer_host

OWN = hosts_of(["https://www.example.org", "https://example.net:8443", "nonsense"])
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=2_048)


def test_hosts_of_leaves_out_www_and_ports() -> None:
    assert frozenset({"example.org", "example.net"}) == OWN


@pytest.mark.parametrize(
    ("referrer", "host"),
    [
        ("", ""),
        ("https://www.google.com/", "google.com"),
        ("https://L.Facebook.com/l.php?u=x", "l.facebook.com"),
        ("http://example.com:8080/a", "example.com"),
        ("android-app://com.google.android.gm/", "com.google.android.gm"),
        ("ANDROID-APP://Org.Telegram.Messenger", "org.telegram.messenger"),
        ("https://www.example.org/a", ""),
        ("https://sport.example.org/a", ""),
        ("https://notexample.org/a", "notexample.org"),
        ("https://www.www.org/", "www.org"),
        ("about:blank", ""),
        ("ios-app://12345", ""),
        ("http://[::1", ""),
        ("http://[::1]/", "[::1]"),
        ("https://\ud800\x00/", ""),
        ("https://xn--b1amarcd.xn--j1amh/", "xn--b1amarcd.xn--j1amh"),
        ("https://" + "a" * 60 + "." + "b" * 60 + ".com/", ("a" * 60 + "." + "b" * 60 + ".com")[-100:]),
    ],
)
def test_referrer_host(referrer: str, host: str) -> None:
    assert referrer_host(referrer, OWN) == host


def test_referrer_host_tells_own_hosts_when_not_asked_to_hide_them() -> None:
    assert referrer_host("https://www.example.org/a") == "example.org"


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("", "direct"),
        ("https://www.example.org/other", "internal"),
        ("https://blog.example.org/", "internal"),
        ("https://example.net:8443/", "internal"),
        ("https://example.org.evil.com/", "other"),
        ("https://www.google.com/", "search"),
        ("https://www.google.com.ua/", "search"),
        ("https://www.google.de/", "search"),
        ("https://lens.google.com/", "search"),
        ("https://notgoogle.com/", "other"),
        ("https://google.com.evil.org/", "other"),
        ("https://www.bing.com/", "search"),
        ("https://duckduckgo.com/", "search"),
        ("https://yandex.ru/", "search"),
        ("https://search.yahoo.co.jp/", "search"),
        ("https://search.brave.com/", "search"),
        ("https://www-example-org.cdn.ampproject.org/", "search"),
        ("android-app://com.google.android.googlequicksearchbox/", "search"),
        ("https://docs.google.com/", "other"),
        ("https://news.google.com/", "news"),
        ("https://news.google.co.uk/", "news"),
        ("https://flipboard.com/", "news"),
        ("https://www.ukr.net/", "news"),
        ("https://www.msn.com/", "news"),
        ("android-app://com.google.android.apps.magazines/", "news"),
        ("https://mail.google.com/", "email"),
        ("https://mail.ukr.net/", "email"),
        ("https://outlook.live.com/", "email"),
        ("https://webmail.university.example/", "email"),
        ("https://mail.company.example/", "email"),
        ("android-app://com.google.android.gm/", "email"),
        ("https://l.facebook.com/", "social"),
        ("https://m.facebook.com/", "social"),
        ("https://t.co/abc", "social"),
        ("https://x.com/", "social"),
        ("https://netflix.com/", "other"),
        ("https://out.reddit.com/", "social"),
        ("https://news.ycombinator.com/", "social"),
        ("https://www.pinterest.co.uk/", "social"),
        ("https://web.telegram.org/", "social"),
        ("android-app://org.telegram.messenger/", "social"),
        ("https://chatgpt.com/", "ai"),
        ("https://www.perplexity.ai/", "ai"),
        ("https://gemini.google.com/", "ai"),
        ("https://copilot.microsoft.com/", "ai"),
        ("https://claude.ai/", "ai"),
        ("android-app://com.openai.chatgpt/", "ai"),
        ("https://blog.example.com/", "other"),
        ("http://192.0.2.1/", "other"),
        ("https://google/", "other"),
    ],
)
def test_channel_of_referrer(referrer: str, expected: str) -> None:
    assert channel(referrer_host(referrer), OWN, "", "", "") == expected


@pytest.mark.parametrize(
    ("host", "query", "expected"),
    [
        ("", "utm_medium=email", "email"),
        ("", "utm_source=newsletter", "email"),
        ("l.facebook.com", "utm_medium=email", "email"),
        ("", "utm_medium=social", "social"),
        ("", "utm_medium=social%20network", "social"),
        ("", "utm_source=FB&utm_medium=paid", "social"),
        ("", "utm_source=google&utm_medium=cpc", "search"),
        ("google.com", "utm_medium=cpc", "search"),
        ("", "utm_medium=cpc&utm_source=neighbour", "other"),
        ("", "utm_medium=cpm", "other"),
        ("", "utm_medium=organic", "search"),
        ("", "utm_source=chatgpt.com", "ai"),
        ("", "utm_source=www.perplexity.ai", "ai"),
        ("", "utm_source=telegram&utm_medium=channel", "social"),
        ("", "utm_medium=rss", "news"),
        ("", "utm_medium=push", "other"),
        ("", "utm_medium=referral&utm_source=partner", "other"),
        ("t.co", "utm_medium=referral&utm_source=partner", "social"),
        ("blog.example.com", "utm_source=partner", "other"),
        ("example.org", "utm_medium=email", "internal"),
        ("", "gclid=x", "search"),
        ("", "yclid=x", "search"),
        ("", "a=b&fbclid=x", "social"),
        ("", "mc_eid=x", "email"),
        ("blog.example.com", "fbclid=x", "other"),
        ("google.com", "fbclid=x", "search"),
        ("", "notfbclid=x", "direct"),
        ("", "page=2", "direct"),
    ],
)
def test_channel_of_tagged_links(host: str, query: str, expected: str) -> None:
    tags = campaign.parse(query)
    assert channel(host, OWN, tags.medium, tags.source, query) == expected


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_channel_never_raises(host: str, medium: str, source: str, query: str) -> None:
    assert channel(host, OWN, medium, source, query) in CHANNELS


@given(ANYTHING | ANYTHING.map("https://{}".format) | ANYTHING.map("android-app://{}".format))
def test_referrer_host_never_raises(referrer: str) -> None:
    assert len(referrer_host(referrer, OWN)) <= LONGEST_HOST
