"""What the commands over the catalog share: the data folder's option, and errors as one line."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from service.accounts.passwords import PasswordError
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.config import ConfigError, prepare_data_folder

T = TypeVar("T")

Data = Annotated[Path, typer.Option(envvar="KINDLY_DATA", help="Where everything is kept.")]
DATA = Path("data")


def with_catalog(data: Path, work: Callable[[Catalog], Awaitable[T]]) -> T:
    """Do this with the catalog of a data folder, also while a server uses it.

    What the person who typed the command can put right ends it with one line on stderr and exit code 2.
    """

    async def run() -> T:
        catalog = await Catalog.open(prepare_data_folder(data))
        try:
            return await work(catalog)
        finally:
            await catalog.close()

    try:
        return asyncio.run(run())
    except (CatalogError, ConfigError, PasswordError) as error:
        typer.echo(f"kindly: {error}", err=True)
        raise typer.Exit(2) from None
