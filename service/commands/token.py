"""`kindly token`: keys with which programs read a site's numbers."""

from typing import Annotated

import typer

from service.accounts.keys import fingerprint, new_token
from service.catalog.tokens import SCOPES
from service.commands.catalog import DATA, Data, with_catalog

app = typer.Typer(help="Add API tokens.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Add API tokens."""


@app.command()
def add(
    site: Annotated[str, typer.Option(envvar="KINDLY_TOKEN_SITE", help="The key of the site it opens.")],
    name: Annotated[str, typer.Option(envvar="KINDLY_TOKEN_NAME", help="What it is for.")] = "",
    scope: Annotated[
        str,
        typer.Option(
            envvar="KINDLY_TOKEN_SCOPE",
            help=f"One of {', '.join(SCOPES)}: the metrics; the raw segments as well.",
        ),
    ] = "read",
    data: Data = DATA,
) -> None:
    """Add an API token and print it, alone. It is shown this once: only its hash is kept."""
    token = new_token()
    with_catalog(data, lambda catalog: catalog.add_token(site, name, fingerprint(token), scope))
    typer.echo(token)
