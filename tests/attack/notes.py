"""Reports of mistakes that no reader sends, 10,000 of them, the same in every run."""

import random
from collections.abc import Iterator
from typing import Any

from tests.attack.hostile import NO_IDS, NO_PAGES, NOT_NUMBERS, NOT_TEXTS
from tests.attack.payloads import ADDRESSES, HTML, LARGE, MARKDOWN
from tests.service.corrections.notes import ORIGIN, body

ALL = 10_000
SAME = 1_000
ARTICLES = 40
FOREIGN = "https://foreign.example"

BIDI = (
    "\u202egnp.exe",
    "\u2066\u2067\u2068a\u2069",
    "\u202a" * 500,
    "a\u200fb\u200ec",
    "\u061c\u202d1963\u202c",
)
CONTROLS = ("\x00", "\x1b[2J\x1b[31m", "\x7f\x80\x9f", "a\x08\x08b", "\ufeff\ufffe\uffff", "\u0300" * 900)
SHEETS = ('=HYPERLINK("https://evil.example")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "\r=1")
QUERIES = ("'; DROP TABLE report; --", "' OR 1=1 --", "%_%", "{{7*7}}", "${7*7}", "%(x)s", "../../etc/passwd")
TEXTS = tuple(
    text[:1_000] for text in (*HTML, *ADDRESSES, *MARKDOWN, *LARGE, *BIDI, *CONTROLS, *SHEETS, *QUERIES)
)
#: Key of the wire -> values that it must refuse.
WRONG: dict[str, list[Any]] = {
    "site": [1, [], {}, "x" * 65, "\x00", ""],
    "id": [*NO_IDS, 1, []],
    "url": [*NO_PAGES, *NOT_TEXTS[:6], "x" * 2_049],
    "exact": [1, [], {}, "", " ", "\u2003", "x" * 1_001, "x" * 9_000],
    "prefix": [1, [], {}, "x" * 101, "x" * 5_000],
    "suffix": [1, [], {}, "x" * 101],
    "position": [one for one in NOT_NUMBERS if not (isinstance(one, int) and abs(one) >= 2**63)],
    "suggestion": [1, [], "x" * 1_001],
    "comment": [1, {}, "x" * 2_001],
    "email": [1, [], "x" * 255],
    "language": [1, "x" * 36, "\x00"],
    "version": [1, "x" * 17, "\n"],
    "took": [-1, 1.5, "9", []],
    "name": [1, [], {}],
    "work": [1, "x", [], {}, {"salt": 1, "nonce": 1}, {"salt": "x", "nonce": "1"}],
}
BROKEN = (
    b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 16_000, b'{"a":' * 2_700, b"x" * 16_385, b"x" * 60_000,
    b'{"site": "demo", "site": "demo"}', b"site=demo&exact=teh",
    body()[:-1] + b', "zz": ' + b"[" * 8_000 + b"]" * 8_000 + b"}",
    body()[:-1] + rb', "comment": "\ud800"}', body()[:-1] + b', "comment": "\xed\xa0\x80"}',
    body()[:-1] + rb', "exact": "\udc00\ud800"}', body()[:-1] + b', "position": ' + b"9" * 5_000 + b"}",
)  # fmt: skip


def hostile() -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Bodies, and the headers and addresses that they come with."""
    dice = random.Random(6)
    for _ in range(ALL - SAME):
        yield _one(dice)


def same() -> Iterator[bytes]:
    """One report again and again, each time with another id."""
    for _ in range(SAME):
        yield body(comment="The same again", url=f"{ORIGIN}/same")


def _one(dice: random.Random) -> tuple[bytes, dict[str, Any]]:
    kind = dice.choices(("text", "wrong", "broken", "foreign", "mutated", "bare"), (3, 6, 4, 2, 3, 1))[0]
    how = {"address": f"198.51.{dice.randrange(100)}.{dice.randrange(250)}"}
    match kind:
        case "text":
            return body(**_texts(dice)), how
        case "wrong":
            key = dice.choice(list(WRONG))
            return body(**{key: dice.choice(WRONG[key])}), how
        case "broken":
            return dice.choice(BROKEN), how
        case "foreign":
            origin = dice.choice((FOREIGN, "null", None, "x", "\xff", "https://www.example.org.evil.example"))
            return body(url=f"{FOREIGN}/a"), how | {"origin": origin}
        case "mutated":
            return _mutated(dice), how
        case _:
            return body(
                took=dice.choice((None, 0, 1, 2**60)), name=dice.choice(("", "Ann", "x" * 9_000))
            ), how


def _texts(dice: random.Random) -> dict[str, Any]:
    def some(most: int) -> str:
        return dice.choice(TEXTS)[:most]

    return {
        "url": f"{ORIGIN}/{dice.randrange(ARTICLES)}",
        "exact": some(1_000) + dice.choice(("", "a", "teh")) or "x",
        "prefix": some(100),
        "suffix": some(100),
        "suggestion": some(1_000),
        "comment": some(2_000),
        "email": some(254),
        "position": dice.randrange(2**31),
    }


def _mutated(dice: random.Random) -> bytes:
    """A good report with some bytes changed."""
    sent = bytearray(body())
    for _ in range(dice.randrange(1, 6)):
        sent[dice.randrange(len(sent))] = dice.randrange(256)
    return bytes(sent)
