"""The wire is docs/wire.md: every key, every limit, and nothing else gets through."""

import re
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.reasons import STATUS, Dropped
from service.collect.wire import ArticleMeta, Beacon, decode
from service.events import BLOCKER_STATES
from tests.service.collect.page import WIRE, beacon, body, table

KEYS = {row[0].strip("`"): row[1] for row in table("### Keys")}
FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Beacon)}


def refused(sent: bytes) -> tuple[str, str]:
    with pytest.raises(Dropped) as dropped:
        decode(sent)
    return dropped.value.reason, str(dropped.value)


def number(text: str) -> int:
    """A limit as the page writes it: `86,400,000`, `2^31-1`, `10^12`."""
    power = re.fullmatch(r"(\d+)\^(\d+)(-1)?", text)
    if power:
        base, exponent = int(power[1]), int(power[2])
        return int(base**exponent) - bool(power[3])
    return int(text.replace(",", ""))


def limits() -> list[tuple[str, int, int]]:
    """(key, least, most) of every whole number on the page."""
    found = (
        (key, re.match(r"integer ([\d,]+) to (\d+\^\d+(?:-1)?|[\d,]+)", text)) for key, text in KEYS.items()
    )
    return [(key, number(match[1]), number(match[2].rstrip(","))) for key, match in found if match]


def lengths() -> list[tuple[str, int]]:
    found = ((key, re.search(r"string(?:,)? (?:to |1-)([\d,]+)", text)) for key, text in KEYS.items())
    return [(key, number(match[1].rstrip(","))) for key, match in found if match]


def test_the_page_names_every_key_and_no_other() -> None:
    assert set(KEYS) == set(FIELDS)


def test_the_page_says_which_keys_are_required() -> None:
    assert {key for key, text in KEYS.items() if "required" in text} == {
        key for key, field in FIELDS.items() if field.required
    }


def test_the_page_names_every_key_of_an_article() -> None:
    (sentence,) = re.findall(r"^`m`: (.*(?:\n.+)*)", WIRE, re.MULTILINE)
    fields = {field.encode_name: field.name for field in msgspec.structs.fields(ArticleMeta)}
    told = dict(re.findall(r"`(\w)` (\w+)", sentence))
    assert told == fields


def test_there_is_a_limit_to_check_for_every_number() -> None:
    assert {key for key, _, _ in limits()} == set("nefadgqxyp")
    assert {key for key, _ in lengths()} == set("sucrlk")


@pytest.mark.parametrize(("key", "least", "most"), limits())
def test_numbers_have_the_limits_of_the_page(key: str, least: int, most: int) -> None:
    for right in (least, most):
        assert getattr(decode(body(**{key: right})), FIELDS[key].name) == right
    for wrong in (least - 1, most + 1):
        assert refused(body(**{key: wrong}))[0] == "invalid"


@pytest.mark.parametrize(("key", "most"), lengths())
def test_strings_have_the_lengths_of_the_page(key: str, most: int) -> None:
    assert getattr(decode(body(**{key: "x" * most})), FIELDS[key].name) == "x" * most
    assert refused(body(**{key: "x" * (most + 1)}))[0] == "invalid"


@pytest.mark.parametrize(
    ("key", "most"),
    [("t", 300), ("s", 100), ("p", 40), ("l", 35)],
    ids=["title", "section", "at", "language"],
)
def test_an_articles_strings_have_the_lengths_of_the_page(key: str, most: int) -> None:
    assert f"`{key}`" in WIRE
    assert f"to {most}" in WIRE
    decode(body(m={key: "ї" * most}))
    assert refused(body(m={key: "ї" * (most + 1)}))[0] == "invalid"


@pytest.mark.parametrize(("key", "most", "longest"), [("a", 10, 100), ("g", 30, 60)])
def test_an_articles_lists_have_the_lengths_of_the_page(key: str, most: int, longest: int) -> None:
    assert f"to {most}, each to {longest}" in WIRE
    decode(body(m={key: ["x" * longest] * most}))
    assert refused(body(m={key: ["x"] * (most + 1)}))[0] == "invalid"
    assert refused(body(m={key: ["x" * (longest + 1)]}))[0] == "invalid"


