"""Small Markdown -> the node tree in which an appeal travels, with nothing in it that could be dangerous.

Paragraphs, bold, italic, links, lists, quotations, headings (all of one size) and line breaks, by CommonMark;
a line break that was typed is one. Everything else, HTML first of all, is text as it was written. A link
leads to https: or mailto:, or is none. The page builds the tree with `textContent`: nothing is parsed again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from service.appeals.addresses import link
from service.appeals.characters import clean, has_invisible, short
from service.appeals.said import Said
from service.appeals.tree import TAGS, Node, Tree

#: Characters that are read; as long as a message's text may be.
LONGEST = 2_000
#: Beyond this the parser drops what is nested; recursion is what it bounds.
_PARSED_DEPTH = 60
_HTML = re.compile(
    r"(?<!\\)<(?:/?[A-Za-z][\w-]*(?=[\s/>])[^>]{0,40}>?|!--|!\[CDATA|!DOCTYPE|\?)", re.IGNORECASE
)
_ANGLED = re.compile(r"(?<!\\)<(?:[A-Za-z][\w+.-]*:|[^\s<>@]+@)[^\s<>]*>")


_PARSER = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": _PARSED_DEPTH}).enable(
    ["heading", "list", "blockquote", "emphasis", "link", "image", "newline", "escape"]
)
# Every address gets as far as the tree, as it was written, so that one place judges them all.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]


def nodes(text: str) -> list[Node]:
    """The tree of a text: only tags of `TAGS`, only safe addresses, bounded as `Tree` is. Never raises."""
    return _read(text).root


def problems(text: str) -> list[str]:
    """Sentences for the editor: what was written and is not shown as it was meant."""
    found = list[str]()
    if html := _HTML.search(text):
        found.append(
            Said(
                "HTML is shown as it is written, here “%(html)s”. Use **bold**, *italic* and "
                "[links](https://…) instead.",
                html=short(html[0]),
            )
        )
    if angled := _ANGLED.search(text):
        found.append(
            Said(
                "“%(text)s” is shown as it is written. For a link write [text](https://…).",
                text=short(angled[0]),
            )
        )
    if has_invisible(text):
        found.append(
            Said("Invisible control characters, or such that turn the text's direction, are left out.")
        )
    return found + list(dict.fromkeys(_read(text).problems))


def to_html(tree: Iterable[Node]) -> Markup:
    """The tree as HTML, for the preview on a settings page. Everything in it is escaped."""
    return Markup("").join(_html(node) for node in tree)


def _html(node: Node) -> Markup:
    if isinstance(node, str):
        return escape(node)
    tag = node["t"]
    if tag == "br":
        return Markup("<br>")
    if tag not in TAGS:
        raise ValueError(f"no tag of an appeal: {tag!r}")
    href = Markup(' href="{}" rel="noopener noreferrer"').format(link(node["h"])) if "h" in node else ""
    # Not from outside: the tag is of the list above.
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), href, to_html(node.get("c", ())))  # noqa: S704


def _read(text: str) -> Tree:
    tree = Tree()
    for token in _flat(_PARSER.parse(clean(text[:LONGEST]))):
        tree.take(token)
    tree.close_all()
    if len(text) > LONGEST:
        tree.cut()
    return tree


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            yield from token.children or ()
        else:
            yield token
