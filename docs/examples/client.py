"""A client of Kindly's API, with Python's standard library alone.

    KINDLY_TOKEN=kindly_... python client.py https://k.example.org [DAYS]

prints, as CSV, the articles most read in the last DAYS days (7): their views and block rate, beside those
of the days before.
"""

import csv
import datetime as dt
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any


class Problem(Exception):
    """What the service could not do; the message says why."""


class Kindly:
    """One site's numbers, for a token made by `kindly token add`."""

    def __init__(self, address: str, token: str) -> None:
        self._address = address.rstrip("/")
        self._token = token

    def meta(self) -> dict[str, Any]:
        """Metrics, dimensions and limits, and which site the token opens."""
        return self._ask("/api/v1/meta")

    def query(self, **question: Any) -> dict[str, Any]:
        """One page of an answer."""
        return self._ask("/api/v1/query", json.dumps(question).encode())

    def rows(self, **question: Any) -> Iterator[dict[str, Any]]:
        """Every row of an answer, page by page."""
        offset: int | None = 0
        while offset is not None:
            answer = self.query(**question, offset=offset)
            yield from answer["rows"]
            offset = answer["meta"].get("next_offset")

    def _ask(self, path: str, body: bytes | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(self._address + path, body, headers)  # noqa: S310
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                    found: dict[str, Any] = json.load(answer)
                    return found
            except urllib.error.HTTPError as error:
                with error:
                    if error.code == 429:
                        time.sleep(int(error.headers["Retry-After"]))
                        continue
                    raise Problem(json.load(error)["detail"]) from None


def main(address: str, days: int = 7) -> None:
    """Print the table."""
    kindly = Kindly(address, os.environ["KINDLY_TOKEN"])
    today = dt.datetime.now().astimezone().date()
    rows = kindly.rows(
        site=kindly.meta()["site"],
        metrics=["views", "block_rate"],
        dimensions=["article"],
        **{"from": str(today - dt.timedelta(days - 1)), "to": str(today)},
        compare="previous",
        limit=1_000,
    )
    table = csv.writer(sys.stdout)
    table.writerow(["article", "views", "block rate", "views before", "block rate before"])
    for row in rows:
        table.writerow([*row["dimensions"], *row["metrics"], *row["compared"]])


if __name__ == "__main__":
    try:
        main(sys.argv[1], *map(int, sys.argv[2:3]))
    except Problem as problem:
        sys.exit(f"client.py: {problem}")
