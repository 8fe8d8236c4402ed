"""Settings: read once, typed, checked together at start."""

import ipaddress
import math
import os
import re
import tempfile
from pathlib import Path

import msgspec

from service import mail
from service.events import DAY_MS, MAX_VIEW_AGE_MS, VIEW_IDLE_MS

_PUBLIC = re.compile(r"https?://[^\s/?#@]+/?")


class ConfigError(Exception):
    """A setting is wrong. The message is one line that says which, and what would be right."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an operator can set. Each is an option of the command and an environment variable.

    Units are in the names or here: `rate_limit` is beacons a second and address, `request_limit` requests of
    the API in ten minutes and token, `report_limit` readers' reports a minute and address (0: no limit);
    sizes in MB are 10^6 bytes.
    """

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    rate_limit: float = 20.0
    request_limit: int = 600
    report_limit: int = 6
    queue_limit: int = 20_000
    view_idle_s: float = VIEW_IDLE_MS / 1000
    checkpoint_s: float = 5.0
    ship_s: float = 15.0
    live_s: float = 1.0
    merge_s: float = 300.0
    query_memory_mb: int = 160
    query_threads: int = 2
    trusted_proxies: str = "127.0.0.1"
    country_file: Path | None = None
    metrics_token: str = ""
    secure_cookies: bool = False
    log_format: str = "console"
    smtp_url: str = ""
    mail_from: str = ""
    public_url: str = ""

    def check(self) -> None:
        """Raise ConfigError, naming every wrong setting at once."""
        wrong = [problem for problem in _problems(self) if problem]
        if wrong:
            raise ConfigError("; ".join(wrong))


def _problems(s: Settings) -> list[str]:
    def need(ok: bool, text: str) -> str:
        return "" if ok else text

    return [
        need(0 < s.port < 65_536, f"--port is {s.port}; it must be between 1 and 65535"),
        need(
            0 <= s.rate_limit < math.inf, f"--rate-limit is {s.rate_limit:g}; it must be 0 (no limit) or more"
        ),
        need(
            s.request_limit >= 0,
            f"--request-limit is {s.request_limit}; it must be 0 (no limit) or more",
        ),
        need(
            0 <= s.report_limit <= 1_000_000,
            f"--report-limit is {s.report_limit}; it must be 0 (no limit) to 1000000",
        ),
        need(s.queue_limit >= 1, f"--queue-limit is {s.queue_limit}; it must be at least 1"),
        need(
            0 < s.view_idle_s <= MAX_VIEW_AGE_MS / 1000,
            f"--view-idle is {s.view_idle_s:g}; it must be between 0 and {MAX_VIEW_AGE_MS // 1000} seconds",
        ),
        *(
            need(
                0 < value <= DAY_MS / 1000,
                f"--{name} is {value:g}; it must be more than 0 and at most {DAY_MS // 1000} seconds",
            )
            for name, value in [
                ("checkpoint", s.checkpoint_s),
                ("ship", s.ship_s),
                ("live", s.live_s),
                ("merge", s.merge_s),
            ]
        ),
        need(s.query_memory_mb >= 64, f"--query-memory is {s.query_memory_mb}; it must be at least 64 MB"),
        need(1 <= s.query_threads <= 64, f"--query-threads is {s.query_threads}; it must be 1 to 64"),
        need(
            s.log_format in {"console", "json"},
            f"--log-format is {s.log_format!r}; it must be console or json",
        ),
        need(
            s.country_file is None or s.country_file.is_file(),
            f"--country-file {s.country_file} is not a file",
        ),
        *_mail_problems(s),
        *(_proxy_problem(proxy.strip()) for proxy in s.trusted_proxies.split(",") if proxy.strip()),
    ]


def _mail_problems(s: Settings) -> list[str]:
    found = []
    if s.smtp_url:
        try:
            mail.read_server(s.smtp_url)
        except ValueError as error:
            # The setting itself is not told: it may hold a password.
            found.append(f"--smtp-url is wrong: {error}")
        needed = {"--mail-from": s.mail_from, "--public-url": s.public_url}
        missing = [name for name, value in needed.items() if not value]
        found += [f"--smtp-url needs {' and '.join(missing)} too"] if missing else []
    if s.mail_from and not mail.is_sender(s.mail_from):
        wanted = "it must be an address, or Name <name@example.org>, in ASCII before the @"
        found.append(f"--mail-from is {s.mail_from!r}; {wanted}")
    if s.public_url and not _PUBLIC.fullmatch(s.public_url):
        found.append(f"--public-url is {s.public_url!r}; it must look like https://k.example.org")
    return found


def _proxy_problem(proxy: str) -> str:
    try:
        ipaddress.ip_network(proxy, strict=False)
    except ValueError:
        return f"--trusted-proxies has {proxy!r}; each must be an address or a network such as 10.0.0.0/8"
    return ""


def prepare_data_folder(data: Path) -> Path:
    """Make the data folder if need be and prove it can be written; ConfigError says why it cannot."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"kindly")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        raise ConfigError(f"the data folder {data} cannot be written: {error.strerror or error}") from error
    return data.resolve()
