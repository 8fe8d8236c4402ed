import re
from collections import Counter
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from dashboards import respond
from service.accounts import render as accounts
from service.admin import render as admin
from service.page.files import SHARED, Files

ROOMS = (accounts.FOLDER, admin.FOLDER, respond.FOLDER)
OURS = [
    path
    for folder in (SHARED, *(room / "static" for room in ROOMS))
    for path in sorted(folder.rglob("*"))
    if path.is_file() and "vendor" not in path.parts
]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with one static file, and one beside them."""
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "own.js").write_text("1")
    (tmp_path / "secret.py").write_text("1")
    return tmp_path


@pytest.mark.parametrize("name", ["own.js", "page.css", "vendor/htmx/htmx.min.js"])
def test_an_address_carries_the_version_of_its_content(room: Path, name: str) -> None:
    assert re.fullmatch(rf"/static/{re.escape(name)}\?v=[0-9a-f]{{12}}", Files(room).address(name))


@pytest.mark.parametrize("name", ["none.js", "../secret.py", "/static/own.js"])
def test_what_is_no_file_has_no_address(room: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match="no static folder has"):
        Files(room).address(name)


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/static/own.js?v=0", 200, True),
        ("/static/own.js", 200, False),
        ("/static/page.css?v=0", 200, True),
        ("/static/none.js?v=0", 404, False),
        ("/static/..%2fsecret.py?v=0", 404, False),
    ],
)
async def test_only_versioned_files_are_kept_for_long(room: Path, path: str, status: int, kept: bool) -> None:
    transport = httpx.ASGITransport(Starlette(routes=[Files(room).route()]))
    async with httpx.AsyncClient(transport=transport, base_url="http://k.test") as asking:
        answer = await asking.get(path)
    assert (answer.status_code, "immutable" in answer.headers.get("cache-control", "")) == (status, kept)


@pytest.mark.parametrize("vendor", ["htmx", "plotly"])
def test_vendored_code_comes_with_its_licence(vendor: str) -> None:
    assert (SHARED / "vendor" / vendor / "LICENSE").is_file()


def test_no_two_rooms_have_a_file_of_the_same_name() -> None:
    assert [name for name, count in Counter(path.name for path in OURS).items() if count > 1] == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_files_reach_for_no_other_host(path: Path) -> None:
    text = path.read_text()
    assert set(re.findall(r"https?://([^/\"' ]+)", text)) <= {"www.w3.org"}
    assert not re.search(r"url\(|@import", text)


def test_colours_have_one_home() -> None:
    """A theme is changed in one place: whatever a room's style sheet paints with is a token of page.css."""
    tokens = set(re.findall(r"(--[\w-]+):", (SHARED / "page.css").read_text()))
    for path in OURS:
        if path.suffix == ".css":
            used = set(re.findall(r"var\((--[\w-]+)\)", path.read_text()))
            assert (path.name, used - tokens) == (path.name, set())
            assert path.name == "page.css" or not re.search(r"#[0-9a-f]{3,8};", path.read_text())
