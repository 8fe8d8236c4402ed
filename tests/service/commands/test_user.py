"""`kindly user`."""

import asyncio
import re
from pathlib import Path

import pytest

from service.accounts.passwords import Passwords
from service.catalog.catalog import Catalog
from service.commands import user

from .conftest import Run, one_line

ADD = ("user", "add", "Me@example.org", "--role", "admin")


def fits(data: Path, password: str) -> bool:
    """Whether the person that ADD added has this password."""

    async def ask() -> bool:
        catalog = await Catalog.open(data)
        known = await catalog.credentials("me@example.org")
        await catalog.close()
        return known is not None and await Passwords().verify(known.password_hash, password)

    return asyncio.run(ask())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_given_password(run: Run, data: Path) -> None:
    result = run(*ADD, "--password", "correct horse")
    assert (result.stdout, result.stderr) == ("", "Added me@example.org as admin.\n")
    assert fits(data, "correct horse")


def test_a_made_password_stands_alone(run: Run, data: Path) -> None:
    result = run(*ADD)
    assert re.fullmatch(r"[\w-]{20}\n", result.stdout)
    assert fits(data, result.stdout.strip())


def test_a_typed_password(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def prompt(text: str, **how: bool) -> str:
        asked.append((text, how))
        return "typed password"

    monkeypatch.setattr(user, "_in_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", prompt)
    assert run(*ADD).stdout == ""
    assert asked == [("Password", {"hide_input": True, "confirmation_prompt": True})]
    assert fits(data, "typed password")


def test_every_option_is_a_variable(run: Run, data: Path) -> None:
    env = {"KINDLY_USER_ROLE": "editor", "KINDLY_USER_PASSWORD": "correct horse"}
    assert run("user", "add", "me@example.org", env=env).stderr == "Added me@example.org as editor.\n"
    assert fits(data, "correct horse")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("me", "--role", "admin"), "'me' is not an e-mail address"),
        (("me@example.org", "--role", "owner"), "--role is 'owner'"),
        (("me@example.org", "--role", "admin", "--password", "short"), "at least 8 characters"),
    ],
)
def test_refused(run: Run, words: tuple[str, ...], problem: str) -> None:
    assert problem in one_line(run("user", "add", *words))


def test_a_taken_address(run: Run) -> None:
    run(*ADD)
    assert "already a person with the address me@example.org" in one_line(run(*ADD))
