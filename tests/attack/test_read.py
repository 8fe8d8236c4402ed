"""Whatever `/v1/read` is sent: never a 500, the right refusal, nothing written, the next beacon served."""

import socket
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attack import hostile
from tests.attack.conftest import AGENT, Target, beacon, body
from tests.load.client import send
from tests.load.server import ORIGIN

MALFORMED, INVALID = dict(hostile.malformed()), dict(hostile.invalid())
HEAD = f"POST /v1/read HTTP/1.1\r\nHost: a\r\nOrigin: {ORIGIN}\r\n"
KEYS = [*"svnucrtwefadzbgqxiymolhjpk", "rs"]


def test_there_is_enough_to_try() -> None:
    assert len(MALFORMED) + len(INVALID) >= 300


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_beacon_is_refused(target: Target, sent: bytes) -> None:
    kept = target.kept()
    answer = target.read(sent)
    assert (answer.status, answer.headers["x-kindly"]) in [(400, "malformed"), (400, "invalid")]
    assert target.kept() == kept
    target.assert_serves()


@pytest.mark.parametrize("sent", INVALID.values(), ids=INVALID)
def test_a_wrong_value_is_refused(target: Target, sent: bytes) -> None:
    kept = target.kept()
    answer = target.read(sent)
    assert (answer.status, answer.headers["x-kindly"]) == (400, "invalid")
    assert answer.body.decode().isascii()
    assert target.kept() == kept


def test_good_beacons_are_served_after_all_of_them(target: Target) -> None:
    target.assert_serves()


@pytest.mark.parametrize(
    "keys",
    [
        {"s": "nobody"},
        {"s": "Demo"},
        {"s": "' OR 1=1 --"},
        {"s": "../demo"},
        {"s": "demo "},
        {"s": "x" * 64},
        {"s": "дemo"},
    ],
    ids=ascii,
)
def test_an_unknown_site_is_refused(target: Target, keys: dict[str, Any]) -> None:
    kept = target.kept()
    answer = target.read(body(**keys))
    assert (answer.status, answer.headers["x-kindly"]) == (400, "site")
    assert target.kept() == kept


@pytest.mark.parametrize(
    ("began", "reason"), [(0, "closed"), (1, "closed"), (2**53, "clock"), (2**42, "clock")]
)
def test_a_clock_that_cannot_be_is_refused(target: Target, began: int, reason: str) -> None:
    answer = target.read(body(t=began))
    assert (answer.status, answer.headers["x-kindly"]) == (400, reason)


@pytest.mark.parametrize(
    "origin",
    [
        "null", "*", "x", "http://", "http://demo.test.evil.test", "http://evil.test/demo.test", "demo.test",
        "https://demo.test", "http://demo.test:8080", "http://demo.test@evil.test", "http://evil.test#demo.test",
        "http://evil.test, http://demo.test", "http://[::1", "http://[::ffff:1.2.3.4]", "http://xn--", "http://\xe9",
        "http://\xff\xfe", "http://" + "a" * 5_000, "http://" + "a." * 500, "javascript://demo.test", "\x80",
        "http://xn--a-ecp.ru", "http://\xb2", "http://demo.test:999999999", "http://demo.test:-1", "file://",
    ],
    ids=lambda origin: ascii(origin)[:40],
)  # fmt: skip
def test_a_foreign_origin_is_refused(target: Target, origin: str) -> None:
    kept = target.kept()
    sent = body(u="http://evil.test/a")
    answer = send(target.port, "POST", "/v1/read", sent, {"Origin": origin, "User-Agent": AGENT})
    assert (answer.status, answer.headers["x-kindly"]) == (403, "origin")
    assert "access-control-allow-origin" not in answer.headers
    assert target.kept() == kept


@pytest.mark.parametrize(
    "headers",
    [
        {"User_Agent": "\xff\xfe\xfd"},
        {"User_Agent": "x" * 30_000},
        {"User_Agent": "Mozilla/5.0 (" * 2_000},
        {"User_Agent": "Chrome/\xb2\xb3.\xb9"},
        {"User_Agent": "%00%s%n{}"},
        {"X_Forwarded_For": "' OR 1=1, ::::, 999.1.1.1"},
        {"X_Forwarded_For": "x" * 20_000},
        {"X_Forwarded_For": "\xff"},
        {"X_Forwarded_For": ""},
        {"X_Forwarded_Proto": "\xff"},
        {"Content_Type": "multipart/form-data"},
        {"Content_Type": "application/json; charset=\xff"},
        {"Content_Encoding": "gzip"},
        {"Cookie": "a=" + "b" * 20_000},
        {"Accept_Language": "\x80" * 500},
        {"Sec_GPC": "\xff"},
        {"DNT": "11"},
        {"Expect": "100-continue"},
        {"Host": "evil.test"},
        {"Host": "\xff"},
        {f"X_{number}": "y" * 100 for number in range(90)},
    ],
    ids=lambda headers: ascii(next(iter(headers.items())))[:40],
)
def test_any_header_will_do(target: Target, headers: dict[str, str]) -> None:
    assert target.read(body(), **headers).headers["x-kindly"] == "ok"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"])
