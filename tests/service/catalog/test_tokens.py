"""Tokens: found by their hash, touched at most once a minute."""

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.tokens import SCOPES, Token


@pytest.fixture
async def token(catalog: Catalog) -> Token:
    await catalog.add_token("daily", "reports", "abc")
    token = await catalog.token("abc")
    assert token is not None
    return token


async def test_found(token: Token) -> None:
    assert (token.site, token.name, token.scope, token.last_used_at) == ("daily", "reports", "read", None)


async def test_unknown(catalog: Catalog, token: Token) -> None:
    assert await catalog.token("ABC") is None


async def test_listed(catalog: Catalog, token: Token) -> None:
    await catalog.add_token("daily", "", "def")
    assert [known.name for known in await catalog.tokens("daily")] == ["reports", ""]


@pytest.mark.parametrize(
    ("site", "name", "problem"),
    [
        ("nowhere", "", "no site with the key 'nowhere'"),
        ("daily", "a" * 101, "^--name"),
        ("daily", "a\nb", "^--name"),
    ],
)
async def test_refused(catalog: Catalog, site: str, name: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        await catalog.add_token(site, name, "x")


async def test_an_unknown_scope_is_refused(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="--scope is 'write', not one of read, export"):
        await catalog.add_token("daily", "", "x", "write")


@pytest.mark.parametrize(
    ("scope", "opened"),
    [("read", ["read"]), ("export", ["read", "export"]), ("", []), ("of a later version", [])],
)
def test_a_scope_opens_what_those_before_it_do(token: Token, scope: str, opened: list[str]) -> None:
    shown = msgspec.structs.replace(token, scope=scope)
    assert [one for one in SCOPES if shown.opens(one)] == opened


@pytest.mark.parametrize(
    ("uses", "noted"),
    [([5], 5), ([5, 60_004], 5), ([5, 60_005], 60_005), ([0, 60_000, 119_999], 60_000)],
)
async def test_touched_at_most_once_a_minute(
    catalog: Catalog, token: Token, uses: list[int], noted: int
) -> None:
    for now in uses:
        current = await catalog.token("abc")
        assert current is not None
        await catalog.touch_token(current, now)
    [after] = await catalog.tokens("daily")
    assert after.last_used_at == noted
