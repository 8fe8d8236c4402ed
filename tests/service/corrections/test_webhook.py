"""Webhooks over real connections: signed, to the address that was looked at; failures are told apart."""

import base64
import hashlib
import hmac
import json
import re
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.corrections import webhook
from service.corrections.addresses import Policy
from service.corrections.failure import Failure
from service.corrections.webhook import Caller, new_secret, resolved, shown_secret, signature
from tests.service.corrections.hook import HOST, NOW_S, SECRET, Hook, answer, make_certificate, serving

BODY = b'{"type":"test"}'
DOCS = Path(__file__).parents[3] / "docs" / "corrections.md"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
async def hook(certificate: Path) -> AsyncIterator[Hook]:
    async with serving(certificate) as hook:
        yield hook


@pytest.fixture
async def plain() -> AsyncIterator[Hook]:
    async with serving() as hook:
        yield hook


async def post(hook: Hook, url: str = "", caller: Caller | None = None) -> None:
    await (caller or hook.caller()).post(url or hook.url, SECRET, "daily.7", BODY)


async def failed(hook: Hook, url: str = "", caller: Caller | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        await post(hook, url, caller)
    return caught.value


async def test_told(hook: Hook) -> None:
    await post(hook)
    ((head, body),) = hook.requests
    assert (hook.lines, body) == (["POST /in?k=1 HTTP/1.1"], BODY)
    assert head == {
        "host": f"{HOST}:{hook.port}",
        "connection": "close",
        "content-length": str(len(BODY)),
        "content-type": "application/json",
        "user-agent": "Kindly",
        "webhook-id": "daily.7",
        "webhook-timestamp": str(NOW_S),
        "webhook-signature": signature(SECRET, "daily.7", NOW_S, BODY),
    }


async def test_the_name_is_looked_up_once_and_told_to_the_server(hook: Hook) -> None:
    await post(hook)
    assert (hook.asked, hook.names) == ([HOST], [HOST])


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The vector: base64 of HMAC-SHA-256 over `id.timestamp.body`, with the bytes after `whsec_` as key."""
    key = base64.b64decode(shown_secret(SECRET).removeprefix("whsec_"))
    digest = hmac.new(key, b"daily.7.1793500000." + BODY, hashlib.sha256).digest()
    assert signature(SECRET, "daily.7", NOW_S, BODY) == f"v1,{base64.b64encode(digest).decode()}"


def test_secrets_differ() -> None:
    assert new_secret() != new_secret()


@pytest.mark.parametrize(
    ("late_s", "body", "fits"), [(0, BODY, True), (301, BODY, False), (-301, BODY, False), (0, b"{}", False)]
)
def test_the_check_in_the_documentation(late_s: int, body: bytes, fits: bool) -> None:
    (code,) = re.findall(r"```python\n(import base64.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    found: dict[str, object] = {}
    exec(code, found)  # noqa: S102 (what readers copy is what is tested)
    headers = {
        "webhook-id": "daily.7",
        "webhook-timestamp": str(NOW_S),
        "webhook-signature": signature(SECRET, "daily.7", NOW_S, BODY),
    }
    is_genuine = found["is_genuine"]
    assert callable(is_genuine)
    assert is_genuine(shown_secret(SECRET), headers, body, NOW_S + late_s) is fits


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_taken(hook: Hook, status: int) -> None:
    hook.answers = [answer(status)]
    await post(hook)


@pytest.mark.parametrize(
    ("given", "says", "final", "sure"),
    [
        (answer(301, "Location: https://other.example/"), "a redirect; none is followed", True, True),
        (answer(302, "Location: http://127.0.0.1/"), "a redirect; none is followed", True, True),
        (answer(307, "Location: /elsewhere"), "a redirect; none is followed", True, True),
        (answer(400), "400: it does not take this", True, True),
        (answer(401), "401: it does not take this", True, True),
        (answer(404), "404: it does not take this", True, True),
        (answer(410), "410: it does not take this", True, True),
        (answer(408), "408: not now", False, True),
        (answer(429), "429: not now", False, True),
        (answer(500), "500: not now", False, True),
        (answer(503), "503: not now", False, True),
        (b"", "broke", False, False),
        (b"HTTP/1.1 2", "broke", False, False),
        (b"SSH-2.0-nothing\r\n\r\n", "broke", False, False),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "broke", False, False),
        (b"HTTP/1.1 103 Early\r\n\r\n" * 10_000, "broke", False, False),
    ],
)
async def test_failures_in_words(hook: Hook, given: bytes, says: str, final: bool, sure: bool) -> None:
    hook.answers = [given]
    failure = await failed(hook)
    assert (says in str(failure), failure.final, failure.sure) == (True, final, sure), str(failure)


async def test_a_redirect_is_not_followed(hook: Hook) -> None:
    hook.answers = [answer(302, f"Location: {hook.url}")]
    await failed(hook)
    assert len(hook.requests) == 1


async def test_an_answer_that_never_ends_is_not_waited_for(hook: Hook) -> None:
    hook.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + b"x" * 100_000]
    await post(hook)


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "169.254.169.254"], ["::1"], ["::ffff:127.0.0.1"]],
)
async def test_a_name_that_leads_inside_is_not_called(hook: Hook, addresses: list[str]) -> None:
    hook.addresses = addresses
    failure = await failed(hook)
    assert ("no public address" in str(failure), failure.final, hook.requests) == (True, True, [])


async def test_a_second_answer_of_the_resolver_is_never_asked_for(hook: Hook) -> None:
    """DNS rebinding: public while it is looked at, and inside when it is called."""
    inside = hook.addresses
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else inside

    caller = Caller(Policy(frozenset({hook.port})), rebinding)
    await failed(hook, caller=caller)
    assert (asked, hook.requests) == ([HOST], [])


@pytest.mark.parametrize(
    "name", ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]"]
)
async def test_loopback_in_every_spelling_is_refused(hook: Hook, name: str) -> None:
    caller = Caller(Policy(frozenset({hook.port})))
    failure = await failed(hook, f"https://{name}:{hook.port}/", caller)
    assert (failure.final, hook.requests) == (True, [])


async def test_a_host_without_an_address() -> None:
    # Too long for a name, so that no resolver outside is asked.
    with pytest.raises(Failure, match="No address is known of hhh") as caught:
        await resolved("h" * 70, 443)
    assert not caught.value.final


async def test_a_certificate_of_another_host(hook: Hook) -> None:
    failure = await failed(hook, hook.url.replace(HOST, "other.example"))
    assert ("certificate of other.example is not right" in str(failure), failure.sure) == (True, True)


async def test_a_certificate_that_nobody_knows(hook: Hook, tmp_path: Path) -> None:
    failure = await failed(hook, caller=hook.caller(make_certificate(tmp_path)))
    assert ("is not right" in str(failure), hook.requests) == (True, [])


async def test_a_server_without_tls(plain: Hook, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_S", 0.5)
    trust = ssl.create_default_context(cafile=str(certificate))
    caller = Caller(Policy(frozenset({plain.port}), frozenset({"127.0.0.1"})), plain.caller().resolve, trust)
    failure = await failed(plain, plain.url.replace("http:", "https:"), caller)
    assert ("cannot be reached" in str(failure), failure.sure, plain.requests) == (True, True, [])


async def test_nobody_there_and_then_the_next_address(hook: Hook) -> None:
    caller = hook.caller()
    hook.addresses = ["127.0.0.3", "127.0.0.1"]
    loose = Policy(frozenset({hook.port}), frozenset(hook.addresses))
    await post(hook, caller=Caller(loose, caller.resolve, caller.trust, caller.clock))
    hook.addresses = ["127.0.0.3"]
    failure = await failed(hook, caller=Caller(loose, caller.resolve, caller.trust, caller.clock))
    assert ("cannot be reached: " in str(failure), failure.final, len(hook.requests)) == (True, False, 1)


async def test_a_server_that_says_nothing(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIMEOUT_S", 0.5)
    hook.answers = [b"wait"]
    failure = await failed(hook)
    assert ("took too long to answer" in str(failure), failure.sure) == (True, False)


async def test_without_tls_only_where_a_test_allows_it(plain: Hook) -> None:
    await post(plain)
    assert json.loads(plain.requests[0][1]) == {"type": "test"}
    failure = await failed(plain, caller=Caller(Policy(frozenset({plain.port}), frozenset({"127.0.0.1"}))))
    assert "https://" in str(failure)