@pytest.mark.parametrize(("key", "most"), [("i", 32_767), ("o", 32_767)])
def test_tuples_have_the_limits_of_the_page(key: str, most: int) -> None:
    assert f"each 0 to {most:,}" in KEYS[key]
    size = 3 if key == "i" else 2
    decode(body(**{key: [most] * size}))
    for wrong in ([most + 1] * size, [-1] * size, [1] * (size - 1), [1] * (size + 1), 1, "1"):
        assert refused(body(**{key: wrong}))[0] == "invalid"


@pytest.mark.parametrize("wrong", [[1, 1, 1, 1], [-1, 0, 0, 0, 0], [2**31, 0, 0, 0, 0], [0] * 6, "1"])
def test_an_appeals_progress_is_five_numbers(wrong: object) -> None:
    assert refused(body(ap=wrong))[0] == "invalid"


@pytest.mark.parametrize("kept", ["", "x" * 10_000, 7, None, {"a": []}, "\u202e"])
def test_whatever_the_device_keeps_costs_no_view(kept: object) -> None:
    assert decode(body(st=kept)).kept == kept


@pytest.mark.parametrize("key", ["b", "h", "j"])
def test_words_are_those_of_the_page(key: str) -> None:
    told = set(re.findall(r"`(\w+)`", KEYS[key]))
    assert {word for word in _literals(FIELDS[key].type) if word} == told
    assert refused(body(**{key: "something"}))[0] == "invalid"


def _literals(kind: Any) -> set[str]:
    found = get_args(kind)
    if all(isinstance(one, str) for one in found):
        return set(found)
    return {word for one in found if one is not type(None) for word in _literals(one)}


def test_blocker_states_are_those_of_a_view() -> None:
    assert _literals(FIELDS["b"].type) == set(BLOCKER_STATES)


def test_the_answers_of_the_page_are_the_reasons() -> None:
    told = {(row[1].strip("`"), int(row[0])) for row in table("### Answers")}
    assert told - {("ok", 200)} == set(STATUS.items())


def test_a_beacon_of_every_key_is_decoded() -> None:
    sent = beacon(
        c="https://www.example.org/c", r="https://news.example/", t=1, w=2, e=3, f=4, a=5, d=6, z=True,
        b="dns", g=7, q=8, x=9, i=[3, 2, 1], y=10, yc="EUR", m={"t": "Їжак", "a": ["A"], "g": ["g"], "w": 11},
        o=[12, 13], l="uk-UA", h="reload", j="granted", p=2, k="1.2", rs=True,
        ap=[14, 15, 16, 17, 18], st="kept",
    )  # fmt: skip
    assert set(sent) == set(KEYS)
    found = decode(msgspec.json.encode(sent))
    tuples = {"i": (3, 2, 1), "o": (12, 13), "ap": (14, 15, 16, 17, 18)}
    assert msgspec.to_builtins(found) | {"m": None} == sent | {"m": None} | tuples
    assert found.article == ArticleMeta(title="Їжак", authors=("A",), tags=("g",), words=11)


@pytest.mark.parametrize("extra", [{"zz": 1}, {"zz": {"deep": [[[]]]}}, {"": None}, {"m": {"new": 1}}])
def test_unknown_keys_are_ignored(extra: dict[str, Any]) -> None:
    assert decode(msgspec.json.encode(beacon() | extra)).site == "demo"


@pytest.mark.parametrize("key", ["s", "v", "n", "u"])
def test_a_missing_key_is_named(key: str) -> None:
    reason, sentence = refused(body(**{key: None}))
    assert reason == "invalid"
    assert f"`{key}`" in sentence


@pytest.mark.parametrize(
    "wrong",
    ["", "A" * 21, "A" * 23, "A" * 21 + "=", "A" * 21 + "+", "A" * 21 + "é", "A" * 22 + "\n", 1, [], True],
)
def test_a_view_id_is_22_base64url_characters(wrong: object) -> None:
    assert refused(body(v=wrong))[0] == "invalid"


