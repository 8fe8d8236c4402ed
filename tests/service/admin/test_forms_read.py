"""One field after the other, each with its limits."""

import datetime as dt

import pytest

from service.admin.forms_read import Reading


@pytest.mark.parametrize(("typed", "value"), [("0", 0), (" 7 ", 7), ("100", 100), ("007", 7)])
def test_a_whole_number(typed: str, value: int) -> None:
    reading = Reading({"n": typed})
    assert (reading.whole("n", 0, 100), reading.problems) == (value, {})


@pytest.mark.parametrize("typed", ["", "-1", "101", "1.5", "1e2", "seven", "²", "٣", "9" * 400, "1 0"])
def test_no_whole_number(typed: str) -> None:
    reading = Reading({"n": typed})
    assert reading.whole("n", 0, 100) == 0
    assert reading.problems == {"n": "Write a whole number from 0 to 100."}


@pytest.mark.parametrize(
    ("typed", "value"), [("2.50", 2.5), ("2,5", 2.5), ("", None), (" 0 ", 0.0), ("100", 100.0)]
)
def test_a_number(typed: str, value: float | None) -> None:
    reading = Reading({"n": typed})
    assert (reading.number("n", 100), reading.problems) == (value, {})


@pytest.mark.parametrize("typed", ["-1", "100.01", "nan", "inf", "1e1", "1.2.3", "1,000.0", "x", "9" * 400])
def test_no_number(typed: str) -> None:
    reading = Reading({"n": typed})
    assert reading.number("n", 100) is None
    assert "n" in reading.problems


@pytest.mark.parametrize(("typed", "value"), [("2026-11-02", dt.date(2026, 11, 2)), ("", None)])
def test_a_day(typed: str, value: dt.date | None) -> None:
    assert Reading({"d": typed}).day("d") == value


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "02.11.2026", "yesterday", "0000-00-00", "9" * 400, "2026-11-02T00:00"]
)
def test_no_day(typed: str) -> None:
    reading = Reading({"d": typed})
    assert (reading.day("d"), list(reading.problems)) == (None, ["d"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 11, "This has 11 characters; 10 fit."),
        ("a\x00", "This holds a character that is no text (U+0000). Type it anew."),
        ("a\ud800", "This holds a character that is no text (U+D800). Type it anew."),
        ("  ", "Write something here."),
    ],
)
def test_no_text(typed: str, sentence: str) -> None:
    reading = Reading({"t": typed})
    assert (reading.text("t", 10, least=1), reading.problems) == ("", {"t": sentence})


def test_text_is_trimmed_and_keeps_its_lines() -> None:
    assert Reading({"t": " a\n b "}).text("t", 10) == "a\n b"


def test_lines_are_trimmed_and_told_once() -> None:
    assert Reading({"l": "a\n b \n\na"}).lines("l", 5, 9) == ("a", "b")


@pytest.mark.parametrize("typed", ["a\nb\nc", "x" * 10, "x" * 10_000])
def test_too_many_or_too_long_lines(typed: str) -> None:
    reading = Reading({"l": typed})
    assert (reading.lines("l", 2, 9), list(reading.problems)) == ((), ["l"])


def test_one_of() -> None:
    reading = Reading({"good": "b", "bad": "c"})
    assert [reading.one_of(name, ("a", "b")) for name in ("good", "bad", "missing")] == ["b", "a", "a"]
    assert list(reading.problems) == ["bad", "missing"]


@pytest.mark.parametrize(("typed", "on"), [({"x": "on"}, True), ({"x": "off"}, False), ({}, False)])
def test_a_box(typed: dict[str, str], on: bool) -> None:
    assert Reading(typed).on("x") is on


def test_the_first_sentence_about_a_field_stays() -> None:
    reading = Reading({})
    reading.wrong("x", "first")
    reading.wrong("x", "second")
    assert reading.problems == {"x": "first"}
