"""`/s`: the sites there are; where there is one, straight to its overview."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboards.respond import render
from service.catalog.sites import Site

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(sites: Callable[[], Sequence[Site]], guard: Callable[[Endpoint], Endpoint]) -> list[BaseRoute]:
    """`sites` gives all sites; `guard` decides who may see them."""

    async def home(_: Request) -> Response:
        found = sorted(sites(), key=lambda site: site.name.casefold())
        if len(found) == 1:
            return RedirectResponse(f"/s/{quote(found[0].key)}/overview", 303)
        return render("home.html", {"sites": found})

    return [Route("/s", guard(home)), Route("/s/", guard(home))]
