"""The addresses below `/api`, and what a request must show to come in."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from service.api import openapi
from service.api.describe import MOST_BYTES, describe
from service.api.problems import KINDS, problem, unreadable
from service.api.quota import Quota
from service.api.raw import Raw, Settled
from service.api.resource import Handler, Resource, json
from service.catalog.tokens import Token
from service.metrics.metrics import Metrics
from service.metrics.query import Query, QueryError

TokenOf = Callable[[Request], Awaitable[Token | None]]
Opened = Callable[[Request, Token], Awaitable[Response]]

_decode = msgspec.json.Decoder(Query).decode


def routes(
    metrics: Metrics, token_of: TokenOf, settled: Settled, root: Path, requests: int
) -> list[BaseRoute]:
    """All addresses of the API.

    `token_of` gives the token that a request shows, or None; `settled` a site's segments, which are files
    below `root`; `requests` are those that a token may make in ten minutes (0: no limit).
    """
    quota, raw = Quota(requests), Raw(settled, root)

    def opened(scope: str, handler: Opened) -> Handler:
        return _with_token(token_of, quota, scope, handler)

    async def query(request: Request, token: Token) -> Response:
        return await _query(metrics, request, token)

    async def meta(_: Request, token: Token) -> Response:
        return json(describe(token, requests))

    return [
        Route("/api/v1/query", Resource("POST", opened("read", query))),
        Route("/api/v1/meta", Resource("GET", opened("read", meta))),
        Route("/api/v1/segments", Resource("GET", opened("export", raw.list))),
        Route("/api/v1/segments/{path:path}", Resource("GET", opened("export", raw.get))),
        Route("/api/v1/openapi.json", Resource("GET", _openapi)),
        *(Route(path, Resource(None, _nothing)) for path in ("/api", "/api/{rest:path}")),
        Route("/problems/{name}", Resource("GET", _remedy)),
    ]


def _with_token(token_of: TokenOf, quota: Quota, scope: str, handler: Opened) -> Handler:
    """The handler, for requests with a token of this scope that are within its quota."""

    async def guarded(request: Request) -> Response:
        token = await token_of(request)
        if token is None:
            return problem("no-token", "A bearer token is needed: kindly token add --site KEY makes one.")
        standing = quota.take(token.id)
        if not standing.allowed:
            answer = problem("too-many", f"Please come again in {standing.reset_s} seconds.")
        elif not token.opens(scope):
            answer = problem("not-in-scope", f"This token has the scope {token.scope!r}, not {scope!r}.")
        else:
            answer = await handler(request, token)
        answer.headers.update(quota.headers(standing))
        return answer

    return guarded


async def _query(metrics: Metrics, request: Request, token: Token) -> Response:
    body = await _body(request)
    if body is None:
        return problem("too-large", f"A query has at most {MOST_BYTES} bytes.")
    try:
        asked = _decode(body)
        if asked.site != token.site:
            return problem("other-site", "This token is for another site.", ["/site"])
        return json(await metrics.answer(asked))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return unreadable(error)
    except RecursionError:
        return problem("not-readable", "The body is nested too deep.")
    except QueryError as error:
        return problem(error.kind, str(error), error.places)


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body


async def _openapi(_: Request) -> Response:
    return Response(openapi.document(), media_type="application/json", headers={"Cache-Control": "no-cache"})


async def _nothing(_: Request) -> Response:
    return problem("no-such-path", "There is nothing at this address of the API.")


async def _remedy(request: Request) -> Response:
    kind = KINDS.get(request.path_params["name"])
    if kind is None:
        return problem("no-such-path", "There is no problem of this name.")
    return PlainTextResponse(f"{kind.status} {kind.title}. {kind.remedy}\n")
