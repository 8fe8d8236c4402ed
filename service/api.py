"""`POST /api/v1/query`: the metrics, for programs with a token."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from service.metrics.metrics import Answer, Metrics
from service.metrics.query import Query, QueryError

MOST_BYTES = 65_536

_decode = msgspec.json.Decoder(Query).decode


def routes(metrics: Metrics, token_site: Callable[[Request], Awaitable[str | None]]) -> list[BaseRoute]:
    """The query endpoint; `token_site` says which site a request's bearer token opens, or None."""

    async def query(request: Request) -> Response:
        site = await token_site(request)
        if site is None:
            return problem(401, "A bearer token is needed: kindly token add --site KEY makes one.")
        body = await _body(request)
        if body is None:
            return problem(413, f"A query has at most {MOST_BYTES} bytes.")
        try:
            asked = _decode(body)
            if asked.site != site:
                return problem(403, "This token is for another site.")
            return _json(await metrics.answer(asked))
        except (msgspec.DecodeError, UnicodeDecodeError, QueryError) as error:
            return problem(400, str(error).encode("utf-8", "replace").decode())
        except RecursionError:
            return problem(400, "The body is nested too deep.")

    return [Route("/api/v1/query", query, methods=["POST"])]


async def _body(request: Request) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body


def _json(answer: Answer) -> Response:
    return Response(
        msgspec.json.encode(answer), media_type="application/json", headers={"Cache-Control": "no-store"}
    )


def problem(status: int, detail: str, **more: Any) -> Response:
    """A problem in the form of RFC 9457."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(content), status, headers, media_type="application/problem+json")
