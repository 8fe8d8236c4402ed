"""The page about raw segments names every column, and the notebook's cells run on a site's own files."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from service.journal.manifest import read_manifest
from service.warehouse.schema import views
from tests.load.server import SITE, Server, add_site, kindly

DOCS = Path(__file__).parents[1] / "docs"
NOTEBOOK = json.loads((DOCS / "examples" / "segments.ipynb").read_text("utf-8"))
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
AT_REST = [column for column in views.columns if "made" not in column.info]


def test_every_column_is_explained() -> None:
    page = (DOCS / "segments.md").read_text("utf-8").replace("\\|", "¦")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ([^|]+) \| ([^|]*) \|$", page, re.MULTILINE)
    assert [(name, kind) for name, kind, _, _ in rows] == [
        (column.name, str(column.type.compile()).lower()) for column in AT_REST
    ]
    for (_name, _kind, meaning, before), column in zip(rows, AT_REST, strict=True):
        assert (column.comment or meaning).replace("|", "¦") == meaning
        assert before.strip("` ") == (json.dumps(column.info["before"]) if "before" in column.info else "")


def test_the_notebook_holds_no_numbers_of_its_own() -> None:
    cells = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[]] * len(cells)
    assert {cell["execution_count"] for cell in cells} == {None}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("data")
    token = add_site(folder)
    kindly("sample", "--site", SITE, "--views", "3000", "--days", "8", "--data", str(folder))
    return folder, token


@pytest.fixture(scope="module")
def found(data: tuple[Path, str]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each of the notebook's answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KINDLY_SEGMENTS", str(data[0] / "segments"))
        patch.setenv("KINDLY_SITE", SITE)
        names: dict[str, Any] = {}
        for cell in CODE:
            exec(compile(cell, "segments.ipynb", "exec"), names)  # noqa: S102 (that is what a notebook is for)
    answers = ("daily", "blocking", "curve", "reading", "asked")
    rows = {name: names[name].fetchall() for name in answers}
    names["db"].close()
    return rows


def test_every_cell_answers(found: dict[str, list[tuple[Any, ...]]]) -> None:
    assert [name for name, rows in found.items() if not rows] == []


def test_the_curve_only_falls(found: dict[str, list[tuple[Any, ...]]]) -> None:
    shares = [share for _depth, share in found["curve"]]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1


def test_its_numbers_are_the_apis(data: tuple[Path, str], found: dict[str, list[tuple[Any, ...]]]) -> None:
    folder, token = data
    days = sorted({one.day for one in read_manifest(folder / "journal.db")})
    question = {
        "site": SITE,
        "metrics": ["views", "readers"],
        "dimensions": ["day"],
        "from": str(days[0]),
        "to": str(days[-1]),
        "order_by": [["day", "asc"]],
    }
    with Server(folder) as server:
        rows = json.loads(server.ask(token, json.dumps(question).encode()).body)["rows"]
    assert [(dt.date.fromisoformat(row["dimensions"][0]), *row["metrics"]) for row in rows] == [
        row[:3] for row in found["daily"]
    ]
