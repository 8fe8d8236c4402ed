"""Forms of strangers: bounded in bytes and fields, never an error of the server."""

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from service.accounts.forms import MAX_FIELDS, MAX_FORM_BYTES, small_form


def request(*chunks: bytes) -> Request:
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    waiting = iter(messages)

    async def receive() -> Message:
        return next(waiting)

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


@pytest.mark.parametrize(
    ("chunks", "fields"),
    [
        ([b""], {}),
        ([b"email=me%40x.org&password="], {"email": "me@x.org", "password": ""}),
        ([b"email=me%4", b"0x.org"], {"email": "me@x.org"}),
        ([b"a=1&a=2"], {"a": "2"}),
        ([b"a=%D1%97+%F0%9F%A6%8A"], {"a": "ї 🦊"}),
        ([b"a=%ff\xff"], {"a": "\ufffd\ufffd"}),
        ([b"\x00\x01\x02"], {"\x00\x01\x02": ""}),
        ([b'------x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'], {}),
    ],
)
async def test_fields(chunks: list[bytes], fields: dict[str, str]) -> None:
    found = await small_form(request(*chunks))
    assert {name: value for name, value in found.items() if not name.startswith("---")} == fields


@pytest.mark.parametrize(
    ("chunks", "status"),
    [
        ([b"a" * (MAX_FORM_BYTES + 1)], 413),
        ([b"a" * 1000] * 17, 413),
        ([b"a&" * (MAX_FIELDS + 1)], 400),
    ],
)
async def test_refused(chunks: list[bytes], status: int) -> None:
    with pytest.raises(HTTPException) as caught:
        await small_form(request(*chunks))
    assert caught.value.status_code == status


async def test_a_form_of_exactly_the_limit() -> None:
    assert await small_form(request(b"a=" + b"b" * (MAX_FORM_BYTES - 2)))
