"""What no file may say, and what the documentation must."""

import re
import subprocess
from pathlib import Path

import msgspec
import pytest
import typer

from service.cli import app
from service.config import Settings

ROOT = Path(__file__).parents[1]
#: Spelled in pieces, because this file is read too.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("artifactory", ""),
    )
)
#: Homes and workplaces; where an operating system keeps its programs is the same everywhere.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:root|home/[\w.-]+|Users/[\w.-]+|work|mnt/[\w.-]+)/|[A-Z]:\\Users")
#: Somebody else's code, as it was published.
VENDORED = "service/page/static/vendor/"


def tracked() -> list[str]:
    """The repository's files, also those that the next commit will add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return sorted({name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})


def texts() -> list[tuple[str, str]]:
    found = []
    for name in tracked():
        if not name.startswith(VENDORED):
            try:
                found.append((name, (ROOT / name).read_text("utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def test_no_file_names_a_registry() -> None:
    assert [(name, host) for name, text in texts() for host in REGISTRIES if host in text.lower()] == []


def test_lock_files_hold_versions_and_hashes_only() -> None:
    """No address: neither of a download nor of anybody's page."""
    locks = [(name, text) for name, text in texts() if re.search(r"lock(\.json)?$", name)]
    assert len(locks) >= 4
    assert [name for name, text in locks if "://" in text] == []


def test_no_file_has_a_path_of_somebodys_machine() -> None:
    found = [(name, match[0]) for name, text in texts() for match in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see " + "/home" + "/ann/kindly", True),
        ('"' + "/root" + '/.cache"', True),
        ("C:" + "\\Users\\ann", True),
        ("https://example.org" + "/home" + "/ann/", False),
        ("/usr/share/ublock-origin/", False),
        ("." + "/work" + "/", False),
    ],
)
def test_a_machines_path_is_told_from_others(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


def test_every_file_ends_with_a_line_break_and_has_no_carriage_return() -> None:
    code = [(name, text) for name, text in texts() if name.endswith((".py", ".ts", ".md", ".css", ".html"))]
    assert [name for name, text in code if text and not text.endswith("\n")] == []
    assert [name for name, text in code if "\r" in text] == []


def documented() -> dict[str, tuple[str, str]]:
    """Option -> (environment variable, default), as docs/settings.md has them."""
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    rows = re.findall(r"^\| `(--[\w-]+)` \| `(\w+)` \| (?:`([^`]*)`|none) \| \S", page, re.MULTILINE)
    return {option: (variable, default) for option, variable, default in rows}


def option_of(field: str) -> str:
    """`view_idle_s` is set by `--view-idle`: units are for the code."""
    return "--" + re.sub(r"_(s|mb)$", "", field).replace("_", "-")


def shown(default: object) -> str:
    if default is None:
        return ""
    return f"{default:g}" if isinstance(default, float) else str(default).lower()


def test_every_setting_is_documented_with_its_default() -> None:
    fields = msgspec.structs.fields(Settings)
    expected = {
        option_of(field.name): (
            "KINDLY_" + option_of(field.name)[2:].replace("-", "_").upper(),
            shown(field.default),
        )
        for field in fields
    }
    assert documented() == expected


def test_every_setting_is_an_option_with_the_same_default() -> None:
    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    options = {one.opts[0]: (one.envvar, shown(one.default)) for one in command.commands["serve"].params}
    assert options == documented()
