"""Webhooks: a signed POST to an address that somebody typed, on the public internet and nowhere else.

A name is resolved once, when it is called; every address it has is looked at, and the connection is made to
the very address that was (a second look might find another one: DNS rebinding). Redirects are not followed.
Signed as by Standard Webhooks 1.0: HMAC-SHA-256 (RFC 2104) of the id, the time and the body.
"""

import asyncio
import base64
import functools
import hashlib
import hmac
import secrets
import socket
import ssl
import time
from collections.abc import Awaitable, Callable

import h11
import msgspec

from service.corrections.addresses import PUBLIC, Policy, Target, check_public, read_target
from service.corrections.failure import Failure
from service.page.language import N_

TIMEOUT_S = 10.0
#: An answer's head is read up to this, and its body not at all.
MOST_BYTES = 64 * 1024
#: A host with more addresses is tried at the first of them.
MOST_ADDRESSES = 4
AGENT = "Kindly"

_PREFIX = "whsec_"
_SECRET_BYTES = 32
#: Too early, too often, or not now: asked again later (RFC 9110, RFC 6585, RFC 8470).
_LATER = frozenset({408, 425, 429})

#: Gives the IP addresses that a host has; raises Failure when there are none.
Resolve = Callable[[str, int], Awaitable[list[str]]]


def new_secret() -> bytes:
    """A secret to sign with: 256 random bits."""
    return secrets.token_bytes(_SECRET_BYTES)


def shown_secret(secret: bytes) -> str:
    """The secret as Standard Webhooks writes it: `whsec_` and its base64."""
    return _PREFIX + base64.b64encode(secret).decode()


def signature(secret: bytes, number: str, at_s: int, body: bytes) -> str:
    """The `webhook-signature` of a body: `v1,` and the base64 of the HMAC-SHA-256 of `number.at_s.body`."""
    digest = hmac.new(secret, f"{number}.{at_s}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


async def resolved(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives."""
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Failure(N_("No address is known of %(host)s."), host=host) from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@functools.cache
def _system_trust() -> ssl.SSLContext:
    """Read once: some 20 ms in which nothing else goes on."""
    return ssl.create_default_context()


class Caller(msgspec.Struct, frozen=True):
    """Calls webhooks; `trust` are the certificates that are taken, None for the system's."""

    policy: Policy = PUBLIC
    resolve: Resolve = resolved
    trust: ssl.SSLContext | None = None
    clock: Callable[[], float] = time.time

    async def post(self, url: str, secret: bytes, number: str, body: bytes) -> None:
        """Tell it once; `number` is the same whenever the same is told again. Raises Failure."""
        target = read_target(url, self.policy)
        http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_BYTES)
        request = _request(http, target, self._headers(secret, number, body), body)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                reader, writer = await self._connected(target)
        except TimeoutError:
            raise Failure(N_("%(host)s cannot be reached: it took too long."), host=target.host) from None
        try:
            async with asyncio.timeout(TIMEOUT_S):
                status = await _exchange(http, reader, writer, request)
        except TimeoutError:
            text = N_("%(host)s took too long to answer; nobody knows whether it was taken.")
            raise Failure(text, sure=False, host=target.host) from None
        except (OSError, h11.RemoteProtocolError) as error:
            text = N_("The connection to %(host)s broke (%(why)s); nobody knows whether it was taken.")
            raise Failure(text, sure=False, host=target.host, why=str(error)[:200]) from error
        finally:
            # What is left of the answer is of no interest.
            writer.transport.abort()
        _judge(target.host, status)

    def _headers(self, secret: bytes, number: str, body: bytes) -> list[tuple[str, str]]:
        at_s = int(self.clock())
        return [
            ("content-type", "application/json"),
            ("user-agent", AGENT),
            ("webhook-id", number),
            ("webhook-timestamp", str(at_s)),
            ("webhook-signature", signature(secret, number, at_s, body)),
        ]

    async def _connected(self, target: Target) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        addresses = await self.resolve(target.host, target.port)
        check_public(target.host, addresses, self.policy)
        context = (self.trust or _system_trust()) if target.tls else None
        name = target.host if target.tls else None
        why: OSError | None = None
        for address in addresses[:MOST_ADDRESSES]:
            try:
                # AI_NUMERICHOST: nothing is looked up again.
                return await asyncio.open_connection(
                    address, target.port, ssl=context, server_hostname=name, flags=socket.AI_NUMERICHOST
                )
            except ssl.SSLCertVerificationError as error:
                text = N_("The certificate of %(host)s is not right: %(why)s.")
                raise Failure(text, host=target.host, why=error.verify_message) from error
            except OSError as error:
                why = error
        # The text of a failed connection names the address; strerror says what it was about.
        said = (why and (why.strerror or type(why).__name__)) or ""
        raise Failure(N_("%(host)s cannot be reached: %(why)s."), host=target.host, why=said) from why


def _request(http: h11.Connection, target: Target, headers: list[tuple[str, str]], body: bytes) -> bytes:
    frame = [("host", target.authority), ("connection", "close"), ("content-length", str(len(body)))]
    parts = (
        h11.Request(method="POST", target=target.path, headers=[*frame, *headers]),
        h11.Data(data=body),
        h11.EndOfMessage(),
    )
    return b"".join(http.send(part) or b"" for part in parts)


async def _exchange(
    http: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> int:
    """Send the request; the status of the answer. Raises OSError and h11.RemoteProtocolError."""
    writer.write(request)
    await writer.drain()
    left = MOST_BYTES
    while not isinstance(event := http.next_event(), h11.Response):
        if event is h11.NEED_DATA:
            part = await reader.read(min(left, 4096))
            http.receive_data(part)
            left -= len(part)
    return event.status_code


def _judge(host: str, status: int) -> None:
    """Raises Failure unless the status says that it was taken."""
    if 200 <= status < 300:
        return
    answer = str(status)
    if 300 <= status < 400:
        text = N_("%(host)s answers %(status)s, a redirect; none is followed. Write the address it leads to.")
        raise Failure(text, final=True, host=host, status=answer)
    if status in _LATER or status >= 500:
        raise Failure(N_("%(host)s answers %(status)s: not now."), host=host, status=answer)
    raise Failure(
        N_("%(host)s answers %(status)s: it does not take this."), final=True, host=host, status=answer
    )
