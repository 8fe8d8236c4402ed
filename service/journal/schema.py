"""The journal's tables, as numbered steps; `PRAGMA user_version` says how many have been taken."""

import sqlite3

STEPS = (
    """
    -- What was acknowledged since the last checkpoint: one row a commit, views as MessagePack.
    CREATE TABLE batch (id INTEGER PRIMARY KEY, crc INTEGER NOT NULL, views BLOB NOT NULL);
    -- Batches whose CRC is wrong are kept here for a person to look at.
    CREATE TABLE damaged_batch (id INTEGER PRIMARY KEY, crc INTEGER NOT NULL, views BLOB NOT NULL);
    -- Open views as of the checkpoint; batches after `covered` are merged over them at start.
    CREATE TABLE open_view (site TEXT NOT NULL, view TEXT NOT NULL, state BLOB NOT NULL,
                            PRIMARY KEY (site, view)) WITHOUT ROWID;
    CREATE TABLE checkpoint (covered INTEGER NOT NULL);
    INSERT INTO checkpoint VALUES (0);
    -- Fingerprints of closed views, until no beacon of theirs could be taken anyway.
    CREATE TABLE closed_view (fingerprint INTEGER PRIMARY KEY, expires_at INTEGER NOT NULL);
    CREATE INDEX closed_view_expires ON closed_view (expires_at);
    -- The manifest: a segment file that is not listed here does not count and is removed at start.
    CREATE TABLE segment (path TEXT PRIMARY KEY, site TEXT NOT NULL, day TEXT NOT NULL,
                          views INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE salt (day_key TEXT PRIMARY KEY, salt BLOB NOT NULL) WITHOUT ROWID;
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the journal to the newest schema; each step is one transaction."""
    (taken,) = connection.execute("PRAGMA user_version").fetchone()
    if taken > len(STEPS):
        raise RuntimeError(
            f"the journal has schema {taken}, this Kindly knows {len(STEPS)}: start the newer version"
        )
    for number, step in enumerate(STEPS[taken:], start=taken + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {number}; COMMIT;")
