"""Corrections as readers' reports make them, in a catalog or out of it."""

import itertools
from typing import Any

import msgspec

from service.catalog.catalog import Catalog
from service.catalog.corrections import Correction
from service.catalog.intake import NewCorrection, NewReport

_numbers = itertools.count(1)

CORRECTION = Correction(
    id=7,
    site="daily",
    article="/ferry",
    exact="in 1936",
    prefix="The bridge was built ",
    suffix=", and the ferry went",
    position=20,
    language="en",
    words=6,
    hash="0a1b2c3d",
    severity=3.0,
    severity_why="a number",
    state="new",
    assignee=None,
    reports=1,
    first_at=1_793_500_000_000,
    last_at=1_793_500_060_000,
    state_at=1_793_500_000_000,
    fixed_by="",
    gone=(),
    checked_at=0,
)


def made(**changes: Any) -> Correction:
    return msgspec.structs.replace(CORRECTION, **changes)


async def report(
    catalog: Catalog, at: int, *, site: str = "daily", exact: str = "in 1936", **fields: Any
) -> Correction:
    """A report that begins a correction."""
    place: dict[str, Any] = {
        "exact": exact,
        "prefix": "The bridge was built ",
        "suffix": ", and",
        "position": 20,
    }
    new = NewCorrection(site=site, article="/ferry", language="en", words=6, hash="0a1b2c3d", **place)
    number, _ = await catalog.take_report(new, _report(at, exact, fields))
    return await _kept(catalog, site, number)


async def again(
    catalog: Catalog, correction: Correction, at: int, times: int = 1, **fields: Any
) -> Correction:
    """As many reports of other readers, which join it."""
    for _ in range(times):
        correction = await _kept(catalog, correction.site, correction.id)
        await catalog.take_report(correction, _report(at, correction.exact, fields))
    return await _kept(catalog, correction.site, correction.id)


def _report(at: int, exact: str, fields: dict[str, Any]) -> NewReport:
    number = next(_numbers)
    told: dict[str, Any] = {
        "suggestion": "in 1963",
        "severity": 3.0,
        "severity_why": "a number",
        "reader": f"r{number}",
    }
    return NewReport(note=f"note-{number:017}", at=at, exact=exact, **(told | fields))


async def _kept(catalog: Catalog, site: str, number: int) -> Correction:
    kept = await catalog.correction(site, number)
    assert kept is not None
    return kept
