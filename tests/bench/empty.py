"""The measure of `POST /v1/read`: an empty Starlette route that decodes the same body and answers 204.

Served exactly as `kindly serve` serves, by the same function, so that nothing else differs.
`python -m tests.bench.empty DATA PORT`
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from service.collect.wire import decode
from service.commands import serve
from service.config import Settings


async def read(request: Request) -> Response:
    decode(await request.body())
    return Response(status_code=204)


async def ready(_: Request) -> Response:
    return PlainTextResponse("ready\n")


def create(_settings: Settings, _further: Sequence[BaseRoute]) -> Starlette:
    return Starlette(routes=[Route("/v1/read", read, methods=["POST"]), Route("/ready", ready)])


def main() -> None:
    with patch.object(serve, "create", create):
        serve.run(Settings(data=Path(sys.argv[1]), port=int(sys.argv[2])))


if __name__ == "__main__":
    main()
