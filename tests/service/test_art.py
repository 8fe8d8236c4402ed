"""The pictures of appeals, as any page may show them."""

import httpx
import pytest
from starlette.applications import Starlette

from service import art
from service.appeals.pictures import PICTURES, address
from service.catalog.rule import Theme

PNG = b"\x89PNG\r\n\x1a\n"


async def picture(site: str, number: int) -> tuple[str, bytes] | None:
    return ("image/png", PNG) if (site, number) == ("demo", 1) else None


async def get(path: str) -> httpx.Response:
    app = Starlette(routes=art.routes(picture))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://kindly") as client:
        return await client.get(path)


@pytest.mark.parametrize("name", PICTURES)
async def test_each_of_the_fixed_set_is_a_drawing(name: str) -> None:
    answer = await get(address(name, Theme(), "demo"))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


async def test_an_upload_is_shown_and_can_do_nothing() -> None:
    answer = await get(address("own:1", Theme(), "demo"))
    assert (answer.status_code, answer.content) == (200, PNG)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/k/art/demo/2",
        "/k/art/other/1",
        "/k/art/none.svg",
        "/k/art/..%5c..%5ckey",
        f"/k/art/demo/{'9' * 400}",
    ],
)
async def test_what_is_not_there_is_not_found_and_not_kept(path: str) -> None:
    answer = await get(path)
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
