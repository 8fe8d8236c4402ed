"""What a webhook is told: JSON that names a correction, and no reader."""

import datetime as dt
from typing import Literal

import msgspec

from service.catalog.sites import Site
from service.corrections.letter import News, address

#: `correction.new` with the first report, `correction.reported` with the third and the tenth.
Event = Literal["correction.new", "correction.reported", "test"]


class _Site(msgspec.Struct):
    key: str
    name: str


class _Article(msgspec.Struct):
    path: str
    title: str


class _Severity(msgspec.Struct):
    value: float
    why: str


class _Correction(msgspec.Struct, kw_only=True):
    id: int
    state: str
    reports: int
    old: str
    suggested: str
    prefix: str
    suffix: str
    language: str
    severity: _Severity
    first_reported: dt.datetime
    last_reported: dt.datetime


class _Data(msgspec.Struct, omit_defaults=True):
    site: _Site
    inbox: str
    article: _Article | None = None
    correction: _Correction | None = None


class _Body(msgspec.Struct):
    type: Event
    timestamp: dt.datetime
    data: _Data


def body_of(site: Site, news: News, step: int, now: int, home: str) -> bytes:
    """The JSON of a correction that has as many reports as `step` says; `now` in UTC milliseconds."""
    one = news.correction
    correction = _Correction(
        id=one.id,
        state=one.state,
        reports=one.reports,
        old=one.exact,
        suggested=news.suggested,
        prefix=one.prefix,
        suffix=one.suffix,
        language=one.language,
        severity=_Severity(one.severity, one.severity_why),
        first_reported=_time(one.first_at),
        last_reported=_time(one.last_at),
    )
    inbox = address(home, site.key, one.id)
    data = _Data(_Site(site.key, site.name), inbox, _Article(one.article, news.title), correction)
    event: Event = "correction.new" if step == 1 else "correction.reported"
    return msgspec.json.encode(_Body(event, _time(now), data))


def trial_body(site: Site, now: int, home: str) -> bytes:
    """The JSON that only says that calls arrive."""
    data = _Data(_Site(site.key, site.name), address(home, site.key))
    return msgspec.json.encode(_Body("test", _time(now), data))


def _time(at_ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC)
