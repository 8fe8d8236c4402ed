"""Cases of `kindly sample`."""

import asyncio
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from service.catalog.catalog import Catalog
from service.catalog.sites import Article
from service.commands.sample import sample
from service.journal.store import Store
from service.lock import only_process
from tests.service.sample.conftest import SITE

app = typer.Typer()
app.command()(sample)
USUAL = {"--site": SITE.key, "--views": "1000", "--days": "2", "--seed": "1"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    async def prepare() -> None:
        catalog = await Catalog.open(tmp_path)
        await catalog.add_site(SITE)
        await catalog.close()

    asyncio.run(prepare())
    return tmp_path


def run(data: Path, **changed: str) -> tuple[int, str, str]:
    options = USUAL | {f"--{name}": value for name, value in changed.items()} | {"--data": str(data)}
    result = CliRunner().invoke(app, [word for option in options.items() for word in option])
    return result.exit_code, result.stdout, result.stderr


def articles(data: Path) -> list[Article]:
    async def ask() -> list[Article]:
        catalog = await Catalog.open(data)
        try:
            return await catalog.all_articles(SITE.key, 10_000)
        finally:
            await catalog.close()

    return asyncio.run(ask())


def listed_views(data: Path) -> int:
    store = Store(data / "journal.db")
    try:
        return sum(segment.views for segment in store.segments())
    finally:
        store.close()


def test_writes_and_says_what(data: Path) -> None:
    code, out, _ = run(data)
    assert code == 0
    days = r"20\d\d-\d\d-\d\d to 20\d\d-\d\d-\d\d"
    assert re.fullmatch(rf"Wrote 1,000 views of herald, {days}: [\d.]+ MB, [\d.]+ bytes a view\.\n", out)
    assert listed_views(data) == 1_000


def test_made_up_articles_are_in_the_catalog(data: Path) -> None:
    run(data)
    assert len(articles(data)) == 400


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (
            {"site": "nobody"},
            "there is no site with the key 'nobody'; `kindly site list` shows those there are",
        ),
        ({"views": "0"}, "--views is 0; it must be at least 1"),
        ({"views": "-1"}, "--views is -1; it must be at least 1"),
        ({"days": "0"}, "--days is 0; it must be 1 to 1100"),
        ({"days": "1101"}, "--days is 1101; it must be 1 to 1100"),
    ],
)
def test_bad_input(data: Path, changed: dict[str, str], problem: str) -> None:
    assert run(data, **changed) == (2, "", f"kindly: {problem}\n")


def test_not_while_the_service_runs(data: Path) -> None:
    with only_process(data):
        code, out, err = run(data)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "another Kindly is running" in err
    assert articles(data) == []


def test_every_option_is_a_variable(data: Path) -> None:
    variables = {"KINDLY_SITE": SITE.key, "KINDLY_VIEWS": "10", "KINDLY_DAYS": "1", "KINDLY_SEED": "3"}
    result = CliRunner().invoke(app, [], env=variables | {"KINDLY_DATA": str(data), "KINDLY_TODAY": "0"})
    assert (result.exit_code, listed_views(data)) == (0, 10)
