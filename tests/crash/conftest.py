"""Servers to kill."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crash.trial import Trial
from tests.load.server import add_site

KILLS = 20


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=KILLS, help="how often the crash test kills the server")


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    """So many kills in the long test. Pytest knows the option only when it is given this folder."""
    found: int = request.config.getoption("kills", KILLS)
    return found


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with a site and nothing else, to be copied; and the token that opens it."""
    data = tmp_path_factory.mktemp("site") / "data"
    return data, add_site(data)


@pytest.fixture
def trial(new_site: tuple[Path, str], tmp_path: Path) -> Iterator[Callable[..., Trial]]:
    """Makes a trial in a fresh data folder, not yet started; its server is killed at the end."""
    template, token = new_site
    with ExitStack() as stack:

        def make(*options: str) -> Trial:
            data = tmp_path / "data"
            shutil.copytree(template, data)
            made = Trial(data, token, *options)
            stack.callback(made.server.kill)
            return made

        yield make
