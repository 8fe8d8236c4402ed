"""The unpacked extensions that build.mjs makes, built once for each version of the files beside it."""

import hashlib
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TypedDict

import msgspec

_HERE = Path(__file__).parent
_CACHE = Path(__file__).parents[3] / ".cache" / "adguard"
_SOURCES = ("package.json", "package-lock.json", "build.mjs", "settings.js", "chromium.js", "firefox.js")


class Versions(TypedDict):
    """Of AdGuard's engine (@adguard/tswebextension) and of its two lists."""

    engine: str
    base: str
    tracking: str


@cache
def extensions() -> Path:
    """The folder with an extension a folder. The first time it needs npm and its registry."""
    key = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _SOURCES)).hexdigest()[:12]
    built = _CACHE / key / "built"
    if not (built / "versions.json").exists():
        shutil.rmtree(_CACHE, ignore_errors=True)
        _build(built)
    return built


def _build(built: Path) -> None:
    work = built.parent
    work.mkdir(parents=True)
    for name in _SOURCES:
        shutil.copy(_HERE / name, work)
    _run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _run(work, "node", "build.mjs", str(built))
    # 190 MB that are not needed again.
    shutil.rmtree(work / "node_modules")


def _run(work: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr[-2000:]}")


def versions() -> Versions:
    return msgspec.json.decode((extensions() / "versions.json").read_bytes(), type=Versions)
