"""A panel's numbers as a file."""

import csv
import io

import pytest

from dashboards.dates import preset
from dashboards.pages.overview import PAGE
from dashboards.spreadsheet import csv_file, safe
from dashboards.table import Column, Table, Value
from tests.dashboards.fakes import HOSTILE, TODAY, FakeMetrics, ask


def file(table: Table | None) -> tuple[int, list[list[str]]]:
    answer = csv_file(ask(FakeMetrics(), preset("7d", TODAY)), PAGE.places[0], table)
    return answer.status_code, list(csv.reader(io.StringIO(bytes(answer.body).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("＝1", "'＝1"),
        ("a;=1+1", "a;'=1+1"),
        ("a; @b;-c", "a; '@b;'-c"),
        ("one; two - three", "one; two - three"),
        ("a=b", "a=b"),
        ("nul\x00l", "null"),
        ("\x00=1", "'=1"),
        (-1.5, -1.5),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(value: Value, written: Value) -> None:
    assert safe(value) == written


def test_numbers_are_as_they_are_and_the_head_has_units() -> None:
    head = (Column("Day", "text"), Column("Revenue", "money"), Column("Rate", "share"))
    rows = file(Table(head, (("2025-11-23", 12.3456, 0.25), ("2025-11-24", None, 1))))[1]
    assert rows == [
        ["Day", "Revenue (EUR)", "Rate (share of 1)"],
        ["2025-11-23", "12.3456", "0.25"],
        ["2025-11-24", "", "1"],
    ]


def test_any_text_comes_back() -> None:
    text = HOSTILE + '", \n"'
    assert file(Table((Column("x", "text"),), ((text,),)))[1][1] == [text]


def test_without_numbers_the_file_is_empty() -> None:
    assert file(None) == (200, [])
