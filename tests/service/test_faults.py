"""Points at which a test kills the process."""

import signal
import subprocess
import sys

import pytest

_PROGRAM = "from service import faults\nfor n in range(4):\n print(n, flush=True)\n faults.point('here')"


def run(fault: str | None) -> tuple[int, list[str]]:
    environment = {} if fault is None else {"KINDLY_FAULT": fault}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.split()


@pytest.mark.parametrize(
    ("fault", "passed"),
    [(None, 4), ("", 4), ("elsewhere", 4), ("here", 1), ("here:1", 1), ("here:3", 3), ("here:9", 4)],
)
def test_the_process_dies_at_the_named_point_and_time(fault: str | None, passed: int) -> None:
    status, printed = run(fault)
    assert len(printed) == passed
    assert status == (0 if passed == 4 and fault != "here:4" else -signal.SIGKILL)
