"""A real server to attack, one for all of the tests, and what it says of itself."""

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest

from tests.load.client import Reply, send
from tests.load.server import ORIGIN, SITE, Server, add_site, kindly
from tests.service.views import new_id

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EMAIL, PASSWORD = "editor@example.org", "correct horse battery"


def beacon(**keys: Any) -> dict[str, Any]:
    return {"s": SITE, "v": new_id(), "n": 1, "u": f"{ORIGIN}/a"} | keys


def body(**keys: Any) -> bytes:
    return msgspec.json.encode(beacon(**keys))


class Target:
    """The server's address, and the keys to all its doors."""

    def __init__(self, server: Server, token: str, exporting: str) -> None:
        self.server = server
        self.port = server.port
        self.token = token
        self.exporting = exporting
        self.cookie = self._sign_in()

    def _sign_in(self) -> str:
        form = urlencode({"email": EMAIL, "password": PASSWORD, "next": "/"}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = send(self.port, "POST", "/login", form, kind)
        assert answer.status == 303, answer.body
        return answer.headers["set-cookie"].partition(";")[0]

    def read(self, sent: bytes, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return send(self.port, "POST", "/v1/read", sent, {"Origin": ORIGIN, "User-Agent": AGENT} | named)

    def get(self, path: str, **headers: str) -> Reply:
        return send(self.port, "GET", path, None, {"Cookie": self.cookie} | headers)

    def query(self, sent: bytes) -> Reply:
        return self.server.ask(self.token, sent)

    def numbers(self) -> dict[str, float]:
        """Beacons by the reason of their answer, and the journal's numbers."""
        answer = send(self.port, "GET", "/metrics", None, {"Authorization": "Bearer metrics"})
        lines = (line for line in answer.body.decode().splitlines() if not line.startswith("#"))
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}

    def kept(self) -> float:
        """Views there are: an attack must leave as many as it found."""
        numbers = self.numbers()
        return numbers["kindly_open_views"] + numbers["kindly_shipped_views_total"]

    def assert_serves(self) -> None:
        answer = self.read(body())
        assert answer.headers["x-kindly"] == "ok"

    def raw(self, *sent: bytes, close: bool = False, seconds: float = 5.0) -> bytes:
        """What comes back for these bytes: until the server closes, or says no more for `seconds`."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            found = b""
            try:
                for part in sent:
                    connection.sendall(part)
                if close:
                    connection.shutdown(socket.SHUT_WR)
                while chunk := connection.recv(65_536):
                    found += chunk
                    if b"\r\n\r\n" in found and not close:
                        break
            except (TimeoutError, ConnectionError):
                pass
            return found


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    data = tmp_path_factory.mktemp("attacked") / "data"
    token = add_site(data)
    exporting = kindly("token", "add", "--site", SITE, "--scope", "export", "--data", str(data)).strip()
    kindly("user", "add", EMAIL, "--role", "admin", "--password", PASSWORD, "--data", str(data))
    with Server(data, "--metrics-token", "metrics") as server:
        yield Target(server, token, exporting)
