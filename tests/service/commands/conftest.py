from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from service.commands import site, token, user

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `kindly WORDS…` over an empty data folder, with `env` added to the environment."""
    app = typer.Typer()
    app.add_typer(site.app, name="site")
    app.add_typer(user.app, name="user")
    app.add_typer(token.app, name="token")
    monkeypatch.setenv("KINDLY_DATA", str(tmp_path / "data"))

    def run(*words: str, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(app, words, env=env)

    return run


def one_line(result: Result) -> str:
    """The one line on stderr with which a command refused."""
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("kindly: ")
    return line
