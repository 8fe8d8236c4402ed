"""A publisher's web server in front of the service: made-up pages, everything else passed on, beacons noted.

Browsers use it as their HTTP proxy for every host name, or reach it under any name that resolves to loopback:
nothing leaves the machine. What a page does not have (`/k.js`, `/k/*`, `/v1/*`, baits) the service answers.
"""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

READ = "/v1/read"
_HOP = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "proxy-connection",
    "date",
    "server",
}
_PATIENCE_S = 20.0


class Page(NamedTuple):
    """An answer of the publisher's. `wait_s` is how long it lets a browser wait."""

    type: str
    body: bytes
    headers: Mapping[str, str] = {}
    status: int = 200
    wait_s: float = 0.0


def html(text: str, headers: Mapping[str, str] | None = None) -> Page:
    """A page of HTML that no cache keeps."""
    return Page("text/html; charset=utf-8", text.encode(), {"Cache-Control": "no-store", **(headers or {})})


def verdict(status: int, reason: str) -> Page:
    """How the service answers a beacon."""
    return Page("text/plain", b"", {"X-Kindly": reason, "Cache-Control": "no-store"}, status)


@dataclass(frozen=True)
class Asked:
    """A request as it came in. `at` is seconds of the monotonic clock, `path` has its query."""

    at: float
    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Sent:
    """A beacon that passed, and how it was answered: the status is 0 when it was kept from the service."""

    at: float
    beacon: Mapping[str, Any]
    asked: Asked
    status: int
    reason: str


Pages = Mapping[str, Page | tuple[str, bytes, Mapping[str, str]]]


@dataclass
class Origin:
    """`pages` are found by `host/path` or by `/path` alone, without the query.

    `refused` are hosts that cannot be reached: their connections end without an answer. While `instead` is
    set, beacons are answered with it in place of the service and noted with status 0, for `deliver`.
    """

    service_port: int
    pages: dict[str, Page] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    instead: Page | None = None

    def __post_init__(self) -> None:
        self.pages = {place: Page(*page) for place, page in self.pages.items()}
        self._asked: list[Asked] = []
        self._sent: list[Sent] = []
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.server_address[1])

    def asked(self, path: str = "", host: str = "") -> list[Asked]:
        """Requests so far, those to a path without its query, or to a host."""
        return [
            one
            for one in list(self._asked)
            if (not path or urlsplit(one.path).path == path) and (not host or one.host == host)
        ]

    def asked_by(self, page: str) -> set[str]:
        """Paths that a page has asked for, by the address that its requests and beacons give as theirs."""
        told = {READ for one in self.sent(page)}
        return told | {
            urlsplit(one.path).path
            for one in list(self._asked)
            if urlsplit(one.headers.get("Referer", "")).path == page
        }

    def sent(self, page: str = "") -> list[Sent]:
        """Beacons so far in the order of their arrival, those of a page or of the pages below a path."""
        below = page.rstrip("/") + "/"
        return [
            one
            for one in list(self._sent)
            if (path := urlsplit(str(one.beacon.get("u"))).path) == page or path.startswith(below)
        ]

    def beacons(self, page: str = "") -> list[Mapping[str, Any]]:
        return [one.beacon for one in self.sent(page)]

    def wait_for(self, found: Callable[[], Any], what: str, seconds: float = _PATIENCE_S) -> Any:
        """What `found` finds, once it finds something. Raises AssertionError with all beacons."""
        until = time.monotonic() + seconds
        while not (result := found()):
            if time.monotonic() > until:
                raise AssertionError(f"never seen: {what}; beacons: {[dict(b) for b in self.beacons()]}")
            time.sleep(0.05)
        return result

    def wait_for_beacon(
        self, page: str, fits: Callable[[Mapping[str, Any]], bool] = bool
    ) -> Mapping[str, Any]:
        """The first beacon of a page that fits."""
        found: Mapping[str, Any] = self.wait_for(
            lambda: next(filter(fits, self.beacons(page)), None), f"a beacon of {page}"
        )
        return found

    def deliver(self, sent: Sent) -> int:
        """Pass a beacon on to the service, for the first time or again; the status of its answer."""
        with contextlib.closing(self.to_service()) as service:
            status, _, _ = pass_on(service, sent.asked)
        return status

    def to_service(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.service_port, timeout=_PATIENCE_S)

    def page_for(self, asked: Asked) -> Page | None:
        path = urlsplit(asked.path).path
        return self.pages.get(asked.host + path) or self.pages.get(path)

    def note(self, asked: Asked, status: int = 0, reason: str = "") -> None:
        """Remember a beacon. What is no JSON object is remembered under the key `text`."""
        try:
            beacon = json.loads(asked.body)
        except ValueError:
            beacon = None
        found = beacon if isinstance(beacon, dict) else {"text": asked.body}
        self._sent.append(Sent(asked.at, found, asked, status, reason))

    def came(self, asked: Asked) -> None:
        self._asked.append(asked)


@contextlib.contextmanager
def origin(service_port: int, pages: Pages | None = None) -> Iterator[Origin]:
    """A running origin."""
    with Origin(service_port, {place: Page(*page) for place, page in (pages or {}).items()}) as running:
        yield running


def pass_on(service: HTTPConnection, asked: Asked) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask the service the same: status, headers and body. One more try on a connection that ended."""
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in _HOP}
    for last in (False, True):
        try:
            service.request(asked.method, asked.path, asked.body or None, headers)
            answer = service.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        except (HTTPException, OSError):
            service.close()
            if last:
                raise
    raise AssertionError


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, of: Origin) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.origin = of

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is nothing to talk about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60
    server: _Server

    def setup(self) -> None:
        super().setup()
        self._service = self.server.origin.to_service()

    def finish(self) -> None:
        self._service.close()
        super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silence: `Origin.asked` tells."""

    def _handle(self) -> None:
        of = self.server.origin
        asked = self._read()
        of.came(asked)
        if asked.host in of.refused:
            self.close_connection = True
        elif (page := of.page_for(asked)) and asked.path != READ:
            self._answer_with(page)
        elif of.instead and asked.path == READ:
            of.note(asked)
            self._answer_with(of.instead)
        else:
            self._pass_on(asked)

    do_GET = do_POST = do_HEAD = do_OPTIONS = _handle  # noqa: N815

    def _read(self) -> Asked:
        # A browser that takes us for its proxy sends the whole address, one that resolved the name the path.
        target = urlsplit(self.path)
        path = target._replace(scheme="", netloc="").geturl() or "/"
        host = (target.netloc or self.headers.get("Host", "")).rsplit(":", 1)[0]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return Asked(time.monotonic(), self.command, host, path, dict(self.headers.items()), body)

    def _pass_on(self, asked: Asked) -> None:
        status, headers, body = pass_on(self._service, asked)
        if asked.path == READ and asked.method == "POST":
            told = {name.lower(): value for name, value in headers}
            self.server.origin.note(asked, status, told.get("x-kindly", ""))
        self._answer(status, [(name, value) for name, value in headers if name.lower() not in _HOP], body)

    def _answer_with(self, page: Page) -> None:
        time.sleep(page.wait_s)
        self._answer(page.status, [("Content-Type", page.type), *page.headers.items()], page.body)

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status not in {204, 304}:
            self.wfile.write(body)
