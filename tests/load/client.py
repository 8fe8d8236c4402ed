"""A load client that costs little: keep-alive HTTP/1.1 on raw asyncio protocols, no pipelining.

It takes about 15 µs a beacon, so that on a machine which it shares with the server it measures the server.
"""

import asyncio
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Generic, TypeVar, cast

import msgspec
import uvloop

T = TypeVar("T")

#: What the client understands of an answer: its status, and the reason in `X-Kindly`.
OK = "ok"
_HEAD_END = b"\r\n\r\n"


class Answer(msgspec.Struct, frozen=True):
    """An answer: HTTP status, the reason in `X-Kindly` ("" when there is none), latency in seconds."""

    status: int
    reason: str
    seconds: float


class Load(Generic[T]):
    """What is sent and who is told. `ask` gives the next request as bytes, with a token, or None to end.

    `answered` hears of every answer, `broken` of every request that was sent and never answered.
    """

    def __init__(
        self,
        ask: Callable[[], tuple[bytes, T] | None],
        answered: Callable[[T, Answer], None],
        broken: Callable[[T], None],
    ) -> None:
        self.ask = ask
        self.answered = answered
        self.broken = broken


class _Connection(asyncio.Protocol, Generic[T]):
    def __init__(self, load: Load[T], closed: asyncio.Future[None], interval: float, due: float) -> None:
        self._load = load
        self.closed = closed
        self._interval = interval
        self._due = due
        self._token: T | None = None
        self._waiting = False
        self._buffer = b""
        self._clock = time.perf_counter
        self._began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is one without saying so
        self._next()

    def _next(self) -> None:
        if not self._interval:
            self._send()
            return
        self._due += self._interval
        wait = self._due - self._clock()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._send)
        else:
            self._send()

    def _send(self) -> None:
        if self._transport.is_closing():
            return
        asked = self._load.ask()
        if asked is None:
            self._transport.close()
            return
        request, self._token = asked
        self._waiting = True
        # At a fixed rate the clock runs from when it was due: a slow answer makes the next requests late.
        self._began = self._due if self._interval else self._clock()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        end = self._buffer.find(_HEAD_END)
        if end < 0:
            return
        head = self._buffer[:end].lower()
        if len(self._buffer) < end + 4 + int(_header(head, b"content-length") or 0):
            return
        self._buffer = b""
        answer = Answer(
            int(head[9:12]), _header(head, b"x-kindly").decode("latin-1"), self._clock() - self._began
        )
        token, self._token, self._waiting = self._token, None, False
        self._load.answered(token, answer)  # type: ignore[arg-type]  # a request waited, so there is a token
        self._next()

    def cut(self) -> None:
        self._transport.abort()

    def connection_lost(self, _: Exception | None) -> None:
        if self._waiting:
            self._load.broken(self._token)  # type: ignore[arg-type]
        if not self.closed.done():
            self.closed.set_result(None)


def _header(head: bytes, name: bytes) -> bytes:
    at = head.find(b"\r\n" + name + b":")
    if at < 0:
        return b""
    at += len(name) + 3
    end = head.find(b"\r\n", at)
    return head[at : end if end >= 0 else None].strip()


async def drive(load: Load[T], port: int, connections: int, per_second: float = 0.0) -> None:
    """Send over so many connections until `ask` gives None or the server is gone.

    Each connection sends when it was answered, or, with `per_second` over all of them, at fixed times. When
    this is cancelled, as by a timeout, the connections are cut.
    """
    loop = asyncio.get_running_loop()
    interval = connections / per_second if per_second else 0.0
    start = time.perf_counter()
    made: list[_Connection[T]] = []
    try:
        for number in range(connections):
            connection = _Connection(
                load, loop.create_future(), interval, start + interval * number / connections
            )
            await loop.create_connection(lambda one=connection: one, "127.0.0.1", port)  # type: ignore[misc]
            made.append(connection)
    except OSError:
        pass  # the server was killed meanwhile; the connections that were made hear of it
    try:
        await asyncio.gather(*(connection.closed for connection in made))
    finally:
        for connection in made:
            connection.cut()


def run(load: Load[T], port: int, connections: int, per_second: float = 0.0) -> None:
    """`drive`, on an event loop of its own."""
    uvloop.run(drive(load, port, connections, per_second))


def request(body: bytes, *, port: int, origin: str, agent: str) -> bytes:
    """`POST /v1/read` with this body, as a browser sends it."""
    return (
        b"POST /v1/read HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %b\r\nUser-Agent: %b\r\n"
        b"Content-Type: text/plain;charset=UTF-8\r\nAccept: */*\r\nContent-Length: %d\r\n\r\n%b"
    ) % (port, origin.encode(), agent.encode(), len(body), body)


class Reply(msgspec.Struct, frozen=True):
    """A whole answer, its header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(
    port: int,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    timeout: float = 20.0,
) -> Reply:
    """One request on a connection of its own. Raises OSError when nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, answer.read())
    finally:
        connection.close()


def post(port: int, body: bytes, *, origin: str, agent: str) -> Reply:
    """One beacon."""
    headers = {"Origin": origin, "User-Agent": agent, "Content-Type": "text/plain;charset=UTF-8"}
    return send(port, "POST", "/v1/read", body, headers)
