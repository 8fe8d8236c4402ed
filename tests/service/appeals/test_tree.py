"""The tree by itself: it stays within its bounds, whatever comes and in whatever order."""

import msgspec
import pytest
from markdown_it.token import Token

from service.appeals.tree import MOST_BYTES, MOST_NODES, TAGS, Tree
from tests.service.appeals.trees import walk, wrong


def grown(*tokens: Token) -> Tree:
    tree = Tree()
    for token in tokens:
        tree.take(token)
    tree.close_all()
    return tree


def text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def begin(tag: str) -> Token:
    return Token(f"{tag}_open", tag, 1)


def end(tag: str) -> Token:
    return Token(f"{tag}_close", tag, -1)


def test_the_tags_are_those_of_the_contract() -> None:
    assert {"p", "strong", "em", "a", "ul", "ol", "li", "br", "blockquote", "h3"} == TAGS


def test_texts_side_by_side_are_one() -> None:
    assert grown(begin("p"), text("a"), text("b"), end("p")).root == [{"t": "p", "c": ["ab"]}]


def test_what_was_left_open_is_closed() -> None:
    assert grown(begin("p"), begin("em"), text("a")).root == [{"t": "p", "c": [{"t": "em", "c": ["a"]}]}]


def test_an_item_without_its_list_is_left_out() -> None:
    quoted = [begin("blockquote")] * 5
    tree = grown(*quoted, begin("ul"), begin("li"), text("a"))
    assert wrong(tree.root) == []
    assert len(tree.problems) == 2


@pytest.mark.parametrize("char", ["a", '"', "\\", "й", "漢", "😀"])
def test_the_size_is_that_of_the_json(char: str) -> None:
    tree = grown(begin("p"), text(char * MOST_BYTES), end("p"))
    assert MOST_BYTES - 20 < len(msgspec.json.encode(tree.root)) <= MOST_BYTES


def test_the_number_of_nodes_is_bounded() -> None:
    br = Token("hardbreak", "br", 0)
    tree = grown(begin("p"), *[text("a"), br] * MOST_NODES, end("p"))
    assert len(list(walk(tree.root))) <= MOST_NODES
    assert any("too long" in sentence for sentence in tree.problems)
