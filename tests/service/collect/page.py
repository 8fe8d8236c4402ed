"""What pages send, and docs/wire.md as tables."""

import re
from pathlib import Path
from typing import Any

import msgspec

WIRE = (Path(__file__).parents[3] / "docs" / "wire.md").read_text("utf-8")
URL = "https://www.example.org/news/story"


def beacon(**keys: Any) -> dict[str, Any]:
    """The smallest beacon there is, with these keys of the wire added; None takes one away."""
    whole = {"s": "demo", "v": "A" * 22, "n": 1, "u": URL} | keys
    return {key: value for key, value in whole.items() if value is not None}


def body(**keys: Any) -> bytes:
    return msgspec.json.encode(beacon(**keys))


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of docs/wire.md, without its head."""
    _, _, below = WIRE.partition(f"\n{heading}\n")
    lines = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert lines, heading
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[0].splitlines()[2:]
    ]
