import re
from collections.abc import Sequence

import httpx
import pytest
from starlette.applications import Starlette

from dashboards.pages.home import routes
from service.catalog.sites import Site
from tests.dashboards.fakes import HOSTILE, SITE, open_door
from tests.ukrainian import latin, speaking

OTHER = Site(key="a.b", name="Another", origins=("https://a.test", "https://b.test"))


async def get(path: str, *sites: Site) -> httpx.Response:
    def there() -> Sequence[Site]:
        return sites

    app = Starlette(routes=routes(there, open_door))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://k.test") as asking:
        return await asking.get(path)


@pytest.mark.parametrize("path", ["/s", "/s/"])
async def test_the_only_site_is_opened(path: str) -> None:
    answer = await get(path, SITE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/s/herald/overview")


async def test_every_site_leads_to_its_overview_and_its_setup() -> None:
    page = (await get("/s", SITE, OTHER)).text
    assert re.findall(r'href="(/s/[^"]+)"', page) == [
        "/s/a.b/overview",
        "/s/a.b/setup",
        "/s/herald/overview",
        "/s/herald/setup",
    ]


async def test_without_a_site_it_says_how_to_add_one() -> None:
    assert "kindly site add" in (await get("/s")).text


@pytest.mark.parametrize("sites", [(), (SITE, OTHER)])
async def test_nothing_is_said_in_english_in_ukrainian(sites: tuple[Site, ...]) -> None:
    with speaking("uk"):
        page = (await get("/s", *sites)).text
    assert '<html lang="uk">' in page
    assert latin(page, *(site.name for site in sites)) == set()


async def test_a_sites_name_is_text() -> None:
    hostile = Site(key="hostile", name=HOSTILE, origins=("https://a.test",))
    assert "<script>" not in (await get("/s", SITE, hostile)).text
