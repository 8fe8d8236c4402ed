"""The list as a file."""

import csv
import io

import pytest

from tests.dashboards.corrections.desks import Inbox


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


async def test_each_correction_is_a_line(inbox: Inbox) -> None:
    number = await inbox.report("in 1936", suggestion="in 1963", comment="One.", email="a@home.example")
    await inbox.report("in 1936", suggestion="in 1963", comment="Two.", to=number)
    answer = await inbox.get("/list.csv?state=all")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="herald-corrections.csv"' in answer.headers["content-disposition"]
    (line,) = lines(answer.text)
    assert (line["Quote"], line["Suggested"], line["Reports"]) == ("in 1936", "in 1963", "2")
    assert line["Comments"] == "Two.\nOne."
    assert (line["Views in 24 h"], line["Value of the correction"]) == ("100", "400.0")
    assert line["Readers’ addresses"] == "a@home.example"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "a;=1", "x\n=1", "＝1", "\r=1"])
async def test_no_cell_is_a_formula(inbox: Inbox, text: str) -> None:
    await inbox.report(text, prefix=text, suffix=text, suggestion=f"{text}!", comment=text, email=text)
    cells = [cell for line in lines((await inbox.get("/list.csv")).text) for cell in line.values()]
    starts = [
        part.lstrip() for cell in cells for part in cell.replace(";", "\n").replace("\t", "\n").splitlines()
    ]
    assert [part for part in starts if part[:1] in "=+@＝" and part] == []


async def test_what_makes_no_sense_is_no_file(inbox: Inbox) -> None:
    assert (await inbox.get("/list.csv?state=x")).status_code == 400
