"""A segment and its row in the manifest."""

import datetime as dt

from service.segment import Segment


def test_a_row_of_the_manifest_becomes_a_segment() -> None:
    row = ("site=demo/day=2026-11-02/ab.parquet", "demo", "2026-11-02", 12, 3_456)
    assert Segment.from_row(row) == Segment(row[0], "demo", dt.date(2026, 11, 2), 12, 3_456)
