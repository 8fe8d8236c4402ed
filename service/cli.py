"""The `kindly` command."""

import typer

from service.commands import site, token, user
from service.commands.demo import demo
from service.commands.report import report
from service.commands.sample import sample
from service.commands.serve import serve

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="What ad blocking costs a publisher, and whether asking kindly helps.",
)
app.command()(serve)
app.command()(demo)
app.command()(sample)
app.command()(report)
app.add_typer(site.app, name="site", help="Sites.")
app.add_typer(user.app, name="user", help="People who sign in.")
app.add_typer(token.app, name="token", help="Tokens for programs.")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
