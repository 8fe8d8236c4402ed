"""The newsroom as an application of its own, asked without a network."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from service.demo.newsroom import routes

NOW_MS = 1_790_000_123_456
BASE_URL = "https://news.example.org"


@pytest.fixture(scope="session")
def app() -> Starlette:
    return Starlette(routes=routes("demo-key", NOW_MS))


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE_URL) as client:
        yield client
