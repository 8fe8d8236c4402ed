import pytest

from dashboards.corrections.asked import Asked, AskedError, read_asked


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({}, Asked()),
        ({"state": "", "page": ""}, Asked()),
        ({"state": "fixed", "page": "3"}, Asked(state="fixed", page=3)),
        ({"who": "me"}, Asked(who="me")),
        ({"who": "17", "section": " News "}, Asked(who="17", section="News")),
        ({"text": "x" * 300}, Asked(text="x" * 200)),
        ({"page": "0"}, Asked()),
        ({"unknown": "1"}, Asked()),
    ],
)
def test_an_address_is_read(query: dict[str, str], asked: Asked) -> None:
    assert read_asked(query) == asked


@pytest.mark.parametrize(
    "query",
    [{"state": "gone"}, {"who": "them"}, {"who": "-1"}, {"page": "x"}, {"page": "²"}, {"page": "9" * 40}],
)
def test_what_makes_no_sense_is_said(query: dict[str, str]) -> None:
    with pytest.raises(AskedError, match=r"\.$"):
        read_asked(query)


def test_one_page_has_one_address() -> None:
    asked = Asked(state="all", text="a&b", who="me", page=2)
    assert asked.query() == "state=all&who=me&text=a%26b&page=2"
    assert Asked().query() == ""
    assert asked.query(page=1) == "state=all&who=me&text=a%26b"
