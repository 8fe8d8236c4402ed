"""`kindly serve` with something wrong: one line on stderr, status 2, and nothing is served."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner, Result

from service.cli import app
from service.lock import only_process
from tests.service.commands.conftest import one_line


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder; a server that started would fail the test."""

    def served(*_: object, **__: object) -> None:
        raise AssertionError("the server was started")

    monkeypatch.setattr(uvicorn.Server, "run", served)
    return tmp_path


def serve(data: Path, *words: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, ["serve", "--data", str(data), *words], env=env)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "0"), "--port is 0"),
        (("--rate-limit", "-1"), "--rate-limit is -1"),
        (("--rate-limit", "inf"), "--rate-limit is inf"),
        (
            ("--log-format", "xml", "--queue-limit", "0"),
            "--queue-limit is 0; it must be at least 1; --log-format",
        ),
        (("--country-file", __file__), "is not a readable MaxMind-format file"),
        (("--trusted-proxies", "proxy"), "--trusted-proxies has 'proxy'"),
    ],
)
def test_a_wrong_setting_stops_the_start(data: Path, words: tuple[str, ...], told: str) -> None:
    assert told in one_line(serve(data, *words))


def test_a_setting_may_come_from_the_environment(data: Path) -> None:
    assert "--view-idle is -5" in one_line(serve(data, env={"KINDLY_VIEW_IDLE": "-5"}))


def test_an_option_wins_over_the_environment(data: Path) -> None:
    assert "--ship is -1" in one_line(serve(data, "--ship", "-1", env={"KINDLY_SHIP": "-2"}))


def test_a_data_folder_that_is_a_file_stops_the_start(data: Path) -> None:
    (data / "file").write_text("")
    assert "cannot be written" in one_line(serve(data / "file"))


def test_a_data_folder_in_use_stops_the_start(data: Path) -> None:
    with only_process(data):
        assert "another Kindly is running" in one_line(serve(data))


def damaged_catalog(data: Path) -> None:
    (data / "catalog.db").write_bytes(bytes(range(256)) * 20)


def damaged_journal(data: Path) -> None:
    (data / "journal.db").write_bytes(bytes(range(256)) * 20)


def newer_journal(data: Path) -> None:
    db = sqlite3.connect(data / "journal.db")
    db.execute("PRAGMA user_version = 99")
    db.close()


def folder_as_journal(data: Path) -> None:
    (data / "journal.db").mkdir()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (damaged_catalog, "catalog.db: file is not a database"),
        (damaged_journal, "journal.db cannot be opened: file is not a database"),
        (newer_journal, "the journal has schema 99"),
        (folder_as_journal, "unable to open database file"),
    ],
)
def test_a_file_that_cannot_be_opened_stops_the_start(
    data: Path, given: Callable[[Path], None], told: str
) -> None:
    given(data)
    assert told in one_line(serve(data))


def test_the_server_is_started_when_all_is_well(data: Path) -> None:
    assert "the server was started" in str(serve(data).exception)
