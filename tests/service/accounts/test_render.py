"""The pages: no inline code, and everything a person typed escaped."""

from typing import Any

import pytest

from service.accounts import render
from service.catalog.people import Person

PERSON = Person(id=1, email="<i>@x.org", role="viewer", created_at=0)
LOGIN: dict[str, Any] = {
    "next": '/"><script>',
    "email": '"><script>x',
    "errors": {"email": "<b>"},
    "problem": "<u>",
}


@pytest.fixture(params=["login.html", "forbidden.html", "stale.html"])
def html(request: pytest.FixtureRequest) -> str:
    values: dict[str, dict[str, Any]] = {
        "login.html": LOGIN,
        "forbidden.html": {"person": PERSON, "role": "admin"},
        "stale.html": {},
    }
    return bytes(render.page(request.param, **values[request.param]).body).decode()


@pytest.mark.parametrize(
    "inline", ["<script", "<style", " style=", " onclick=", "<i>", "<b>", "<u>", "javascript:"]
)
def test_nothing_inline_and_nothing_unescaped(html: str, inline: str) -> None:
    assert inline not in html


@pytest.mark.parametrize(
    "part", ['<html lang="en">', "width=device-width", "<main", "<h1>", " · Kindly</title>"]
)
def test_every_page_has(html: str, part: str) -> None:
    assert part in html
