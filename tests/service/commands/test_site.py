"""`kindly site`."""

import io

import pytest
from rich.console import Console

from service.commands import site

from .conftest import Run, one_line

DAILY = ("site", "add", "daily", "--name", "The Daily", "--origin", "https://daily.example")


def test_add(run: Run) -> None:
    result = run(*DAILY, "--origin", "http://WWW.daily.example:80/")
    assert (result.exit_code, result.stdout) == (
        0,
        "Added daily: The Daily, https://daily.example, http://www.daily.example\n",
    )


def test_list_away_from_a_terminal(run: Run) -> None:
    run(*DAILY, "--timezone", "Europe/Kyiv", "--consent", "notice", "--currency", "UAH", "--cpm", "40")
    assert run("site", "list").stdout == (
        "daily\tThe Daily\thttps://daily.example\tEurope/Kyiv\tnotice\t40.00 UAH\n"
    )


def test_list_of_none(run: Run) -> None:
    assert run("site", "list").stdout == ""


@pytest.mark.parametrize(
    ("added", "parts"),
    [
        ((), ["no site yet"]),
        ((DAILY,), ["Time zone", "daily", "The Daily", "https://daily.example", "2.00 EUR"]),
    ],
)
def test_list_in_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, added: tuple[tuple[str, ...], ...], parts: list[str]
) -> None:
    for words in added:
        run(*words)
    screen = io.StringIO()
    monkeypatch.setattr(site, "Console", lambda: Console(file=screen, force_terminal=True, width=120))
    shown = run("site", "list").stdout + screen.getvalue()
    assert [part for part in parts if part not in shown] == []


def test_every_option_is_a_variable(run: Run) -> None:
    env = {
        "KINDLY_SITE_NAME": "The Daily",
        "KINDLY_SITE_ORIGIN": "https://a.example https://b.example",
        "KINDLY_SITE_TIMEZONE": "Europe/Kyiv",
        "KINDLY_SITE_CONSENT": "off",
        "KINDLY_SITE_CURRENCY": "USD",
        "KINDLY_SITE_CPM": "1.5",
    }
    assert run("site", "add", "daily", env=env).exit_code == 0
    assert run("site", "list").stdout == (
        "daily\tThe Daily\thttps://a.example https://b.example\tEurope/Kyiv\toff\t1.50 USD\n"
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--name", ""),
        ("--origin", "daily.example"),
        ("--timezone", "Mars/Olympus"),
        ("--consent", "maybe"),
        ("--currency", "euro"),
        ("--cpm", "-1"),
        ("--cpm", "nan"),
    ],
)
def test_refused_by_name(run: Run, option: str, value: str) -> None:
    assert option in one_line(run(*DAILY, option, value))


@pytest.mark.parametrize("key", ["Daily", "da ily", "../daily", "д"])
def test_refused_key(run: Run, key: str) -> None:
    assert "KEY is" in one_line(run("site", "add", key, *DAILY[3:]))
