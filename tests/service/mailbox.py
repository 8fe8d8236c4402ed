"""A real mail server on loopback that keeps what it takes, and refuses what it is told to."""

import contextlib
import socket
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "kindly", "p@ss/word"


class Mailbox:
    """`letters` that came, as they came in `raw`; from whom in `senders`, to whom in `recipients`.

    The answers in `on_mail`, `on_rcpt`, `on_data` are given instead of taking, one a command.
    """

    def __init__(self) -> None:
        self.port = 0
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.senders: list[str] = []
        self.recipients: list[str] = []
        self.encrypted: list[bool] = []
        self.on_mail: list[str] = []
        self.on_rcpt: list[str] = []
        self.on_data: list[str] = []

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self,
        _server: Any,
        _session: Any,
        envelope: Any,
        address: str,
        _options: Any,
    ) -> str:
        if self.on_mail:
            return self.on_mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self,
        _server: Any,
        _session: Any,
        envelope: Any,
        address: str,
        _options: Any,
    ) -> str:
        if self.on_rcpt:
            return self.on_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.on_data.pop(0) if self.on_data else "250 OK"
        if answer == "take and hang up":
            self._take(server, envelope)
            server.transport.abort()
        if answer == "250 OK":
            self._take(server, envelope)
        return answer

    def _take(self, server: Any, envelope: Any) -> None:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.raw.append(envelope.content)
        self.senders.append(envelope.mail_from)
        self.recipients += envelope.rcpt_tos
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)


@contextlib.contextmanager
def mailbox(
    certificate: Path | None = None, *, implicit: bool = False, login: bool = False
) -> Iterator[Mailbox]:
    """Serving until the block ends; with a certificate by STARTTLS or, `implicit`, by TLS from the start."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        ssl_context=context if implicit else None,
        tls_context=None if implicit else context,
        auth_required=login,
        authenticator=_check if login else None,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(
        success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False
    )


def make_certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 that it signed itself, with its key, in one file."""
    file = folder / "mail.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"],
        capture_output=True,
        check=True,
    )  # fmt: skip
    file.write_bytes(made.stdout)
    return file
