"""A segment of the warehouse as the manifest lists it."""

import datetime as dt

import msgspec


class Segment(msgspec.Struct, frozen=True, order=True):
    """One immutable file of closed views: `path` below the segments folder, one site, one local day."""

    path: str
    site: str
    day: dt.date
    views: int
    bytes: int

    @classmethod
    def from_row(cls, row: tuple[str, str, str, int, int]) -> "Segment":
        path, site, day, views, size = row
        return cls(path, site, dt.date.fromisoformat(day), views, size)
