"""A request's body and its answer as ASGI messages: for endpoints that pages of other origins send to."""

from functools import lru_cache
from typing import NamedTuple

from starlette.types import Receive, Scope, Send

from service.collect.enrich import Asker
from service.collect.reasons import Dropped

MOST_BYTES = 16_384
RETRY_AFTER_S = 5
#: 428 asks for work, which is data too.
_JSON = frozenset({200, 428})

Headers = dict[bytes, bytes]


class Answer(NamedTuple):
    """What is answered: status, `X-Kindly`, the body, and after how many seconds to come again (0: never)."""

    status: int
    reason: str
    body: bytes = b""
    retry_s: int = 0


def asker_of(scope: Scope, headers: Headers) -> Asker:
    """Who sends a request."""
    client = scope.get("client")
    return Asker(
        client[0] if client else "",
        headers.get(b"user-agent", b"").decode("latin-1"),
        (headers.get(b"sec-gpc") == b"1") | (headers.get(b"dnt") == b"1") << 1,
    )


async def body_of(headers: Headers, receive: Receive) -> bytes:
    """The request's body, counted as it streams: a wrong or missing Content-Length helps nobody.

    Raises Dropped `too_large` or `malformed`.
    """
    declared = headers.get(b"content-length", b"")
    if declared.isdigit() and int(declared[:20]) > MOST_BYTES:
        raise Dropped("too_large")
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Dropped("malformed", "The request was cut off.")
        chunk: bytes = message.get("body", b"")
        body += chunk
        if len(body) > MOST_BYTES:
            raise Dropped("too_large")
        if not message.get("more_body", False):
            return body


def sentence(dropped: Exception) -> bytes:
    """A refusal in words, as a body."""
    return f"{dropped}\n".encode("utf-8", "replace")


@lru_cache(4_096)
def _headers(reason: str, retry_s: int, cors: str) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"x-kindly", reason.encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"Origin"),
    ]
    if cors:
        headers.append((b"access-control-allow-origin", cors.encode()))
        headers.append((b"access-control-expose-headers", b"X-Kindly, Retry-After"))
    if retry_s:
        headers.append((b"retry-after", str(retry_s).encode()))
    return headers


async def give(answer: Answer, cors: str, send: Send) -> None:
    """Send an answer; `cors` is the origin that may read it, '' for none. A good one's body is JSON."""
    status, reason, body, retry_s = answer
    headers = _headers(reason, retry_s, cors)
    if body:
        kind = b"application/json" if status in _JSON else b"text/plain; charset=utf-8"
        headers = [*headers, (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def give_other(method: str, served: bytes, cors: str, send: Send) -> None:
    """A preflight, or a method that is not among `served`, as in b"POST".

    The tag sends simple requests, which need no preflight.
    """
    preflight = method == "OPTIONS"
    headers = [(b"allow", served + b", OPTIONS"), (b"vary", b"Origin"), (b"content-length", b"0")]
    if preflight and cors:
        headers += [
            (b"access-control-allow-origin", cors.encode()),
            (b"access-control-allow-methods", served),
            (b"access-control-allow-headers", b"Content-Type"),
            (b"access-control-max-age", b"86400"),
        ]
    if preflight:
        headers.remove((b"content-length", b"0"))  # a 204 has none
    await send({"type": "http.response.start", "status": 204 if preflight else 405, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
