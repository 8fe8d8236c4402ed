"""`kindly report`, also beside a service that runs."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app
from tests.load.server import SITE, Server, add_site, kindly
from tests.service.mailbox import mailbox


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with three weeks of views."""
    folder = tmp_path_factory.mktemp("data")
    add_site(folder)
    kindly("sample", "--site", SITE, "--views", "2000", "--days", "21", "--data", str(folder))
    return folder


def test_into_a_file_beside_a_running_service(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    with Server(data):
        told = kindly("report", "--site", SITE, "--out", str(out), "--data", str(data))
    assert str(out) in told
    html = out.read_text("utf-8")
    views = re.search(r"([\d,]+) views", html)
    assert views
    assert int(views[1].replace(",", "")) > 100
    assert html.count("data:image/png;base64,") == 3


def test_by_mail(data: Path) -> None:
    with mailbox() as box:
        kindly(
            *("report", "--site", SITE, "--to", "ann@daily.example", "--data", str(data)),
            *("--smtp-url", f"smtp://127.0.0.1:{box.port}", "--mail-from", "Kindly <kindly@k.example>"),
            *("--public-url", "https://k.example"),
        )
        [letter] = box.letters
    assert (letter["To"], letter["From"]) == ("ann@daily.example", "Kindly <kindly@k.example>")
    assert letter["Subject"].startswith("Weekly report: ")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ([], "--to ADDRESS, --out FILE.html"),
        (["--to", "ann@daily.example"], "--to needs --smtp-url"),
        (["--out", "/"], "cannot be written"),
        (["--out", "x.html", "--site", "nowhere"], "no site with the key 'nowhere'"),
        (["--to", "a@b.example", "--smtp-url", "smtp://h"], "--smtp-url needs --mail-from and --public-url"),
        (["--to", "a@b.example", "--smtp-url", "http://h"], "--smtp-url is wrong"),
    ],
)
def test_refused_in_one_line(data: Path, words: list[str], problem: str) -> None:
    result = CliRunner().invoke(app, ["report", "--site", SITE, "--data", str(data), *words])
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert problem in line