def test_another_method_is_not_served(target: Target, method: str) -> None:
    kept = target.kept()
    found = target.raw(f"{method} /v1/read HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n".encode())
    assert found.split(b" ", 2)[1] in {b"405", b"400"}
    assert target.kept() == kept


@pytest.mark.parametrize("size", [16_385, 100_000, 5_000_000])
def test_a_large_body_is_refused(target: Target, size: int) -> None:
    kept = target.kept()
    head = f"{HEAD}Content-Length: {size}\r\n\r\n".encode()
    found = target.raw(head + b"x" * min(size, 20_000))
    assert found.startswith(b"HTTP/1.1 413 ")
    assert b"x-kindly: too_large\r\n" in found
    assert target.kept() == kept
    target.assert_serves()


def test_a_large_body_without_a_length_is_counted_as_it_streams(target: Target) -> None:
    kept = target.kept()
    head = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode()
    found = target.raw(head, *(b"1000\r\n" + b"x" * 4_096 + b"\r\n" for _ in range(6)))
    assert found.startswith(b"HTTP/1.1 413 ")
    assert target.kept() == kept
    target.assert_serves()


def test_a_chunked_beacon_is_served(target: Target) -> None:
    sent = body()
    head = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n".encode()
    chunks = [f"1\r\n{char}\r\n".encode() for char in sent.decode()]
    assert target.raw(head, *chunks, b"0\r\n\r\n").startswith(b"HTTP/1.1 20")


RAW = {
    "nothing": b"",
    "garbage": bytes(range(256)) * 8,
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
    "http/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "http/0.9": b"GET /\r\n",
    "version 9": b"POST /v1/read HTTP/9.9\r\n\r\n",
    "line breaks": b"\r\n" * 1_000,
    "nul in the path": b"GET /v1/\x00read HTTP/1.1\r\nHost: a\r\n\r\n",
    "long path": b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "endless header": b"GET / HTTP/1.1\r\nX: " + b"a" * 60_000,
    "no colon": b"GET / HTTP/1.1\r\nnonsense\r\n\r\n",
    "two lengths": (HEAD + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx").encode(),
    "negative length": (HEAD + "Content-Length: -1\r\n\r\n").encode(),
    "huge length": (HEAD + f"Content-Length: {'9' * 40}\r\n\r\n").encode(),
    "length and chunks": (HEAD + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").encode(),
    "bad chunk": (HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").encode(),
    "huge chunk": (HEAD + f"Transfer-Encoding: chunked\r\n\r\n{'f' * 20}\r\n").encode(),
    "body cut off": (HEAD + "Content-Length: 500\r\n\r\n").encode() + body()[:-5],
    "smuggled": (HEAD + "Content-Length: 4\r\n\r\nxxxxGET /metrics HTTP/1.1\r\n\r\n").encode(),
    "websocket": b"GET /v1/read HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("sent", RAW.values(), ids=RAW)
def test_raw_bytes_do_no_harm(target: Target, sent: bytes) -> None:
    kept = target.kept()
    found = target.raw(sent, close=True)
    assert b"HTTP/1.1 5" not in found
    assert b"HTTP/1.1 2" not in found
    assert target.kept() == kept
    target.assert_serves()


def test_bodies_that_never_end_hold_up_nobody(target: Target) -> None:
    kept = target.kept()
    head = (HEAD + "Content-Length: 500\r\n\r\n{").encode()
    slow = [socket.create_connection(("127.0.0.1", target.port)) for _ in range(200)]
    for connection in slow:
        connection.sendall(head)
    assert target.kept() == kept
    target.assert_serves()
    for connection in slow:
        connection.close()
    target.assert_serves()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(KEYS), json_values, min_size=1, max_size=5))
def test_random_values_are_taken_or_refused(target: Target, keys: dict[str, Any]) -> None:
    try:
        sent = msgspec.json.encode(beacon() | keys)
    except UnicodeEncodeError:
        return
    assert target.read(sent).status in {200, 204, 400, 403, 413}


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_random_bytes_are_refused(target: Target, sent: bytes) -> None:
    assert target.read(sent).status == 400


@settings(max_examples=100)
@given(st.data())
def test_a_beacon_with_some_bytes_changed_is_taken_or_refused(target: Target, data: st.DataObject) -> None:
    sent = bytearray(body(l="uk", e=5, m={"t": "Їжак"}))
    for _ in range(data.draw(st.integers(1, 4))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    assert target.read(bytes(sent)).status in {200, 204, 400, 403}


def test_it_never_said_that_something_broke(target: Target) -> None:
    target.assert_serves()
    log = target.server.log()
    assert "Traceback" not in log
    assert '" 500' not in log
