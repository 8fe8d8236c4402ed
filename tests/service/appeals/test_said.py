"""Texts that carry what a translation needs."""

import pytest

from service.appeals.said import Counted, Joined, Said


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (Said("Plain, at 100%"), "Plain, at 100%"),
        (Said("%(share)s%% of %(rule)s", share=5, rule="“%(x)s”"), "5% of “%(x)s”"),
        (Said("%(count)s views", count=12_345), "12,345 views"),
        (Said("%(hours)s h", hours=5.0), "5 h"),
        (Said("%(hours)s h", hours=5.2), "5.2 h"),
        (Said(Said("%(name)s is here"), name="Ann"), "Ann is here"),
        (Counted("%(num)s day", "%(num)s days", 1), "1 day"),
        (Counted("%(num)s day", "%(num)s days", 0), "0 days"),
        (Counted("%(num)s of %(all)s day", "%(num)s of %(all)s days", 2, all=7), "2 of 7 days"),
        (Joined(Said(" or "), ["a", Said("b"), "c"]), "a or b or c"),
        (Joined(", ", []), ""),
    ],
)
def test_a_text_is_its_english(text: Said, english: str) -> None:
    assert text == english


def test_it_keeps_what_stands_in_it() -> None:
    inner = Said("no")
    outer = Said(Said("%(a)s or %(b)s"), a=inner, b=3)
    assert (outer.text, outer.values) == ("%(a)s or %(b)s", {"a": inner, "b": 3})
    assert type(outer.text) is str
