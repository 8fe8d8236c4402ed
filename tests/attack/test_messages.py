"""An appeal's texts: whatever is written into them, only harmless nodes reach the page."""

import html.parser
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.appeals import messages
from service.appeals.addresses import link
from service.appeals.characters import plain
from service.appeals.markdown import nodes, problems, to_html
from service.appeals.payload import payload
from service.appeals.pictures import address, drawing
from service.appeals.tree import TAGS
from service.catalog.rule import Body, Message, Policy, Rule, Theme, Variant, Wall, Way
from service.catalog.sites import Site
from tests.attack.payloads import ADDRESSES, HTML, LARGE, MARKDOWN, PAYLOADS
from tests.service.appeals.trees import ADDRESS, INVISIBLE, links, texts, walk, wrong

ALL = (*PAYLOADS, *LARGE)
#: What Markdown and HTML are made of, so that chance finds more than words.
PIECES = st.sampled_from(
    [
        *"[]()<>*_#>-+1.!`\\&{}:/@\"'\n\t |~=",
        "  \n",
        "\n\n",
        "    ",
        "javascript:",
        "https://example.org",
        "&colon;",
        "{site}",
        "\u202e",
        "\ud800",
        "\x00",
        "- ",
        "> ",
        "a",
        "й",
        "ع",
    ]
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=600)
HOSTILE = st.lists(PIECES, max_size=400).map("".join) | ANYTHING | st.sampled_from(PAYLOADS)


def short(text: str) -> str:
    return ascii(text)[:48]


def test_there_are_enough_of_them() -> None:
    assert len(PAYLOADS) > 200
    assert len(set(ADDRESSES) | set(HTML) | set(MARKDOWN)) > 200


@pytest.mark.parametrize("text", ALL, ids=short)
def test_only_what_is_allowed_comes_out(text: str) -> None:
    assert wrong(nodes(text)) == []


@pytest.mark.parametrize("bad", ADDRESSES, ids=short)
def test_no_address_but_a_safe_one_becomes_a_link(bad: str) -> None:
    assert link(bad) == ""
    carried = (f"[press]({bad})", f"[press](<{bad}>)", f"[press]\n\n[press]: {bad}", f"<{bad}>")
    found = [href for text in carried for href in links(nodes(text))]
    assert [href for href in found if not ADDRESS.fullmatch(href) or "evil" in href] == []


@pytest.mark.parametrize("text", HTML, ids=short)
def test_html_stays_the_text_that_was_written(text: str) -> None:
    assert {node["t"] for node, _ in walk(nodes(text)) if not isinstance(node, str)} <= TAGS
    assert "".join(texts(nodes(text))).count("<") == text.count("<")


class Reader(html.parser.HTMLParser):
    """A browser's view of the preview: the tags and attributes that it would make elements of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@pytest.mark.parametrize("text", ALL, ids=short)
def test_the_preview_holds_no_other_tags_and_attributes(text: str) -> None:
    reader = Reader()
    reader.feed(str(to_html(nodes(text))))
    assert {tag for tag, _ in reader.found} <= TAGS
    assert {name for _, attrs in reader.found for name, _ in attrs} <= {"href", "rel"}
    hrefs = [str(value) for _, attrs in reader.found for name, value in attrs if name == "href"]
    assert hrefs == links(nodes(text))


@given(HOSTILE)
@settings(max_examples=400, deadline=None)
def test_any_text_makes_a_tree(text: str) -> None:
    tree = nodes(text)
    assert wrong(tree) == []
    assert msgspec.json.decode(msgspec.json.encode(tree)) == tree
    assert all(sentence and "\n" not in sentence for sentence in problems(text))


def appeal(text: str) -> dict[str, Any]:
    """An appeal with the text in every field that takes one, read as a page reads it."""
    message = Message(title=text, text=text, how=text, done=text, later=text)
    body = Body(
        name=text,
        form="soft_wall",
        wall=Wall(ways=(Way("donate", text), Way("sign_in", f"https://{text}"))),
        variants=(Variant(1, 100, text, {"en": message}, picture=text),),
    )
    colours = Theme(text, text, text, text, text, text)
    site = Site(key="demo", name=text, origins=(), policy=Policy(theme=colours, language=text))
    made = payload(Rule(1, 1, body), 1, site, reader=text, page=text, read=3)
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(made))
    return decoded


@pytest.mark.parametrize("text", PAYLOADS, ids=short)
def test_every_field_is_harmless(text: str) -> None:
    made = appeal(text)
    assert made["lang"] == "en"
    lines = [made["title"], *made["buttons"].values()]
    assert [line for line in lines if INVISIBLE.search(line) or "\n" in line] == []
    assert [way["url"] for way in made["ways"] if not ADDRESS.fullmatch(way["url"])] == []
    assert made["picture"] == ""
    assert made["theme"] == msgspec.to_builtins(Theme())
    assert [href for href in links(made["body"]) if not ADDRESS.fullmatch(href)] == []


@given(HOSTILE)
@settings(max_examples=150, deadline=None)
def test_any_text_in_any_field_makes_an_appeal(text: str) -> None:
    appeal(text)
    assert isinstance(messages.problems(Message(text, text, text, text, text), "dialog"), list)


def test_a_title_is_one_line_without_what_turns_it() -> None:
    assert [text for text in ALL if "\n" in plain(text) or INVISIBLE.search(plain(text))] == []


def test_a_sites_name_is_never_read_as_markdown_or_variables() -> None:
    name = "[x](javascript:alert(1)) {read} <b>"
    message = Message(title="{site}", text="{site} **{read}** [y](https://example.org/{site})")
    rule = Rule(1, 1, Body(variants=(Variant(1, 100, messages={"en": message}),)))
    made = payload(rule, 1, Site(key="demo", name=name, origins=()), read=5)
    assert made["title"] == name
    assert texts(made["body"]) == [f"{name} ", "5", " ", "y"]
    assert links(made["body"]) == ["https://example.org/%7Bsite%7D"]


def test_no_picture_but_those_there_are() -> None:
    assert [text for text in ALL if address(text, Theme(), "demo") or drawing(text)] == []
    assert [text for text in ALL if drawing(f"cup-{text[:6]}-000000.svg")] == []


@pytest.mark.parametrize("text", LARGE, ids=short)
def test_the_editor_is_told_of_what_is_large(text: str) -> None:
    assert problems(text)
