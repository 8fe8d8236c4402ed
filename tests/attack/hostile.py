"""Bodies that no tag sends, by a name for each."""

from collections.abc import Iterator
from typing import Any

import msgspec

from tests.attack.conftest import body

NOT_NUMBERS: list[Any] = [-1, -(2**63) - 1, 2**63, 2**64, 2**200, 1.5, "1", [], {}, True]
NOT_TEXTS: list[Any] = [
    1, 1.5, True, [], {}, ["x"], "x" * 2_049, "\x00", "x\n", "\x1b[31m", "\x7f", "\r\nX-Evil: 1",
]  # fmt: skip
NOT_FLAGS: list[Any] = [1, 0, "true", None, []]
NO_PAGES: list[Any] = [
    "x", "/a", "//demo.test/", "ftp://demo.test/", "javascript:alert(1)", "data:text/html,x", "http://", "http:///a",
    "http://[::1", "http://a b/", "http://demo.test:99999/", "file:///etc/passwd",
]  # fmt: skip
NO_IDS: list[Any] = ["", "x" * 21, "x" * 23, "../../../etc/passwd..", "=" * 22, "é" * 22, "x" * 21 + "\x00"]
#: Key of the wire -> values that it must refuse.
WRONG: dict[str, list[Any]] = {
    **dict.fromkeys("nefadgqxyp", NOT_NUMBERS),
    **dict.fromkeys("scrlkbhj", NOT_TEXTS),
    "u": [*NOT_TEXTS, *NO_PAGES],
    "v": [*NOT_TEXTS, *NO_IDS],
    "z": NOT_FLAGS,
    "rs": NOT_FLAGS,
    "i": [1, "x", [], [1], [1, 2], [1, 2, 3, 4], [-1, 0, 0], [32_768, 0, 0], ["1", "1", "1"], None],
    "o": [1, [1], [1, 2, 3], [-1, 0], [32_768, 0], [0.5, 1], None],
    "m": [1, "x", [], True],
}
WRONG_IN_ARTICLES: dict[str, list[Any]] = {
    "t": [1, "x" * 301, "\x00", None, []],
    "a": ["x", [1], ["x"] * 11, ["x" * 101], ["\n"], None],
    "g": ["x", [None], ["x"] * 31, ["x" * 61], {}],
    "w": [-1, 10**6 + 1, "9", 1.5],
    "s": ["x" * 101, "\x1f", 5],
    "p": ["x" * 41, 5],
    "l": ["x" * 36, 5],
}


def _with(extra: bytes) -> bytes:
    return body()[:-1] + b", " + extra + b"}"


def malformed() -> Iterator[tuple[str, bytes]]:
    """What is no JSON, or no JSON object of a beacon."""
    whole = body()
    yield from {
        "nothing": b"",
        "white space": b" \n\t ",
        "nul": b"\x00",
        "cut off": whole[:-1],
        "cut in a string": whole[:20],
        "twice": whole + whole,
        "trailing garbage": whole + b"}",
        "comma more": whole[:-1] + b",}",
        "comment": b"/* */" + whole[:-1] + b", /* */}",
        "single quotes": b"{'s': 'demo'}",
        "byte order mark": b"\xef\xbb\xbf" + whole,
        "utf-16": whole.decode().encode("utf-16"),
        "utf-32": whole.decode().encode("utf-32"),
        "raw bytes": bytes(range(256)),
        "form": b"s=demo&v=1",
        "xml": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
        "array": b"[]",
        "array of beacons": b"[" + whole + b"]",
        "null": b"null",
        "string": b'"demo"',
        "number": b"1",
        "true": b"true",
        "empty object": b"{}",
        "object of null": b'{"s": null, "v": null, "n": null, "u": null}',
        "nan": _with(b'"e": NaN'),
        "infinity": _with(b'"e": -Infinity'),
        "overflow": _with(b'"e": 1e999'),
        "long number": _with(b'"e": ' + b"9" * 10_000),
        "long fraction": _with(b'"e": 0.' + b"1" * 10_000),
        "minus nought point": _with(b'"e": -'),
        "hexadecimal": _with(b'"e": 0x1'),
        "leading nought": _with(b'"e": 007'),
        "high surrogate": _with(rb'"l": "\ud800"'),
        "low surrogate": _with(rb'"l": "\udc00"'),
        "surrogates swapped": _with(rb'"l": "\udc00\ud800"'),
        "surrogate in a key": _with(rb'"\ud800": 1'),
        "surrogate ignored": _with(rb'"zz": "\udfff"'),
        "raw surrogate": _with(b'"l": "\xed\xa0\x80"'),
        "overlong slash": _with(b'"l": "\xc0\xaf"'),
        "overlong nul": _with(b'"l": "\xc0\x80"'),
        "five bytes": _with(b'"l": "\xf8\x88\x80\x80\x80"'),
        "beyond unicode": _with(b'"l": "\xf4\x90\x80\x80"'),
        "cut character": _with(b'"l": "\xd0"'),
        "latin-1": _with(b'"l": "\xe9"'),
        "raw nul": _with(b'"l": "\x00"'),
        "raw line break": _with(b'"l": "\n"'),
        "bad escape": _with(rb'"l": "\x41"'),
        "short escape": _with(rb'"l": "\u00"'),
        "deep arrays": _with(b'"zz": ' + b"[" * 8_000 + b"]" * 8_000),
        "deep objects": _with(b'"zz": ' + b'{"a":' * 2_500 + b"1" + b"}" * 2_500),
        "deep and open": b"[" * 16_000,
        "deep in an article": _with(b'"m": ' + b'{"t":' * 2_500 + b"1" + b"}" * 2_500),
        "deep in a tuple": _with(b'"i": ' + b"[" * 8_000 + b"]" * 8_000),
    }.items()


def invalid() -> Iterator[tuple[str, bytes]]:
    """JSON objects with one value that is of the wrong type or outside its limits."""
    for key, values in WRONG.items():
        yield from ((f"{key}={ascii(value)[:24]}", body(**{key: _spelled(value)})) for value in values)
    for key, values in WRONG_IN_ARTICLES.items():
        yield from ((f"m.{key}={ascii(value)[:24]}", body(m={key: value})) for value in values)


def _spelled(value: Any) -> Any:
    """Whole numbers beyond 64 bits are spelled out: the encoder has no such numbers."""
    return msgspec.Raw(str(value).encode()) if type(value) is int and abs(value) >= 2**63 else value
