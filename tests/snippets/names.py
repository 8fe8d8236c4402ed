"""Every name that the tag leaves on a page or on the wire, and a collector that finds those in its code.

A name that the code has and this table lacks fails a test, so none goes by untried against the lists.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

SNIPPETS = Path(__file__).parents[2] / "snippets"
TABLE: dict[str, Any] = msgspec.json.decode((SNIPPETS / "dist" / "baits.json").read_bytes())
BAITS: list[dict[str, Any]] = TABLE["paths"]
BAIT_CLASSES: list[str] = TABLE["classes"]["baits"]

#: What the tag loads and what it asks: the core, its modules, a beacon, a correction, the neutral controls.
PATHS = (
    "/k.js",
    "/k/page.js",
    "/k/grant.js",
    "/k/slots.js",
    "/k/debug.js",
    "/k/appeal.js",
    "/k/howto.js",
    "/k/howto-uk.js",
    "/k/check.js",
    "/k/correct.js",
    "/k/notes.js",
    "/k/touch.js",
    "/k/work.js",
    "/k/art/cup-1a5fb4-8ab4f8.svg",
    "/k/art/paper/7",
    "/v1/read",
    "/v1/note",
    "/v1/note/check",
    *(str(path["control"]) for path in BAITS),
)
#: Where the tag goes besides its own service: a host that cannot exist, in an empty frame.
HOSTS = ("kindly.invalid",)
CLASSES = (str(TABLE["classes"]["control"]),)
IDS: tuple[str, ...] = ()
#: On the publisher's own script tag, article bodies and ad slots.
ATTRIBUTES = (
    "data-ad-hosts",
    "data-consent",
    "data-host",
    "data-kindly-article",
    "data-kindly-slot",
    "data-notes",
    "data-only",
    "data-purposes",
    "data-site",
    "data-slots",
    "data-tracker-hosts",
    # A bait script that ran marks its own element.
    "data-ran",
)
#: The one global, and the two localStorage keys: what the device remembers, and reports that wait for a line.
WORDS = ("kindly", "kindly.note")
#: Of the page and its ad scripts: the tag looks for them, and never makes one.
FOREIGN = frozenset({"data-ad-status", "data-google-query-id"})


class Name(NamedTuple):
    """A name and what it names: `path`, `host`, `class`, `id`, `attribute` or `word`."""

    kind: str
    text: str


_QUOTE = r"[\"'`]"
#: How each kind stands in TypeScript and in what the minifier makes of it.
_PATTERNS = {
    "path": (rf"(?:{_QUOTE}|\}})(/[A-Za-z][\w./-]*)",),
    "host": (r"//([a-z][\w-]*(?:\.[\w-]+)+)",),
    "class": (
        rf"\bclassName\s*[+]?=\s*{_QUOTE}([^\"'`]+)",
        rf"\bclassList\.\w+\(\s*{_QUOTE}([\w -]+)",
        r"<[^>]*\sclass=\\?[\"']?([\w -]+)",
        rf"\bsetAttribute\(\s*{_QUOTE}class{_QUOTE}\s*,\s*{_QUOTE}([^\"'`]+)",
        rf"\bcreateElement\(\s*{_QUOTE}([a-z]+-[\w-]+)",
    ),
    "id": (
        rf"\.id\s*=\s*{_QUOTE}([\w-]+)",
        r"<[^>]*\sid=\\?[\"']?([\w-]+)",
        rf"\bsetAttribute\(\s*{_QUOTE}id{_QUOTE}\s*,\s*{_QUOTE}([^\"'`]+)",
    ),
    "attribute": (
        r"(?<![\w-])(data-[a-z][\w-]*)",
        rf"\bdata(?:set)?\[{_QUOTE}(\w+)",
        r"\bdataset\.(\w+)",
        r"\b(kindly[A-Z]\w*)",
    ),
    "word": (
        rf"(?:local|session)Storage\.(?:get|set|remove)Item\(\s*{_QUOTE}([^\"'`]+)",
        rf"(?:local|session)Storage\[{_QUOTE}([^\"'`]+)",
        r"(?:local|session)Storage\.(?!(?:get|set|remove)Item\b|clear\b|key\b|length\b)(\w+)",
        rf"\b(?:indexedDB|caches)\.open\(\s*{_QUOTE}([^\"'`]+)",
        r"(?<![\w@/-])(_*[a-z]*[kK]indly(?![A-Z])\w*)(?![\w-])",
        rf"document\.cookie\s*=\s*{_QUOTE}([\w-]+)",
    ),
}
_COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=[\s;{}]))//[^\n]*", re.DOTALL)


def names_in(code: str) -> set[Name]:
    """The names that this code puts anywhere, or asks for; comments are not code."""
    code = _COMMENT.sub("", code)
    return {
        Name(kind, _attribute(text) if kind == "attribute" else text)
        for kind, patterns in _PATTERNS.items()
        for pattern in patterns
        for found in re.findall(pattern, code)
        for text in (found.split() if kind == "class" else [found])
    }


def _attribute(text: str) -> str:
    """`kindlyArticle` of a dataset is the attribute `data-kindly-article`."""
    return text if "-" in text else "data-" + re.sub(r"[A-Z]", lambda letter: "-" + letter[0].lower(), text)


def is_known(name: Name) -> bool:
    """Whether the table has the name; a path that ends in a slash begins others."""
    if name.kind == "path":
        known = (*PATHS, *(bait["bait"] for bait in BAITS))
        return name.text in known or any(
            name.text.endswith("/") and path.startswith(name.text) for path in known
        )
    table = {
        # XML is named by an address that nobody asks for.
        "host": {*HOSTS, "www.w3.org"},
        "class": {*CLASSES, *BAIT_CLASSES},
        "id": {*IDS},
        "attribute": {*ATTRIBUTES} | FOREIGN,
        "word": {*WORDS, *CLASSES, *IDS},
    }
    return name.text in table[name.kind]


def code() -> Iterator[Path]:
    """Every module of the tag, as it is written and as it is built."""
    yield from sorted((SNIPPETS / "src").rglob("*.ts"))
    yield from sorted((SNIPPETS / "dist").rglob("*.js"))
    yield SNIPPETS / "dist" / "baits.json"


def served() -> Iterator[str]:
    """The path at which the service has each built module."""
    built = SNIPPETS / "dist"
    yield from (f"/{path.relative_to(built).as_posix()}" for path in sorted(built.rglob("*.js")))
