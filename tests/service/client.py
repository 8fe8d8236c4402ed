"""A client of an application in this process."""

from collections.abc import Iterable

import httpx
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp


def client(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kindly.test")


def serving(routes: Iterable[BaseRoute]) -> httpx.AsyncClient:
    return client(Starlette(routes=list(routes)))
