"""What is measured without a server: the sizes of the tag's scripts, and the machine."""

import gzip
import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

import msgspec

TAG = Path(__file__).parents[2] / "snippets" / "dist" / "k.js"
_BROTLI = (
    "const z=require('zlib'),c=z.constants;process.stdout.write(String(z.brotliCompressSync("
    "require('fs').readFileSync(0),{params:{[c.BROTLI_PARAM_QUALITY]:11}}).length))"
)


class Size(msgspec.Struct, frozen=True):
    """Bytes of a built script; `brotli` is None without Node, which compresses it."""

    raw: int
    gzip: int
    brotli: int | None


def sizes(folder: Path = TAG.parent) -> dict[str, Size]:
    """Of every script that was built, by its address; k.js first."""
    paths = [folder / "k.js", *sorted((folder / "k").glob("*.js"))]
    return {f"/{path.relative_to(folder)}": _size(path.read_bytes()) for path in paths if path.is_file()}


def _size(text: bytes) -> Size:
    return Size(len(text), len(gzip.compress(text, 9)), _brotli(text))


def _brotli(text: bytes) -> int | None:
    node = shutil.which("node")
    if node is None:
        return None
    return int(subprocess.run([node, "-e", _BROTLI], input=text, capture_output=True, check=True).stdout)


def machine() -> str:
    """Cores, memory and the versions that matter, in one line."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "DuckDB": version("duckdb"),
        "Starlette": version("starlette"),
        "uvicorn": version("uvicorn"),
    }
    versions = ", ".join(f"{name} {number}" for name, number in parts.items())
    return (
        f"{cores} cores, {memory:.0f} GiB of memory, {platform.system()} on {platform.machine()}; {versions}."
    )
