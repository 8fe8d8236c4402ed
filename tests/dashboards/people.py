"""A real catalog with SITE in it, and a door at which everybody is who the test says."""

import contextlib
import functools
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from dashboards.pages.desk import Endpoint
from service.catalog.catalog import Catalog
from service.catalog.people import ROLES, Person
from tests.dashboards.fakes import SITE

EMAIL = "ann@news.test"


@contextlib.asynccontextmanager
async def catalog_of(folder: Path) -> AsyncIterator[Catalog]:
    catalog = await Catalog.open(folder)
    await catalog.add_site(SITE)
    try:
        yield catalog
    finally:
        await catalog.close()


class Doorman:
    """Lets in whoever has the role; `role` is that of the person who asks. CSRF tokens are not his task."""

    def __init__(self, role: str) -> None:
        self.person = Person(id=1, email=EMAIL, role=role, created_at=0)

    def __call__(self, endpoint: Endpoint, least: str = "viewer") -> Endpoint:
        @functools.wraps(endpoint)
        async def guarded(request: Request) -> Response:
            if ROLES.index(self.person.role) < ROLES.index(least):
                return Response(status_code=403)
            request.state.person, request.state.csrf = self.person, "csrf-token"
            return await endpoint(request)

        return guarded
