"""A report as it travels: every value bounded, what is text taken as a page shows it."""

from typing import Any

import msgspec
import pytest

from service.corrections.reasons import Turned
from service.corrections.wire import Check, decode_check, decode_note

NOTE: dict[str, Any] = {"site": "daily", "id": "A" * 22, "url": "https://daily.example/a", "exact": "teh"}
CHECK: dict[str, Any] = {"site": "daily", "url": "https://daily.example/a"}


def note(**keys: Any) -> bytes:
    return msgspec.json.encode(NOTE | keys)


def test_the_least_that_is_a_report() -> None:
    found = decode_note(note())
    assert (found.exact, found.prefix, found.suggestion, found.work) == ("teh", "", "", None)


@pytest.mark.parametrize(
    ("key", "sent", "taken"),
    [
        ("exact", "a\n\t b", "a b"),
        ("exact", "x" * 1_000, "x" * 1_000),
        ("exact", "a\x00b", "a\ufffdb"),
        ("exact", "\u202egnp.exe", "\u202egnp.exe"),
        ("prefix", "one\r\n", "one "),
        ("suffix", "\xa0two", " two"),
        ("suggestion", "  the \n", "the"),
        ("comment", "  first\n\nsecond ", "first\n\nsecond"),
        ("email", " ann@daily.example ", "ann@daily.example"),
        ("email", "анна.о'ніл+x@пошта.укр", "анна.о'ніл+x@пошта.укр"),
        *(
            ("email", address, "")
            for address in (
                "ann",
                "a@b",
                "a@b@c.de",
                "<b>@x.de",
                "a@b.de?cc=c@d.ef",
                "a b@c.de",
                "a@b.de\n\nx",
                "@",
            )
        ),
        ("canonical", None, None),
        ("unknown", {"a": []}, None),
    ],
)
def test_texts_are_taken_as_a_page_shows_them(key: str, sent: Any, taken: Any) -> None:
    assert getattr(decode_note(note(**{key: sent})), key, None) == taken


@pytest.mark.parametrize(
    "keys",
    [
        {"site": ""}, {"site": "x" * 65}, {"site": "a\x00"}, {"site": 1}, {"id": "A" * 21},
        {"id": "=" * 22}, {"id": "A" * 22 + "\n"}, {"url": "x" * 2_049}, {"url": "\n"}, {"url": None},
        {"canonical": "x" * 2_049}, {"exact": ""}, {"exact": " \n\ufeff"}, {"exact": "x" * 1_001},
        {"exact": None}, {"exact": ["teh"]}, {"prefix": "x" * 101}, {"suffix": "x" * 101},
        {"position": -1}, {"position": 2**31}, {"position": "1"}, {"position": 1.5},
        {"suggestion": "x" * 1_001}, {"comment": "x" * 2_001}, {"email": "x" * 255},
        {"language": "x" * 36}, {"language": "\x1b"}, {"version": "x" * 17}, {"took": -1}, {"took": "9"},
        {"name": 1}, {"work": 1}, {"work": {}}, {"work": {"salt": "x" * 201, "nonce": 1}},
        {"work": {"salt": "x", "nonce": -1}}, {"work": {"salt": "x", "nonce": 2**60}},
    ],
    ids=lambda keys: ascii(keys)[:50],
)  # fmt: skip
def test_what_is_no_report(keys: dict[str, Any]) -> None:
    with pytest.raises(Turned) as turned:
        decode_note(note(**keys))
    assert turned.value.reason == "invalid"
    assert str(turned.value).isascii()


@pytest.mark.parametrize("key", ["site", "id", "url", "exact"])
def test_what_a_report_needs(key: str) -> None:
    with pytest.raises(Turned, match=f"missing required field `{key}`"):
        decode_note(msgspec.json.encode({name: value for name, value in NOTE.items() if name != key}))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "malformed"), (b"{", "malformed"), (b"\xff\xfe", "malformed"), (note() + b"}", "malformed"),
        (b"[]", "invalid"), (b"null", "invalid"), (b"[" * 9_000, "invalid"),
        (note()[:-1] + b', "zz": ' + b"[" * 8_000 + b"]" * 8_000 + b"}", "malformed"),
        (note()[:-1] + rb', "comment": "\ud800"}', "malformed"),
        (note()[:-1] + b', "comment": "\xed\xa0\x80"}', "malformed"),
    ],
    ids=lambda value: ascii(value)[:30],
)  # fmt: skip
def test_what_is_no_json(body: bytes, reason: str) -> None:
    with pytest.raises(Turned) as turned:
        decode_note(body)
    assert turned.value.reason == reason


def test_a_check() -> None:
    found = decode_check(msgspec.json.encode(CHECK | {"here": [1], "gone": [2, 3], "canonical": None}))
    assert found == Check("daily", "https://daily.example/a", None, (1,), (2, 3))


@pytest.mark.parametrize(
    "keys",
    [{"here": 1}, {"here": [0]}, {"gone": [-1]}, {"gone": ["1"]}, {"gone": [2**60]}, {"gone": [1] * 101}],
    ids=lambda keys: ascii(keys)[:30],
)
def test_what_is_no_check(keys: dict[str, Any]) -> None:
    with pytest.raises(Turned):
        decode_check(msgspec.json.encode(CHECK | keys))
