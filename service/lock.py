"""One process at a time owns a data folder's journal."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from service.config import ConfigError


@contextlib.contextmanager
def only_process(data: Path) -> Iterator[None]:
    """Hold the folder's lock; ConfigError when another Kindly has it.

    The kernel lets go of it when the process ends, however it ends.
    """
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigError(f"another Kindly is running on {data}: stop it first") from error
        yield
