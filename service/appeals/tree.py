"""The node tree in which an appeal's text travels, and how it grows."""

from typing import NotRequired, TypedDict

from markdown_it.token import Token

from service.appeals.addresses import link
from service.appeals.characters import short
from service.appeals.said import Said

#: Elements within elements, at most; deeper ones are left out, and what they hold stays.
MOST_DEPTH = 6
#: Elements and texts, at most
MOST_NODES = 400
#: Of the tree as JSON, at most: whole appeals are to stay below 8 KB.
MOST_BYTES = 5_000
#: `{"t":"strong","c":[]},`
_ELEMENT_BYTES = 24

_TAGS = {tag: tag for tag in ("p", "strong", "em", "a", "ul", "ol", "li", "blockquote")} | dict.fromkeys(
    ("h1", "h2", "h3", "h4", "h5", "h6"), "h3"
)
TAGS = frozenset({*_TAGS.values(), "br"})
_INLINE = frozenset({"strong", "em", "a"})


class Element(TypedDict):
    """Tag, for a link its address, and what is in it; `br` has nothing in it."""

    t: str
    h: NotRequired[str]
    c: NotRequired[list["Node"]]


Node = str | Element


class Tree:
    """The tree while it grows: a stack of open elements; those left out give all to their parents."""

    def __init__(self) -> None:
        self.root: list[Node] = []
        self.problems: list[str] = []
        self._open: list[tuple[Token, Element | None]] = []
        self._children: list[list[Node]] = [self.root]
        self._nodes = 0
        self._bytes = 2

    def take(self, token: Token) -> None:
        if token.nesting > 0:
            self._begin(token)
        elif token.nesting < 0:
            self._end()
        elif token.type in {"softbreak", "hardbreak"}:
            if self._afford(_ELEMENT_BYTES):
                self._children[-1].append({"t": "br"})
        else:
            if token.type == "image":
                self.problems.append(
                    Said("An image in the text is not shown. Choose the message's picture instead.")
                )
            self._text(token.content)

    def close_all(self) -> None:
        while self._open:
            self._end()

    def cut(self) -> None:
        self.problems.append(
            Said("The text is too long, or has too many parts: its end is not shown. Please shorten it.")
        )

    def _begin(self, token: Token) -> None:
        element = None if token.hidden else self._element(token)
        if element is None:
            self._part(token)
        else:
            self._children.append([])
        self._open.append((token, element))

    def _element(self, token: Token) -> Element | None:
        tag = _TAGS[token.tag]
        kept = [element for _, element in self._open if element]
        # A list needs room for its items, and an item its list.
        orphan = tag == "li" and self._open[-1][1] is None
        if orphan or len(kept) >= MOST_DEPTH - (tag in {"ul", "ol"}):
            self.problems.append(
                Said(
                    "Something is nested more than %(most)s deep: it is shown as plain text, or not at all.",
                    most=MOST_DEPTH,
                )
            )
            return None
        if tag == "a":
            return self._link(token, kept)
        return {"t": tag} if self._afford(_ELEMENT_BYTES) else None

    def _link(self, token: Token, around: list[Element]) -> Element | None:
        written = str(token.attrs.get("href", ""))
        href = link(written)
        if not href:
            self.problems.append(_refused(written))
        elif all(element["t"] != "a" for element in around) and self._afford(_ELEMENT_BYTES + len(href)):
            return {"t": "a", "h": href}
        return None

    def _end(self) -> None:
        token, element = self._open.pop()
        if element is None:
            self._part(token)
            return
        children = self._children.pop()
        if any(_says_something(child) for child in children):
            element["c"] = children
            self._children[-1].append(element)

    def _part(self, token: Token) -> None:
        """What is left out of blocks must not run together."""
        if self._open and token.tag not in _INLINE and not token.hidden:
            self._text(" ")

    def _text(self, text: str) -> None:
        siblings = self._children[-1]
        joined = bool(siblings) and isinstance(siblings[-1], str)
        if not text or not self._afford(0 if joined else 3, new=not joined):
            return
        fitting = self._fitting(text)
        if joined:
            siblings[-1] = f"{siblings[-1]}{fitting}"
        elif fitting:
            siblings.append(fitting)

    def _fitting(self, text: str) -> str:
        for at, char in enumerate(text):
            size = 2 if char in '"\\' else len(char.encode())
            if self._bytes + size > MOST_BYTES:
                self._bytes = MOST_BYTES
                self.cut()
                return text[:at]
            self._bytes += size
        return text

    def _afford(self, size: int, *, new: bool = True) -> bool:
        """Take up room for one node more, unless the tree is full; once it is, it stays so."""
        if self._nodes + new > MOST_NODES or self._bytes + size > MOST_BYTES:
            self._bytes = MOST_BYTES
            self.cut()
            return False
        self._nodes += new
        self._bytes += size
        return True


def _says_something(node: Node) -> bool:
    return bool(node.strip()) if isinstance(node, str) else node["t"] != "br"


def _refused(address: str) -> str:
    if address.lower().startswith("http:"):
        return Said(
            "The link to “%(address)s” is not shown as one: write https:// instead of http://.",
            address=short(address),
        )
    return Said(
        "The link to “%(address)s” is not shown as one: only whole addresses that begin with https:// or "
        "mailto: are.",
        address=short(address),
    )
