"""`kindly token`."""

import asyncio
from pathlib import Path

import pytest

from service.accounts.keys import fingerprint, is_token
from service.catalog.catalog import Catalog
from service.catalog.tokens import Token

from .conftest import Run, one_line


@pytest.fixture
def daily(run: Run) -> Run:
    """`run`, with a site `daily`."""
    run("site", "add", "daily", "--name", "The Daily", "--origin", "https://daily.example")
    return run


def kept(data: Path, token: str) -> Token | None:
    async def ask() -> Token | None:
        catalog = await Catalog.open(data)
        found = await catalog.token(fingerprint(token))
        await catalog.close()
        return found

    return asyncio.run(ask())


def test_the_token_stands_alone(daily: Run) -> None:
    result = daily("token", "add", "--site", "daily")
    assert (result.exit_code, result.stderr) == (0, "")
    assert is_token(result.stdout.removesuffix("\n"))


def test_the_token_opens_its_site(daily: Run, tmp_path: Path) -> None:
    token = daily("token", "add", "--site", "daily", "--name", "reports").stdout.strip()
    found = kept(tmp_path / "data", token)
    assert found is not None
    assert (found.site, found.name) == ("daily", "reports")


def test_every_option_is_a_variable(daily: Run, tmp_path: Path) -> None:
    env = {
        "KINDLY_TOKEN_SITE": "daily",
        "KINDLY_TOKEN_NAME": "reports",
        "KINDLY_TOKEN_SCOPE": "export",
    }
    found = kept(tmp_path / "data", daily("token", "add", env=env).stdout.strip())
    assert found is not None
    assert (found.name, found.scope) == ("reports", "export")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--site", "nowhere"), "no site with the key 'nowhere'"),
        (("--site", "daily", "--name", "a" * 101), "--name is"),
        (("--site", "daily", "--scope", "write"), "--scope is 'write', not one of read, export"),
    ],
)
def test_refused(daily: Run, words: tuple[str, ...], problem: str) -> None:
    assert problem in one_line(daily("token", "add", *words))
