"""`kindly site`: the publications."""

from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from service.catalog.catalog import Catalog
from service.catalog.sites import CONSENT_MODES, Money, Site
from service.commands.catalog import DATA, Data, with_catalog

app = typer.Typer(help="Add and list sites.", no_args_is_help=True)

_HEADINGS = ("Key", "Name", "Origins", "Time zone", "Consent", "CPM")


@app.command()
def add(
    key: Annotated[str, typer.Argument(help="What the tag calls it: 1 to 64 of a-z 0-9 . _ -")],
    name: Annotated[str, typer.Option(envvar="KINDLY_SITE_NAME", help="What people call it.")],
    origin: Annotated[
        list[str],
        typer.Option(
            envvar="KINDLY_SITE_ORIGIN",
            help="Scheme and host of its pages, like https://www.example.org; may be repeated.",
        ),
    ],
    timezone: Annotated[
        str, typer.Option(envvar="KINDLY_SITE_TIMEZONE", help="Where its days end, like Europe/Kyiv.")
    ] = "UTC",
    consent: Annotated[
        str, typer.Option(envvar="KINDLY_SITE_CONSENT", help=f"One of {', '.join(CONSENT_MODES)}.")
    ] = "required",
    currency: Annotated[str, typer.Option(envvar="KINDLY_SITE_CURRENCY", help="ISO 4217, like EUR.")] = "EUR",
    cpm: Annotated[
        float, typer.Option(envvar="KINDLY_SITE_CPM", help="What 1,000 viewable impressions bring.")
    ] = 2.0,
    data: Data = DATA,
) -> None:
    """Add a site."""
    site = Site(
        key=key,
        name=name,
        origins=tuple(origin),
        timezone=timezone,
        consent=consent,
        money=Money(currency=currency, cpm=cpm),
    )
    kept = with_catalog(data, lambda catalog: catalog.add_site(site))
    typer.echo(f"Added {kept.key}: {kept.name}, {', '.join(kept.origins)}")


@app.command("list")
def list_sites(data: Data = DATA) -> None:
    """List the sites: a table in a terminal, else tab-separated lines without a heading."""
    rows = [_row(site) for site in with_catalog(data, Catalog.sites)]
    console = Console()
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    if not rows:
        typer.echo("There is no site yet; `kindly site add --help` says how to add one.")
        return
    table = Table(*_HEADINGS)
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)


def _row(site: Site) -> tuple[str, ...]:
    cpm = f"{site.money.cpm:.2f} {site.money.currency}"
    return site.key, site.name, " ".join(site.origins), site.timezone, site.consent, cpm
