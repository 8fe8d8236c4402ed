"""Errors a person can act on: one line on stderr and exit status 2, never a traceback."""

import functools
import sys
from collections.abc import Callable
from typing import NoReturn, ParamSpec

import typer

from service.catalog.errors import CatalogError
from service.config import ConfigError

P = ParamSpec("P")


def fail(sentence: str) -> NoReturn:
    """Say what is wrong and end with status 2."""
    print(f"kindly: {sentence}", file=sys.stderr)
    raise typer.Exit(2)


def clear_errors(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose ConfigError and CatalogError end it with their one line."""

    @functools.wraps(command)
    def clear(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (ConfigError, CatalogError) as error:
            fail(str(error))

    return clear
