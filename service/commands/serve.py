"""`kindly serve`: the service."""

import asyncio
import contextlib
import gc
import io
import logging
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, TextIO, cast

import structlog
import typer
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from service.app import create
from service.catalog.catalog import Catalog
from service.collect.countries import Countries
from service.commands.errors import clear_errors
from service.config import Settings, prepare_data_folder
from service.journal.store import check_file
from service.lock import only_process

_DEFAULT = Settings()
#: What uvicorn's own command answers when it cannot listen.
_NOT_STARTED = 3


def _option(name: str, help_text: str) -> typer.models.OptionInfo:
    variable = "KINDLY_" + name.removeprefix("--").replace("-", "_").upper()
    found: typer.models.OptionInfo = typer.Option(name, envvar=variable, help=help_text)
    return found


@clear_errors
def serve(
    data: Annotated[Path, _option("--data", "Where everything lives.")] = _DEFAULT.data,
    host: Annotated[str, _option("--host", "Address to listen on.")] = _DEFAULT.host,
    port: Annotated[int, _option("--port", "Port to listen on.")] = _DEFAULT.port,
    rate_limit: Annotated[
        float, _option("--rate-limit", "Beacons a second and address; 0 turns the limit off.")
    ] = _DEFAULT.rate_limit,
    request_limit: Annotated[
        int,
        _option("--request-limit", "Requests of the API in ten minutes and token; 0 turns the limit off."),
    ] = _DEFAULT.request_limit,
    report_limit: Annotated[
        int,
        _option(
            "--report-limit", "Readers' reports of mistakes a minute and address; 0 turns the limit off."
        ),
    ] = _DEFAULT.report_limit,
    queue_limit: Annotated[
        int,
        _option("--queue-limit", "Beacons that may wait for a commit before senders are told to come again."),
    ] = _DEFAULT.queue_limit,
    view_idle: Annotated[
        float, _option("--view-idle", "A view closes after so many seconds without a beacon.")
    ] = _DEFAULT.view_idle_s,
    checkpoint: Annotated[
        float, _option("--checkpoint", "Seconds between checkpoints of the journal.")
    ] = _DEFAULT.checkpoint_s,
    ship: Annotated[
        float, _option("--ship", "Seconds between moving closed views into segments.")
    ] = _DEFAULT.ship_s,
    live: Annotated[
        float, _option("--live", "How old, in seconds, open views may be when somebody asks.")
    ] = _DEFAULT.live_s,
    merge: Annotated[float, _option("--merge", "Seconds between merging small segments.")] = _DEFAULT.merge_s,
    query_memory: Annotated[
        int, _option("--query-memory", "Memory for queries, MB; more is spilled to disk.")
    ] = _DEFAULT.query_memory_mb,
    query_threads: Annotated[
        int, _option("--query-threads", "Cores that a query may use.")
    ] = _DEFAULT.query_threads,
    trusted_proxies: Annotated[
        str,
        _option(
            "--trusted-proxies", "Addresses or networks whose X-Forwarded-For is believed, comma-separated."
        ),
    ] = _DEFAULT.trusted_proxies,
    country_file: Annotated[
        Path | None, _option("--country-file", "MaxMind-format file that tells an address's country.")
    ] = None,
    metrics_token: Annotated[
        str, _option("--metrics-token", "Bearer token that opens /metrics; without one it is shut.")
    ] = "",
    secure_cookies: Annotated[
        bool, _option("--secure-cookies", "Send the sign-in cookie by HTTPS only.")
    ] = _DEFAULT.secure_cookies,
    log_format: Annotated[str, _option("--log-format", "console or json.")] = _DEFAULT.log_format,
    smtp_url: Annotated[
        str,
        _option("--smtp-url", "Mail server for weekly reports: smtp://user:password@host:587 or smtps://…"),
    ] = "",
    mail_from: Annotated[str, _option("--mail-from", "Whom the reports come from.")] = "",
    public_url: Annotated[
        str, _option("--public-url", "Where people reach this service, for links: https://k.example.org")
    ] = "",
) -> None:
    """Run the service."""
    run(
        Settings(
            data=data,
            host=host,
            port=port,
            rate_limit=rate_limit,
            request_limit=request_limit,
            report_limit=report_limit,
            queue_limit=queue_limit,
            view_idle_s=view_idle,
            checkpoint_s=checkpoint,
            ship_s=ship,
            live_s=live,
            merge_s=merge,
            query_memory_mb=query_memory,
            query_threads=query_threads,
            trusted_proxies=trusted_proxies,
            country_file=country_file,
            metrics_token=metrics_token,
            secure_cookies=secure_cookies,
            log_format=log_format,
            smtp_url=smtp_url,
            mail_from=mail_from,
            public_url=public_url,
        )
    )


def run(settings: Settings, further: Sequence[BaseRoute] = ()) -> None:
    """Check settings and data, and serve until told to stop. Raises ConfigError or CatalogError."""
    settings.check()
    prepare_data_folder(settings.data)
    Countries(settings.country_file).close()
    _log_as(settings.log_format)
    with only_process(settings.data), _short_pauses():
        asyncio.run(_check_files(settings.data))
        _run(create(settings, further), settings)


def _run(app: Starlette, settings: Settings) -> None:
    server = _Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            loop="uvloop",
            http="httptools",
            proxy_headers=True,
            forwarded_allow_ips=settings.trusted_proxies,
            access_log=False,
            log_level="warning",
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=10,
            backlog=2048,
        )
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(_NOT_STARTED)


class _Server(uvicorn.Server):
    """Ends the streams first: uvicorn waits for every answer that is being given, and theirs have no end."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        cast("Starlette", self.config.app).state.leave()
        await super().shutdown(sockets)


async def _check_files(data: Path) -> None:
    """Open what is there once, in about 10 ms: what goes wrong inside the server is told by a traceback."""
    await (await Catalog.open(data)).close()
    check_file(data / "journal.db")


class _Log(io.TextIOBase):
    """Standard output. A line that a full disk or a closed pipe refuses must not end the work it tells of."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            sys.stdout.write(text)
            sys.stdout.flush()
        return len(text)


def _log_as(form: str) -> None:
    renderer = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Log())),
    )


@contextlib.contextmanager
def _short_pauses() -> Iterator[None]:
    """Keep the interpreter's own pauses short: at full speed p99 of a beacon fell from 86 to 23 ms.

    Modules are never garbage, so the collector need not look at them (80 ms each time); and a commit's
    thread waits 0.5 ms, not 5, for its turn while beacons keep the event loop busy.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        gc.unfreeze()  # what is never looked at is never freed either, and DuckDB complains of it at the end
