"""What is measured without a server: the tag's sizes, and the machine."""

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


class TagSize(msgspec.Struct, frozen=True):
    """Bytes of the built tag; `brotli` is None without Node, which compresses it."""

    raw: int
    gzip: int
    brotli: int | None


def tag_size(path: Path = TAG) -> TagSize | None:
    """None when the tag has not been built."""
    if not path.is_file():
        return None
    text = path.read_bytes()
    return TagSize(len(text), len(gzip.compress(text, 9)), _brotli(text))


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
