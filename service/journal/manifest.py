"""The manifest, read beside a service that is running: a connection that neither writes nor checkpoints."""

import sqlite3
from contextlib import closing
from pathlib import Path

from service.config import ConfigError
from service.segment import Segment


def read_manifest(path: Path) -> list[Segment]:
    """Every segment that the journal lists; none where there is no journal yet. Raises ConfigError."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT path, site, day, views, bytes FROM segment ORDER BY path")
            return [Segment.from_row(row) for row in rows]
    except sqlite3.Error as error:
        raise ConfigError(f"the journal {path} cannot be read: {error}") from error
