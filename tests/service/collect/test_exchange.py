"""Bodies as they stream, and answers as they are sent."""

import pytest
from starlette.types import Message

from service.collect.exchange import MOST_BYTES, Answer, asker_of, body_of, give, give_other, sentence
from service.collect.reasons import Dropped

ORIGIN = "https://www.example.org"


async def read(*messages: Message, length: str = "") -> bytes:
    ahead = list(messages)

    async def receive() -> Message:
        return ahead.pop(0)

    return await body_of({b"content-length": length.encode()} if length else {}, receive)


async def sent(answer: Answer, cors: str = "") -> tuple[int, dict[str, str], bytes]:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    await give(answer, cors, send)
    headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    return told[0]["status"], headers, told[1]["body"]


def part(chunk: bytes, more: bool = False) -> Message:
    return {"type": "http.request", "body": chunk, "more_body": more}


@pytest.mark.parametrize(
    ("messages", "whole"),
    [
        ([part(b"")], b""),
        ([part(b"a", True), part(b"b")], b"ab"),
        ([part(b"x" * MOST_BYTES)], b"x" * MOST_BYTES),
        ([{"type": "http.request"}], b""),
    ],
)
async def test_a_body_is_put_together(messages: list[Message], whole: bytes) -> None:
    assert await read(*messages) == whole


@pytest.mark.parametrize(
    ("messages", "length", "reason"),
    [
        ([part(b"x" * MOST_BYTES, True), part(b"x")], "", "too_large"),
        ([], str(MOST_BYTES + 1), "too_large"),
        ([], "9" * 5_000, "too_large"),
        ([part(b"a", True), {"type": "http.disconnect"}], "", "malformed"),
    ],
)
async def test_a_body_is_refused(messages: list[Message], length: str, reason: str) -> None:
    with pytest.raises(Dropped) as dropped:
        await read(*messages, length=length)
    assert dropped.value.reason == reason


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer(204, "ok"), None),
        (Answer(200, "ok", b"{}"), "application/json"),
        (Answer(428, "work", b"{}"), "application/json"),
        (Answer(400, "site", b"No.\n"), "text/plain; charset=utf-8"),
    ],
)
async def test_an_answers_kind(answer: Answer, kind: str | None) -> None:
    status, headers, body = await sent(answer)
    assert (status, headers["x-kindly"], body) == answer[:3]
    assert headers.get("content-type") == kind
    assert headers.get("content-length") == (str(len(body)) if kind else None)


@pytest.mark.parametrize(("retry_s", "told"), [(0, None), (5, "5")])
async def test_when_to_come_again(retry_s: int, told: str | None) -> None:
    _, headers, _ = await sent(Answer(503, "busy", b"x", retry_s))
    assert headers.get("retry-after") == told


@pytest.mark.parametrize("cors", ["", ORIGIN])
async def test_who_may_read_an_answer(cors: str) -> None:
    _, headers, _ = await sent(Answer(204, "ok"), cors)
    assert headers.get("access-control-allow-origin", "") == cors
    assert headers["vary"] == "Origin"


@pytest.mark.parametrize(
    ("method", "cors", "status", "methods"),
    [("OPTIONS", ORIGIN, 204, "GET, POST"), ("OPTIONS", "", 204, None), ("PUT", ORIGIN, 405, None)],
)
async def test_other_methods(method: str, cors: str, status: int, methods: str | None) -> None:
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    await give_other(method, b"GET, POST", cors, send)
    headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    assert (told[0]["status"], headers["allow"]) == (status, "GET, POST, OPTIONS")
    assert headers.get("access-control-allow-methods") == methods


@pytest.mark.parametrize(
    ("headers", "signals"),
    [({}, 0), ({b"sec-gpc": b"1"}, 1), ({b"dnt": b"1"}, 2), ({b"sec-gpc": b"1", b"dnt": b"1"}, 3)],
)
def test_who_sends_a_request(headers: dict[bytes, bytes], signals: int) -> None:
    asker = asker_of({"client": ("192.0.2.1", 5)}, headers | {b"user-agent": b"Agent\xff"})
    assert (asker.address, asker.user_agent, asker.privacy_signals) == ("192.0.2.1", "Agent\xff", signals)
    assert asker_of({}, {}).address == ""


def test_a_refusal_in_words() -> None:
    assert sentence(Dropped("site")) == b"No site has this key.\n"
