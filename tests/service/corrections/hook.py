"""A real HTTP server on loopback, by TLS or without, that keeps what it is told and answers as it should."""

import asyncio
import contextlib
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

from service.corrections.addresses import Policy
from service.corrections.webhook import Caller

HOST = "hooks.example"
SECRET = bytes(range(32))
NOW_S = 1_793_500_000


class Hook:
    """`requests` as they came: head and body. `answers` are given one a request, and then 204.

    An empty answer hangs up, and `wait` says nothing.
    """

    def __init__(self, port: int, authority: Path | None) -> None:
        self.port = port
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.lines: list[str] = []
        self.names: list[str | None] = []
        self.answers: list[bytes] = []
        self.asked: list[str] = []
        self.addresses = ["127.0.0.1"]
        self._authority = authority

    @property
    def url(self) -> str:
        return f"{'https' if self._authority else 'http'}://{HOST}:{self.port}/in?k=1"

    @property
    def policy(self) -> Policy:
        return Policy(frozenset({self.port}), frozenset({"127.0.0.1"}), plain=not self._authority)

    def caller(self, trust: Path | None = None) -> Caller:
        """One that finds this server at its name; `trust` is the authority it knows, else the right one."""
        known = trust or self._authority
        context = ssl.create_default_context(cafile=str(known)) if known else None
        return Caller(self.policy, self._resolve, context, lambda: NOW_S)

    async def _resolve(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.addresses

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        head = {name.lower(): value for name, _, value in (one.partition(": ") for one in lines) if name}
        body = await reader.readexactly(int(head.get("content-length", 0)))
        self.lines.append(line)
        self.requests.append((head, body))
        given = self.answers.pop(0) if self.answers else answer(204)
        if given == b"wait":
            await reader.read()
        writer.write(given)
        with contextlib.suppress(OSError):
            await writer.drain()
        writer.close()


def answer(status: int, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} So", *headers, "Content-Length: 0", "", ""]).encode()


@contextlib.asynccontextmanager
async def serving(certificate: Path | None = None) -> AsyncIterator[Hook]:
    """A server until the block ends; by TLS if there is a certificate, which is its own authority."""
    context = None
    hook = Hook(0, certificate)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.sni_callback = lambda _socket, name, _context: hook.names.append(name)
    server = await asyncio.start_server(hook.take, "127.0.0.1", 0, ssl=context)
    hook.port = server.sockets[0].getsockname()[1]
    try:
        yield hook
    finally:
        server.close()


def make_certificate(folder: Path, name: str = HOST) -> Path:
    """A certificate of a host that it signed itself, with its key, in one file."""
    file = folder / f"{name}.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", "-",
         "-out", "-"],
        capture_output=True,
        check=True,
    )  # fmt: skip
    file.write_bytes(made.stdout)
    return file
