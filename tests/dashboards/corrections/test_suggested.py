from typing import Any

import pytest

from dashboards.corrections.suggested import changes, passages, quoted
from service.catalog.corrections import Report
from tests.service.corrections.reported import made

CORRECTION = made()


def report(exact: str, suggestion: str, at: int = 0, **fields: Any) -> Report:
    return Report(
        id=at,
        correction=7,
        site="daily",
        note=str(at),
        at=at,
        exact=exact,
        prefix=fields.get("prefix", ""),
        suffix=fields.get("suffix", ""),
        position=0,
        suggestion=suggestion,
        comment="",
        email="",
        language="en",
        version="1",
        severity=2,
        severity_why="a word",
        times=1,
        reader="",
    )


def test_a_quote_stands_in_its_sentence() -> None:
    passage = quoted(CORRECTION)
    assert (passage.lead, passage.tail) == ("The bridge was built ", ", and the ferry went")
    assert [piece.text for piece in passage.pieces] == ["in 1936"]


@pytest.mark.parametrize(
    ("suggestion", "changed"), [("", False), (" \n", False), ("in 1936", False), ("in 1963", True)]
)
def test_only_a_change_is_a_wish(suggestion: str, changed: bool) -> None:
    assert changes(report("in 1936", suggestion)) == changed


def test_the_wish_of_most_readers_comes_first_however_much_they_mark() -> None:
    told = [
        report("in 1936", "in 1935", at=1),
        report("in 1936", "in 1963", at=3),
        report("built in 1936", "built in 1963", at=2),
        report("1936", "1963", at=4),
        report("1936", "", at=5),
    ]
    found = passages(CORRECTION, told)
    assert [one.reports for one in found] == [3, 1]
    assert "".join(piece.text for piece in found[0].pieces if piece.kind != "new") == "built in 1936"


def test_a_report_without_context_borrows_it_where_it_quotes_the_same() -> None:
    same, other = passages(CORRECTION, [report("in 1936", "in 1963", 1), report("1936", "1935", 2)])
    assert (same.lead, other.lead) == ("The bridge was built ", "")


def test_signs_that_are_not_seen_are_shown() -> None:
    (found,) = passages(CORRECTION, [report("in 1936", "\u202ein 1963\x00")])
    assert [piece.text for piece in found.pieces if piece.kind == "new"] == ["‹U+202E›", "1963␀"]
