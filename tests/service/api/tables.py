"""The tables of docs/api.md; `python -m tests.service.api.tables` writes them anew."""

from pathlib import Path

from service.api.describe import describe
from service.api.problems import KINDS

from .conftest import token

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
_ALL = describe(token(1, "read"), 600)
#: By the comment that stands before it: heading and rows.
TABLES: dict[str, list[tuple[object, ...]]] = {
    "compare": [("compare", "days"), *((f"`{one.name}`", one.definition) for one in _ALL.compare)],
    "ops": [("op", "keeps a view when"), *((f"`{one.name}`", one.definition) for one in _ALL.ops)],
    "metrics": [
        ("metric", "unit", "definition"),
        *((f"`{one.name}`", one.unit, one.definition) for one in _ALL.metrics),
    ],
    "dimensions": [
        ("dimension", "definition"),
        *((f"`{one.name}`", one.definition) for one in _ALL.dimensions),
    ],
    "problems": [
        ("status", "`/problems/`", "title", "what to do"),
        *((kind.status, f"`{name}`", f"{kind.title}.", kind.remedy) for name, kind in KINDS.items()),
    ],
}


def table(name: str) -> str:
    """A table as Markdown."""
    heading, *rows = TABLES[name]
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def with_tables(page: str) -> str:
    """The page with every table as it should be."""
    for name in TABLES:
        shown = f"<!-- {name} -->\n{table(name)}\n<!-- /{name} -->"
        before, _, rest = page.partition(f"<!-- {name} -->")
        after = rest.partition(f"<!-- /{name} -->")[2]
        page = f"{before}{shown}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")
