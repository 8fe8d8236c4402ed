"""The desk's letter: one for all that is new, readable as text and as HTML, and nothing in it is markup."""

import re
from typing import Any

import pytest

from service.catalog.sites import Site
from service.corrections.letter import MOST_LISTED, News, compose, plain, trial
from tests.service.corrections.reported import made

SITE = Site(key="daily", name="The Daily", origins=("https://daily.example",))
HOME = "https://k.example/"
HOSTILE = "<script>alert(1)</script>\u202e\x00\"'&\r\nBcc: x@y.example"


def news(**fields: Any) -> News:
    told: dict[str, Any] = {"correction": made(), "title": "The ferry is back", "suggested": "in 1963"}
    return News(**(told | fields))


def test_one_correction() -> None:
    letter = compose(SITE, [news(comment="I was there.")], HOME)
    assert letter.subject == "The Daily: “in 1936” → “in 1963”"
    for said in (
        "The ferry is back",
        "“in 1936”",
        "→ “in 1963”",
        "I was there.",
        "1 report · a number · new",
        "https://k.example/s/daily/corrections/7\n",
        "https://k.example/s/daily/corrections/settings",
    ):
        assert said in letter.text


def test_the_change_is_marked_not_only_by_colour() -> None:
    html = compose(SITE, [news()], HOME).html
    marks = re.findall(r"<(del|ins) style=\"[^\"]*text-decoration:([a-z-]+)[^\"]*\">([^<]*)</\1>", html)
    assert marks == [("del", "line-through", "1936"), ("ins", "underline", "1963")]


@pytest.mark.parametrize(
    ("how_many", "subject", "more"),
    [
        (2, "2 corrections to look at: The Daily", False),
        (MOST_LISTED, f"{MOST_LISTED} corrections to look at: The Daily", False),
        (MOST_LISTED + 5, f"{MOST_LISTED + 5} corrections to look at: The Daily", True),
    ],
)
def test_many_in_one(how_many: int, subject: str, more: bool) -> None:
    letter = compose(SITE, [news(correction=made(id=one)) for one in range(how_many)], HOME)
    assert letter.subject == subject
    assert letter.html.count("line-through") == min(how_many, MOST_LISTED)
    assert ("and 5 more in the inbox" in letter.text) is ("and 5 more in the inbox" in letter.html) is more


def test_without_a_suggestion() -> None:
    letter = compose(SITE, [news(suggested="")], HOME)
    assert letter.subject == "The Daily: “in 1936” was reported"
    assert "→" not in letter.text
    assert "<del" not in letter.html


def test_without_a_title_the_path_stands_in() -> None:
    assert "1. /ferry\n" in compose(SITE, [news(title="")], HOME).text


@pytest.mark.parametrize("field", ["title", "suggested", "comment", "exact"])
def test_nothing_that_readers_write_is_markup_or_a_header(field: str) -> None:
    one = news(correction=made(exact=HOSTILE)) if field == "exact" else news(**{field: HOSTILE})
    letter = compose(SITE, [one], HOME)
    assert "<script" not in letter.html
    assert not re.search(r"[\r\n\x00\u202e]", letter.subject)
    assert not re.search(r"[\x00\u202e]", letter.text + letter.html)
    assert "\nBcc" not in letter.text


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("  a \n b\t", 10, "a b"),
        ("abcdef", 4, "abc…"),
        ("a\u202eb\u2066c\u200bd\x07", 10, "abcd"),
        ("نمی\u200cخواهم", 20, "نمی\u200cخواهم"),
        ("\ud800x", 10, "x"),
    ],
)
def test_plain(text: str, most: int, shown: str) -> None:
    assert plain(text, most) == shown


def test_the_trial() -> None:
    letter = trial(SITE, HOME)
    assert letter.subject == "Test: corrections of The Daily"
    assert "This is a test." in letter.text
    assert "This is a test." in letter.html
