"""What every tree of nodes has to be, however hostile the text was."""

import re
from collections.abc import Iterator

import msgspec

from service.appeals.tree import MOST_BYTES, MOST_DEPTH, MOST_NODES, TAGS, Element, Node

INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Stricter than the product: ASCII without quotes, angle brackets, white space and backslashes.
ADDRESS = re.compile(
    r"https://[a-z0-9._-]+(:\d+)?([/?#][!#$%&()*+,./0-9:;=?@A-Z\[\]_a-z|~-]*)?"
    r"|mailto:[A-Za-z0-9._%+-]+@[a-z0-9._-]+(\?(subject|body)=[!#$%&()*+,./0-9:;=?@A-Z\[\]_a-z|~-]*)?"
)
_KEYS = {"a": {"t", "h", "c"}, "br": {"t"}}


def walk(tree: list[Node], depth: int = 1) -> Iterator[tuple[Node, int]]:
    """Every node, and how deep it lies."""
    for node in tree:
        yield node, depth
        if not isinstance(node, str):
            yield from walk(node.get("c", []), depth + 1)


def elements(tree: list[Node]) -> list[tuple[Element, int]]:
    return [(node, depth) for node, depth in walk(tree) if not isinstance(node, str)]


def texts(tree: list[Node]) -> list[str]:
    return [node for node, _ in walk(tree) if isinstance(node, str)]


def links(tree: list[Node]) -> list[str]:
    return [element["h"] for element, _ in elements(tree) if "h" in element]


def wrong(tree: list[Node]) -> list[object]:
    """Whatever no tree may hold; nothing when it is as it has to be."""
    found: list[object] = [node for node in tree if isinstance(node, str)]
    for element, depth in elements(tree):
        tag, children = element["t"], element.get("c", [])
        items = {"li"} & {child["t"] for child in children if not isinstance(child, str)}
        rightly = (
            tag in TAGS
            and set(element) == _KEYS.get(tag, {"t", "c"})
            and depth <= MOST_DEPTH + (tag == "br")
            and (tag != "a" or bool(ADDRESS.fullmatch(element["h"])))
            and (tag != "a" or not links(children))
            and (tag == "br" or bool(children))
            and bool(items) == (tag in {"ul", "ol"})
            and (not items or all(not isinstance(child, str) and child["t"] == "li" for child in children))
        )
        if not rightly:
            found.append(element)
    found += [text for text in texts(tree) if not text or INVISIBLE.search(text)]
    if len(list(walk(tree))) > MOST_NODES or len(msgspec.json.encode(tree)) > MOST_BYTES:
        found.append("too much")
    return found
