"""`make lighthouse`: Lighthouse's scores of the overview, of a demo with its month of history.

Times of a busy machine say nothing, so the scores are printed and no test asserts them; what a machine can
see of accessibility is asserted by the browser tests, with the same engine (axe).
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import httpx

from tests.browser.chromium import BINARY
from tests.browser.newsroom import EDITOR, SITE, Newsroom, full_newsroom

LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox"
RUNS = 3


def main() -> None:
    """Print each score of each run, desktop and phone."""
    with tempfile.TemporaryDirectory() as folder, full_newsroom(Path(folder)) as news:
        headers = Path(folder, "headers.json")
        headers.write_text(json.dumps({"Cookie": _cookie(news)}), "utf-8")
        for kind, options in (("desktop", ["--preset=desktop"]), ("phone", [])):
            for _ in range(RUNS):
                print(kind, _scores(news.port, headers, options), flush=True)


def _cookie(news: Newsroom) -> str:
    with httpx.Client(base_url=f"http://127.0.0.1:{news.port}") as client:
        form = {"email": EDITOR, "password": news.password}
        client.post("/login", data=form)
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def _scores(port: int, headers: Path, options: list[str]) -> dict[str, int]:
    report = headers.with_name("report.json")
    command = [
        str(LIGHTHOUSE),
        f"http://127.0.0.1:{port}/s/{SITE}/overview",
        "--quiet",
        f"--chrome-flags={FLAGS}",
        "--only-categories=performance,accessibility,best-practices",
        f"--extra-headers={headers}",
        "--output=json",
        f"--output-path={report}",
        *options,
    ]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": BINARY})
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * one["score"]) for name, one in found.items()}


if __name__ == "__main__":
    main()
