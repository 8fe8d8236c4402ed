"""What a plain `pip install .` of a clean clone gives: a `kindly` that serves everything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.load.client import send
from tests.load.server import Server

pytestmark = pytest.mark.wheel
ROOT = Path(__file__).parent.parent
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from the files that git has or would take, installed into a folder of its own."""
    clone, wheels, target = (tmp_path_factory.mktemp(name) for name in ("clone", "wheels", "target"))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    build = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(clone)]
    subprocess.run(build, check=True)
    (wheel,) = wheels.glob("*.whl")
    subprocess.run([*PIP, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


def test_only_our_packages_are_installed(installed: Path) -> None:
    names = {path.name.partition("-")[0] for path in installed.iterdir()}
    assert names == {"service", "dashboards", "snippets", "kindly", "bin"}


def test_installed_demo_serves_everything(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.fspath(installed))
    where = subprocess.run(
        [sys.executable, "-c", "import service; print(service.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.startswith(str(installed))
    data = tmp_path / "data"
    data.mkdir()
    demo = (sys.executable, "-m", "service.cli", "demo", "--data", str(data), "--views", "2000", "--port")
    with Server(data, command=demo) as server:
        files = ("page.css", "kindly.js", "accounts.css", "admin.css", "vendor/htmx/htmx.min.js")
        paths = ("/", "/k.js", "/v1/ok.js", "/login", *(f"/static/{name}" for name in files))
        statuses = {path: send(server.port, "GET", path).status for path in paths}
    assert set(statuses.values()) == {200}, statuses
