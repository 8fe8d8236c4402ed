"""`kindly report`: a site's last weekly report, sent now or written into a file."""

import asyncio
import datetime as dt
import time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dashboards.report.letter import Letters, standing_alone
from service import mail
from service.app import rule_names, titles_of
from service.catalog.catalog import Catalog
from service.catalog.people import normal_email
from service.catalog.sites import Site, no_such_site
from service.commands.errors import clear_errors
from service.config import ConfigError, Settings, prepare_data_folder
from service.journal.manifest import read_manifest
from service.metrics.metrics import Metrics
from service.post import due_week
from service.warehouse import segments
from service.warehouse.embedded import EmbeddedWarehouse


@clear_errors
def report(
    site: Annotated[str, typer.Option(envvar="KINDLY_SITE", help="The key of the site it is about.")],
    to: Annotated[str, typer.Option(envvar="KINDLY_REPORT_TO", help="Send it to this address.")] = "",
    out: Annotated[
        Path | None, typer.Option(envvar="KINDLY_REPORT_OUT", help="Write it into this HTML file.")
    ] = None,
    language: Annotated[str, typer.Option(envvar="KINDLY_REPORT_LANGUAGE", help="en or uk.")] = "en",
    smtp_url: Annotated[
        str, typer.Option(envvar="KINDLY_SMTP_URL", help="smtp://user:password@host:587 or smtps://…")
    ] = "",
    mail_from: Annotated[str, typer.Option(envvar="KINDLY_MAIL_FROM", help="Whom it comes from.")] = "",
    public_url: Annotated[
        str, typer.Option(envvar="KINDLY_PUBLIC_URL", help="Where people reach the service, for its links.")
    ] = "",
    data: Annotated[Path, typer.Option(envvar="KINDLY_DATA", help="Where everything lives.")] = Path("data"),
) -> None:
    """Send the report of the last whole week, or write it into a file. The service may be running."""
    if not to and out is None:
        raise ConfigError("say where it goes: --to ADDRESS, --out FILE.html, or both")
    settings = Settings(smtp_url=smtp_url, mail_from=mail_from, public_url=public_url)
    settings.check()
    if to and not smtp_url:
        raise ConfigError("--to needs --smtp-url (KINDLY_SMTP_URL)")
    address = normal_email(to) if to else ""
    letter = asyncio.run(_compose(prepare_data_folder(data), site, language, public_url))
    if out is not None:
        _write(out, standing_alone(letter))
        typer.echo(f"Wrote {letter.subject!r} into {out}.")
    if address:
        _send(settings, letter, address, site)
        typer.echo(f"Sent {letter.subject!r} to {address}.")


def _write(out: Path, html: str) -> None:
    try:
        out.write_text(html, "utf-8")
    except OSError as error:
        raise ConfigError(f"{out} cannot be written: {error.strerror or error}") from error


def _send(settings: Settings, letter: mail.Letter, to: str, site: str) -> None:
    try:
        number = f"report.by-hand.{time.time_ns()}.{site}"
        mail.send(mail.read_server(settings.smtp_url), mail.message(letter, settings.mail_from, to, number))
    except mail.MailError as error:
        raise ConfigError(f"it was not sent: {error}") from error


async def _compose(data: Path, key: str, language: str, home: str) -> mail.Letter:
    catalog = await Catalog.open(data)
    try:
        site = await catalog.site(key)
        if site is None:
            raise no_such_site(key)
        return await _letter(data, catalog, site, language, home)
    finally:
        await catalog.close()


async def _letter(data: Path, catalog: Catalog, site: Site, language: str, home: str) -> mail.Letter:
    root = data / "segments"
    listed = [one for one in read_manifest(data / "journal.db") if one.site == site.key]
    lost = set(segments.missing(root, listed))
    zone = ZoneInfo(site.timezone)
    warehouse = EmbeddedWarehouse(root, [one for one in listed if one.path not in lost], lambda _: zone)
    try:
        metrics = Metrics(warehouse, lambda _: zone, money_of=lambda _: site.money)
        letters = Letters(metrics, titles_of(catalog), rule_names(catalog), home, time.time)
        monday: dt.date = due_week(site.timezone, round(time.time() * 1000)).week
        return (await letters.compose(site, monday, language))("")
    finally:
        warehouse.close()
