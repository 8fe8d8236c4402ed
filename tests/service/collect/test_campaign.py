"""Cases of `campaign.parse`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.campaign import LONGEST, Campaign, parse


@pytest.mark.parametrize(
    ("query", "campaign"),
    [
        ("", Campaign()),
        ("id=5&page=2", Campaign()),
        ("utm_source=Facebook&utm_medium=Social&utm_campaign=May", Campaign("facebook", "social", "May")),
        ("a=b&utm_source=x", Campaign("x", "", "")),
        ("not_utm_source=x", Campaign()),
        ("utm_source=&utm_medium=", Campaign()),
        ("utm_source", Campaign()),
        ("utm_source=a&utm_source=b", Campaign("a", "", "")),
        ("utm_source=a+b%20c", Campaign("a b c", "", "")),
        ("utm_source=%20+x+%20", Campaign("x", "", "")),
        ("utm_campaign=%D0%92%D0%B8%D0%B1%D0%BE%D1%80%D0%B8", Campaign("", "", "Вибори")),
        ("utm_campaign=a%00b%0Ac%7F", Campaign("", "", "abc")),
        ("utm_campaign=a%E2%80%AEb\u202ec", Campaign("", "", "abc")),
        ("utm_campaign=a\ud800b", Campaign("", "", "ab")),
        ("utm_campaign=%ff", Campaign("", "", "\ufffd")),
        ("utm_campaign=%zz%", Campaign("", "", "%zz%")),
        ("utm_source=" + "x" * 2_000, Campaign("x" * 100, "", "")),
        ("utm_source=" + "%D0%94" * 300, Campaign("д" * 100, "", "")),
        ("utm_source=" + "%C4%B0" * 100, Campaign("i\u0307" * 50, "", "")),
        ("gclid=x", Campaign("google", "cpc", "")),
        ("wbraid=x&a=b", Campaign("google", "cpc", "")),
        ("msclkid=x&utm_campaign=May", Campaign("bing", "cpc", "May")),
        ("gclid=x&utm_source=paper", Campaign("paper", "", "")),
        ("gclid=x&utm_medium=print", Campaign("", "print", "")),
        ("fbclid=x", Campaign()),
        ("gclid=", Campaign()),
        ("mygclid=x", Campaign()),
    ],
)
def test_parse(query: str, campaign: Campaign) -> None:
    assert parse(query) == campaign


@given(st.text(st.characters(exclude_categories=()), max_size=2_048).flatmap(
    lambda text: st.sampled_from([text, f"utm_source={text}", f"utm_campaign={text}&utm_medium={text}"])
))  # fmt: skip
def test_never_raises_and_is_bounded(query: str) -> None:
    assert all(len(value) <= LONGEST and value.isprintable() for value in parse(query))
