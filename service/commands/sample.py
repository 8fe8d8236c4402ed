"""`kindly sample`: believable history of any size."""

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from service.catalog.catalog import Catalog
from service.catalog.sites import no_such_site
from service.commands.errors import clear_errors
from service.config import prepare_data_folder
from service.lock import only_process
from service.sample.days import period
from service.sample.history import check, write_history
from service.sample.newsroom import find_articles
from service.segment import Segment


@clear_errors
def sample(
    site: Annotated[str, typer.Option(envvar="KINDLY_SITE", help="The key of the site to write it for.")],
    views: Annotated[int, typer.Option(envvar="KINDLY_VIEWS", help="How many views to write.")] = 100_000,
    days: Annotated[int, typer.Option(envvar="KINDLY_DAYS", help="Over how many days, 1 to 1100.")] = 30,
    seed: Annotated[int, typer.Option(envvar="KINDLY_SEED", help="The same seed gives the same views.")] = 1,
    today: Annotated[
        bool, typer.Option(envvar="KINDLY_TODAY", help="End at today's last full hour, not with yesterday.")
    ] = False,
    data: Annotated[Path, typer.Option(envvar="KINDLY_DATA", help="Where everything lives.")] = Path("data"),
) -> None:
    """Write made-up views into a site's history, beside what is there. The service must be stopped."""
    check(views, days)
    folder = prepare_data_folder(data)
    with only_process(folder), _bar() as bar:
        task = bar.add_task(f"Views of {site}", total=views)
        written = asyncio.run(
            _write(folder, site, views, days, seed, today, lambda done: bar.update(task, completed=done))
        )
    size = sum(segment.bytes for segment in written)
    typer.echo(
        f"Wrote {views:,} views of {site}, {written[0].day} to {written[-1].day}: "
        f"{size / 1e6:.1f} MB, {size / views:.1f} bytes a view."
    )


async def _write(
    data: Path, key: str, views: int, days: int, seed: int, today: bool, progress: Callable[[int], None]
) -> list[Segment]:
    catalog = await Catalog.open(data)
    try:
        site = await catalog.site(key)
        if site is None:
            raise no_such_site(key)
        now = dt.datetime.now(dt.UTC)
        articles = await find_articles(
            catalog, site, seed, period(now, ZoneInfo(site.timezone), days, today=today)
        )
    finally:
        await catalog.close()
    return await write_history(
        data, site, articles, views=views, days=days, seed=seed, now=now, today=today, progress=progress
    )


def _bar() -> Progress:
    """On stderr, and only in a terminal."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
