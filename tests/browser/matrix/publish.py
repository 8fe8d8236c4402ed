"""Puts the last run's matrix into docs/detection.md: `python -m tests.browser.matrix.publish`."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SEEN = ROOT / ".cache" / "detection.md"
DOCS = ROOT / "docs" / "detection.md"
_BEGIN, _END = "<!-- matrix: begin -->", "<!-- matrix: end -->"


def published(page: str, seen: str) -> str:
    """The page with what was seen between its marks. Raises ValueError when it has none."""
    if not re.search(f"{_BEGIN}.*{_END}", page, re.DOTALL):
        raise ValueError(f"no {_BEGIN} … {_END} in the page")
    return re.sub(f"{_BEGIN}.*{_END}", lambda _: f"{_BEGIN}\n\n{seen}\n{_END}", page, flags=re.DOTALL)


if __name__ == "__main__":
    DOCS.write_text(published(DOCS.read_text("utf-8"), SEEN.read_text("utf-8")), "utf-8")