@pytest.mark.parametrize("control", ["\x00", "\t", "\n", "\r", "\x1f", "\x7f"])
@pytest.mark.parametrize("key", ["s", "u", "c", "r", "l", "k", "t", "a"])
def test_control_characters_are_refused_anywhere(key: str, control: str) -> None:
    text = f"x{control}"
    for whole in (text, control + "x", control):
        sent = {"m": {key: [whole] if key == "a" else whole}} if key in "ta" else {key: whole}
        assert refused(msgspec.json.encode(beacon() | sent))[0] == "invalid"


MALFORMED = {
    "nothing": b"",
    "white space": b"  \n",
    "cut off": body()[:-1],
    "two objects": body() + body(),
    "a comma more": b'{"s": "demo",}',
    "single quotes": b"{'s': 'demo'}",
    "byte order mark": b"\xef\xbb\xbf" + body(),
    "utf-16": body().decode().encode("utf-16"),
    "nan": body()[:-1] + b', "e": NaN}',
    "infinity": body()[:-1] + b', "e": Infinity}',
    "hexadecimal": body()[:-1] + b', "e": 0x10}',
    "leading nought": body()[:-1] + b', "e": 01}',
    "overflow": body()[:-1] + b', "e": 1e999}',
    "lone high surrogate": body()[:-1] + rb', "l": "\ud800"}',
    "lone low surrogate": body()[:-1] + rb', "l": "\udc00"}',
    "surrogates swapped": body()[:-1] + rb', "l": "\udc00\ud800"}',
    "lone surrogate in an unknown key": body()[:-1] + rb', "zz\ud800": 1}',
    "raw surrogate": body()[:-1] + b', "l": "\xed\xa0\x80"}',
    "overlong": body()[:-1] + b', "l": "\xc0\xaf"}',
    "cut utf-8": body()[:-1] + b', "l": "\xd0"}',
    "latin-1": body()[:-1] + b', "l": "\xe9"}',
    "raw nul": body()[:-1] + b', "l": "\x00"}',
    "raw line break": body()[:-1] + b', "l": "\n"}',
    "nested in an unknown key": body()[:-1] + b', "zz": ' + b"[" * 8_000 + b"]" * 8_000 + b"}",
    "objects in an unknown key": body()[:-1] + b', "zz": ' + b'{"a":' * 2_500 + b"1" + b"}" * 2_500 + b"}",
    "garbage": bytes(range(256)),
}


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_not_json_is_malformed(sent: bytes) -> None:
    assert refused(sent)[0] in {"malformed", "invalid"}


@pytest.mark.parametrize("sent", [b"[]", b"null", b"1", b'"text"', b"true", b"[" * 5_000])
def test_what_is_not_an_object_is_refused(sent: bytes) -> None:
    assert refused(sent)[0] in {"malformed", "invalid"}


@pytest.mark.parametrize("wrong", ["1", 1.5, -1, 2**63, 2**64, 10**400, True, [], {}, "x" * 99])
def test_a_number_is_a_whole_number(wrong: object) -> None:
    sent = body(e=0).replace(b'"e":0', b'"e":' + (str(wrong).encode() if type(wrong) is int else b"0"))
    sent = sent if type(wrong) is int else body(e=wrong)
    assert refused(sent)[0] in {"invalid", "malformed"}


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_decode_or_be_refused(sent: bytes) -> None:
    try:
        decode(sent)
    except Dropped as dropped:
        assert dropped.reason in {"malformed", "invalid"}  # noqa: PT017


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("aЇ\x00\u2028\U0001f600", max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), json_values, max_size=6))
def test_no_values_do_anything_but_decode_or_be_refused(keys: dict[str, Any]) -> None:
    try:
        sent = msgspec.json.encode(beacon() | keys)
    except UnicodeEncodeError:
        return
    try:
        decode(sent)
    except Dropped as dropped:
        assert dropped.reason in {"malformed", "invalid"}  # noqa: PT017
        assert str(dropped).isascii()  # noqa: PT017
        assert str(dropped).isprintable()  # noqa: PT017
