"""A real `kindly serve` in a process of its own, on a free loopback port."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from tests.load.client import Reply, send

SITE = "demo"
ORIGIN = "http://demo.test"
START_S = 60.0


class Failed(AssertionError):
    """The process did not do what was asked of it; the message has the end of its output."""


def kindly(*arguments: str) -> str:
    """Run a `kindly` command to its end; what it printed. Raises Failed when its status is not 0."""
    done = subprocess.run(
        [_command(), *arguments], capture_output=True, text=True, timeout=120, check=False, env=_clean({})
    )
    if done.returncode:
        raise Failed(f"kindly {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def add_site(data: Path, key: str = SITE, origin: str = ORIGIN) -> str:
    """Add a site with the command line; an API token for it."""
    kindly("site", "add", key, "--name", "Demo", "--origin", origin, "--data", str(data))
    return add_token(data, key)


def add_token(data: Path, site: str) -> str:
    return kindly("token", "add", "--site", site, "--data", str(data)).strip()


def _command() -> str:
    return str(Path(sys.executable).with_name("kindly"))


def _clean(more: Mapping[str, str]) -> dict[str, str]:
    """The environment without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINDLY_")}
    return {**kept, **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A server over a data folder. It keeps its port when it is started again, and only ends its own process.

    `command` runs another program in its place, with the port as its last argument.
    """

    def __init__(self, data: Path, *options: str, command: tuple[str, ...] = ()) -> None:
        self.data = data
        self.port = free_port()
        serve = (
            _command(),
            "serve",
            "--data",
            str(data),
            "--rate-limit",
            "0",
            "--request-limit",
            "0",
            *options,
            "--port",
        )
        self._arguments = [*(command or serve), str(self.port)]
        self._log = data / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def start(self, fault: str = "") -> None:
        """Start, and wait until it is ready; `fault` names the point at which it is to die."""
        self.launch(fault)
        self.wait_ready()

    def launch(self, fault: str = "") -> None:
        if self._process is not None and self.alive:
            raise Failed("it runs already")
        with self._log.open("ab") as log:
            environment = _clean({"KINDLY_FAULT": fault} if fault else {})
            self._process = subprocess.Popen(
                self._arguments,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
            )

    def wait_ready(self, seconds: float = START_S) -> None:
        until = time.monotonic() + seconds
        while not self.ready():
            if not self.alive or time.monotonic() > until:
                raise Failed(f"the server did not become ready: {self.log()}")
            time.sleep(0.02)

    def ready(self) -> bool:
        """Whether `/ready` says so; no answer is a no."""
        try:
            return send(self.port, "GET", "/ready", timeout=10).status == 200
        except (OSError, HTTPException):
            return False

    @property
    def pid(self) -> int:
        return self._running().pid

    @property
    def alive(self) -> bool:
        return self._running().poll() is None

    def kill(self) -> None:
        """Signal 9, as a power cut; nothing when it is over already."""
        process = self._running()
        if process.poll() is None:
            process.kill()
        process.wait(30)

    def terminate(self) -> None:
        """Ask it to stop (SIGTERM)."""
        self._running().terminate()

    def wait(self, seconds: float = 60.0) -> int:
        """Its exit status, below 0 the signal that ended it. Raises Failed when it goes on running."""
        try:
            return self._running().wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failed(f"still running after {seconds:g} s: {self.log()}") from None

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        self.terminate()
        return self.wait()

    def limit_files(self, most_bytes: int | None) -> None:
        """From now on no file of the process grows beyond this, as on a full disk; None ends it."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (hard if most_bytes is None else most_bytes, hard))

    def memory_mb(self) -> tuple[float, float]:
        """Resident memory now and at its highest, in MB of 10^6 bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines() if line.startswith("Vm"))
        now, most = (int(fields[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
        return now, most

    def log(self) -> str:
        """The end of what it printed."""
        return self._log.read_text(errors="replace")[-3000:]

    def query(self, token: str, **question: Any) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """`POST /api/v1/query`: (dimensions, metrics) of each row. Raises Failed on a refusal."""
        reply = self.ask(token, msgspec.json.encode(question))
        if reply.status != 200:
            raise Failed(f"the query was answered {reply.status}: {reply.body[:500]!r}")
        return [
            (tuple(row["dimensions"]), tuple(row["metrics"]))
            for row in msgspec.json.decode(reply.body)["rows"]
        ]

    def ask(self, token: str, question: bytes) -> Reply:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return send(self.port, "POST", "/api/v1/query", question, headers)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise Failed("it was never started")
        return self._process


#: The signals by which processes here end, as `Server.wait` tells them.
KILLED, TERMINATED = -signal.SIGKILL, -signal.SIGTERM
