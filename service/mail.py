"""Letters, and the mail server that takes them.

A letter is plain text, the same as HTML, and the pictures that the HTML shows (RFC 2046, RFC 2387). What is
sent again bears the same Message-ID, by which mail programs know a double (RFC 5322, 3.6.4).
"""

import contextlib
import re
import smtplib
import ssl
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

import idna
import msgspec

_PORTS = {"smtp": 587, "smtps": 465}
_TIMEOUT_S = 30.0
_CLOSING = 421  # whatever it was asked, the server itself goes away (RFC 5321, 3.8)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]+")


class MailError(Exception):
    """A letter was not sent. `sure` says that the server has not taken it, `final` that it never will.

    `recipient` says that it is about this letter's recipient, so that others' letters may well be taken.
    """

    def __init__(self, text: str, *, sure: bool = True, final: bool = False, recipient: bool = False) -> None:
        self.sure = sure
        self.final = final
        self.recipient = recipient
        super().__init__(text)


class _Wire(policy.EmailPolicy):
    """Header lines of 78 characters, but for `List-Unsubscribe`: its readers decode no encoded words."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name != "List-Unsubscribe":
            return super().fold_binary(name, value)
        # 998 is a line's most (RFC 5322, 2.1.1). Not for all: encoded words have 75 at most (RFC 2047, 2).
        return policy.SMTP.clone(max_line_length=998).fold_binary(name, value)


_WIRE = _Wire(linesep="\r\n")


class Picture(msgspec.Struct, frozen=True):
    """A PNG inside a letter; its HTML shows it as `cid:{name}`. `width` and `height` in CSS pixels."""

    name: str
    png: bytes
    alt: str
    width: int
    height: int


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says. `unsubscribe` is the address that ends such letters at once, '' for none."""

    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    unsubscribe: str = ""


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """A mail server; `tls` from the first byte. Without it STARTTLS is used wherever it is offered."""

    host: str
    port: int
    tls: bool = False
    user: str = ""
    password: str = ""


def read_server(url: str) -> Server:
    """The server of `smtp://user:password@host:587` or `smtps://…`. Raises ValueError with what is wrong."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("it must look like smtp://user:password@host:587 or smtps://host")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("nothing may follow the host and its port; write / ? # in a password as %2F %3F %23")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise ValueError("its port must be a number up to 65535") from None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise ValueError("its user and password must be ASCII; mail servers are told no other")
    return Server(host=parts.hostname, port=port, tls=parts.scheme == "smtps", user=user, password=password)


def is_sender(text: str) -> bool:
    """Whether letters can come from this: an address, or `Name <name@example.org>`.

    The domain may be in any script, what is before the @ in ASCII only: few servers take more (RFC 6531).
    """
    if not text.isprintable() or not _ADDRESS.fullmatch(parseaddr(text)[1]):
        return False
    try:
        _sender(text)
    except MailError:
        return False
    return True


def message(letter: Letter, sender: str, to: str, number: str) -> EmailMessage:
    """The letter as it travels. `number` is unique to it, and the same when it is sent again.

    Raises MailError for an address that no letter can be sent to, or come from.
    """
    found = EmailMessage()
    found["From"] = origin = _sender(sender)
    found["To"] = _recipient(to)
    found["Subject"] = " ".join(letter.subject.split())
    found["Date"] = formatdate()
    found["Message-ID"] = f"<{number}@{origin.domain}>"
    found["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers it
    if letter.unsubscribe:
        found["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        # RFC 8058 allows one click by HTTPS only.
        if letter.unsubscribe.startswith("https://"):
            found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    found.set_content(letter.text)
    found.add_alternative(letter.html, subtype="html")
    *_, html = found.iter_parts()
    for picture in letter.pictures:
        html.add_related(
            picture.png,
            "image",
            "png",
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.png",
            disposition="inline",
        )
    return found


def _sender(text: str) -> Address:
    name, address = parseaddr(text)
    try:
        return _address(address, name)
    except ValueError as error:
        raise MailError(f"no letter can come from {text}") from error


def _recipient(text: str) -> Address:
    try:
        return _address(text)
    except ValueError as error:
        raise MailError(f"no letter can be sent to {text}", final=True, recipient=True) from error


def _address(text: str, name: str = "") -> Address:
    """The address with its domain in ASCII (IDNA 2008). Raises ValueError for what is none."""
    local, _at, domain = text.rpartition("@")
    try:
        return Address(name, addr_spec=f"{local}@{idna.encode(domain, uts46=True).decode()}")
    except (IndexError, MessageError) as error:
        raise ValueError(str(error)) from error


def send(server: Server, letter: EmailMessage) -> None:
    """Hand one letter over; blocks for up to half a minute an answer. Raises MailError."""
    try:
        smtp = _connected(server)
        try:
            _offer(smtp, letter)
            _hand_over(smtp, letter)
        finally:
            _leave(smtp)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"{server.host} refuses the user or password: {_words(error)}") from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:  # UnicodeError: no such host name can be
        raise MailError(f"{server.host}:{server.port}: {error}") from error


def _connected(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_S, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)
    try:
        smtp.ehlo()
        if not server.tls and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
        if server.user:
            _sign_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _sign_in(smtp: smtplib.SMTP, server: Server) -> None:
    safe = isinstance(smtp.sock, ssl.SSLSocket) or server.host in _LOOPBACK
    if not safe:
        raise MailError(f"{server.host} offers no STARTTLS, and a password is not sent in the clear")
    smtp.login(server.user, server.password)


def _leave(smtp: smtplib.SMTP) -> None:
    """Whatever becomes of the farewell, the letter is taken or not taken already."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()


def _offer(smtp: smtplib.SMTP, letter: EmailMessage) -> None:
    """From whom to whom: a permanent no to the address is final, one to the sender is for the operator."""
    code, answer = smtp.mail(parseaddr(letter["From"])[1])
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, answer, letter["From"])
    code, answer = smtp.rcpt(letter["To"])
    if code not in (250, 251):
        raise _refusal(code, answer)


def _hand_over(smtp: smtplib.SMTP, letter: EmailMessage) -> None:
    try:
        code, answer = smtp.data(letter.as_bytes(policy=_WIRE))
    except smtplib.SMTPDataError as error:
        raise MailError(_words(error), recipient=error.smtp_code != _CLOSING) from error
    except (OSError, smtplib.SMTPException) as error:
        # The last full stop may have arrived, and only the answer got lost.
        raise MailError(f"the connection broke while the letter was sent: {error}", sure=False) from error
    if code != 250:
        raise _refusal(code, answer)


def _refusal(code: int, answer: bytes) -> MailError:
    text = f"{code} {answer.decode('utf-8', 'replace')}"
    return MailError(text, final=code >= 500, recipient=code != _CLOSING)


def _words(error: smtplib.SMTPResponseException) -> str:
    text = error.smtp_error
    return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
