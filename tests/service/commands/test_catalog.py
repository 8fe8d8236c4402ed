"""What all commands share: the data folder, one line for an error, and a server that may be running."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog

from .conftest import Run, one_line

LIST = ("site", "list")


def test_data_by_option(run: Run, tmp_path: Path) -> None:
    assert run(*LIST, "--data", str(tmp_path / "other")).exit_code == 0
    assert (tmp_path / "other" / "catalog.db").exists()


def test_data_by_variable(run: Run, tmp_path: Path) -> None:
    assert run(*LIST).exit_code == 0
    assert (tmp_path / "data" / "catalog.db").exists()


def test_a_data_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "cannot be written" in one_line(run(*LIST))


def test_a_catalog_that_is_something_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "catalog.db").write_text("something else" * 100)
    assert "file is not a database" in one_line(run(*LIST))


@pytest.mark.parametrize(
    "words",
    [
        ("site", "add", "daily", "--name", "The Daily"),
        ("site", "add", "--name", "The Daily", "--origin", "https://daily.example"),
        ("site", "add", "d", "--name", "D", "--origin", "https://d.example", "--cpm", "much"),
        ("user", "add", "me@example.org"),
        ("token", "add"),
        ("token", "add", "--site"),
    ],
)
def test_missing_and_misused_options(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout, "Traceback" in result.stderr) == (2, "", False)


SITE = ("add", "daily", "--name", "Щоденник", "--origin", "https://daily.example", "--data")


async def test_a_real_process_beside_an_open_catalog(tmp_path: Path) -> None:
    catalog = await Catalog.open(tmp_path)
    command = ("-c", "from service.commands.site import app; app()", *SITE, str(tmp_path))
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}

    def add() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], capture_output=True, encoding="utf-8", check=False, env=environment
        )

    done = [await asyncio.to_thread(add) for _ in range(2)]
    found = await catalog.sites()
    await catalog.close()
    assert [process.returncode for process in done] == [0, 2]
    assert done[0].stdout == "Added daily: Щоденник, https://daily.example\n"
    assert done[1].stderr == "kindly: there is already a site with the key 'daily'\n"
    assert [site.name for site in found] == ["Щоденник"]
