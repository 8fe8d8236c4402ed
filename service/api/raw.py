"""The segments of days that can change no more, to list and to take home.

Younger segments are not told: their readers are pseudonyms, which somebody with the day's key could lead back
to an address. In those of settled days readers are numbers of their day.
"""

import asyncio
import datetime as dt
import os
import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from service.api.problems import problem, unreadable
from service.api.resource import json
from service.catalog.tokens import Token
from service.segment import Segment

MEDIA_TYPE = "application/vnd.apache.parquet"
_DAY_S = 86_400
#: One range: a first byte and perhaps a last, or the last bytes. Others are not heeded (RFC 9110, 14.2).
_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-([1-9]\d{0,14}))")

#: The settled segments of a site, as the manifest lists them.
Settled = Callable[[str], Awaitable[Iterable[Segment]]]


class Span(msgspec.Struct, frozen=True, rename={"from_": "from"}, forbid_unknown_fields=True):
    """Days of the site's time zone, both included; without one, there is no end on its side."""

    from_: dt.date = dt.date.min
    to: dt.date = dt.date.max


class SegmentWords(msgspec.Struct, frozen=True):
    """A segment: one Parquet file of one local day."""

    path: str
    day: dt.date
    views: int
    bytes: int


class Listing(msgspec.Struct, frozen=True):
    """Segments, the oldest day first."""

    segments: tuple[SegmentWords, ...]


class Raw:
    """Segments below the folder `root`."""

    def __init__(self, settled: Settled, root: Path) -> None:
        self._settled = settled
        self._root = root

    async def list(self, request: Request, token: Token) -> Response:
        """`GET /api/v1/segments?from=&to=`."""
        try:
            span = msgspec.convert(dict(request.query_params), Span, strict=False)
        except msgspec.ValidationError as error:
            return unreadable(error)
        found = sorted(await self._settled(token.site), key=lambda segment: (segment.day, segment.path))
        return json(
            Listing(
                tuple(
                    SegmentWords(one.path, one.day, one.views, one.bytes)
                    for one in found
                    if span.from_ <= one.day <= span.to
                )
            )
        )

    async def get(self, request: Request, token: Token) -> Response:
        """`GET /api/v1/segments/{path}`; the path is compared with the list, and never looked for on disk."""
        path = request.path_params["path"]
        known = {segment.path for segment in await self._settled(token.site)}
        file = self._root / path
        stat = await asyncio.to_thread(_stat, file) if path in known else None
        if stat is None:
            return problem("no-such-segment", "This site has no such segment.")
        if beyond := _heed_range(request, stat.st_size):
            return beyond
        headers = {"Cache-Control": f"private, immutable, max-age={_DAY_S}"}
        return FileResponse(
            file, headers=headers, media_type=MEDIA_TYPE, filename=file.name, stat_result=stat
        )


def _stat(file: Path) -> os.stat_result | None:
    """None where it has gone since it was listed."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _heed_range(request: Request, size: int) -> Response | None:
    """A problem for a range that begins after the end; one without sense is taken out of the request."""
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    first = int(asked[1] or 0) if asked else 0
    if asked is None or (asked[2] and int(asked[2]) < first):
        del MutableHeaders(scope=request.scope)["range"]
    elif first >= size:
        words = f"The segment has {size} bytes."
        return problem("no-such-range", words, headers={"Content-Range": f"bytes */{size}"})
    return None
