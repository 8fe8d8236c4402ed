"""The line between a browser and a server: it can be slow, and it can be cut."""

import contextlib
import socket
import socketserver
import threading
import time
from collections.abc import Iterator

_CHUNK = 16_384


class Line:
    """Passes every TCP connection on to a loopback port."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._delay_s = 0.0
        self._bytes_per_s = 0.0
        self._cut = False
        self._free_at = 0.0
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._server = _Server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._hang_up()

    @contextlib.contextmanager
    def slow(self, round_trip_s: float, bytes_per_s: float) -> Iterator[None]:
        """So long there and back, so many bytes a second for all connections together, each way alike."""
        self._delay_s, self._bytes_per_s = round_trip_s / 2, bytes_per_s
        try:
            yield
        finally:
            self._delay_s = self._bytes_per_s = 0.0

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Nothing passes: open connections end, new ones end at once."""
        self._cut = True
        self._hang_up()
        try:
            yield
        finally:
            self._cut = False

    def _hang_up(self) -> None:
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def connect(self, client: socket.socket) -> None:
        """Serve a connection to its end."""
        if self._cut:
            return
        time.sleep(2 * self._delay_s)
        with socket.create_connection(("127.0.0.1", self._to)) as server:
            with self._lock:
                self._open |= {client, server}
            back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
            back.start()
            self._pass(client, server)
            back.join()
            with self._lock:
                self._open -= {client, server}

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(_CHUNK):
                time.sleep(max(0.0, self._due(len(data)) - time.monotonic()))
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _due(self, size: int) -> float:
        """When so many bytes that come now are through."""
        now = time.monotonic()
        if not self._bytes_per_s:
            return now + self._delay_s
        with self._lock:
            self._free_at = max(now, self._free_at) + size / self._bytes_per_s
            return self._free_at + self._delay_s


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, line: Line) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.line = line

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is nothing to talk about."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.server.line.connect(self.request)
