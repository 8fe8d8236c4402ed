"""The example client prints what it says it prints."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.load.server import SITE, Server, add_site, kindly

CLIENT = Path(__file__).parents[1] / "docs" / "examples" / "client.py"


def run(server: Server, token: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(CLIENT), f"http://127.0.0.1:{server.port}/", *words],
        env={**os.environ, "KINDLY_TOKEN": token},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def token(tmp_path: Path) -> str:
    token = add_site(tmp_path)
    kindly("sample", "--site", SITE, "--views", "500", "--days", "6", "--data", str(tmp_path))
    return token


def test_the_client_prints_a_table(tmp_path: Path, token: str) -> None:
    with Server(tmp_path) as server:
        done = run(server, token, "4")
    heading, *rows = done.stdout.splitlines()
    assert heading == "article,views,block rate,views before,block rate before"
    assert rows
    assert all(len(row.split(",")) == 5 for row in rows)


def test_the_client_says_what_is_wrong(tmp_path: Path, token: str) -> None:
    with Server(tmp_path) as server:
        done = run(server, "none")
    assert done.returncode == 1
    assert done.stderr.startswith("client.py: A bearer token is needed")
