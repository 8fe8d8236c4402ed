"""`kindly user`: the people who may sign in."""

import sys
from typing import Annotated

import typer

from service.accounts.passwords import Passwords, strong_password
from service.catalog.catalog import Catalog
from service.catalog.people import Person
from service.commands.catalog import DATA, Data, with_catalog

app = typer.Typer(help="Add people.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Add people."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="What they sign in with.")],
    role: Annotated[str, typer.Option(envvar="KINDLY_USER_ROLE", help="admin, editor or viewer.")],
    password: Annotated[
        str | None,
        typer.Option(
            envvar="KINDLY_USER_PASSWORD",
            help="At least 8 characters. Others on this machine can read it here: better leave it out and "
            "type it, or set the variable.",
        ),
    ] = None,
    data: Data = DATA,
) -> None:
    """Add a person. Without a password: ask for one in a terminal, else make one and print it alone."""
    made = None
    if password is None and _in_terminal():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    elif password is None:
        password = made = strong_password()

    async def work(catalog: Catalog) -> Person:
        return await catalog.add_person(email, await Passwords().hash(password), role)

    person = with_catalog(data, work)
    typer.echo(f"Added {person.email} as {person.role}.", err=True)
    if made:
        typer.echo(made)


def _in_terminal() -> bool:
    return sys.stdin.isatty()
