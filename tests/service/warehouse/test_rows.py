"""A view as a row at rest: every column, in its type, on the site's clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from service.events import BLOCKER_STATES
from service.warehouse.rows import blocked, local_time, row
from service.warehouse.schema import views
from service.warehouse.segments import COLUMN_TYPES
from tests.service.views import view

UTC = ZoneInfo("UTC")
KYIV = ZoneInfo("Europe/Kyiv")


def at(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp() * 1000)


def test_a_row_has_every_column_of_the_schema_and_no_other() -> None:
    assert list(row(view(), UTC)) == list(COLUMN_TYPES)


@pytest.mark.parametrize("blocker", BLOCKER_STATES)
def test_every_value_is_of_its_columns_type(blocker: str) -> None:
    kinds = {
        sa.Date: dt.date,
        sa.SmallInteger: int,
        sa.Integer: int,
        sa.BigInteger: int,
        sa.Text: str,
        sa.Boolean: bool,
    }
    values = row(view(blocker=blocker), UTC)
    wrong = {
        column.name
        for column in map(views.c.__getitem__, COLUMN_TYPES)
        if type(values[column.name]) is not kinds[type(column.type)]
        and not (column.name == "blocked" and values["blocked"] is None)
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("started", "zone", "day", "hour"),
    [
        ("2026-11-02T21:59:59+00:00", KYIV, dt.date(2026, 11, 2), 23),
        ("2026-11-02T22:00:00+00:00", KYIV, dt.date(2026, 11, 3), 0),
        ("2026-11-02T22:00:00+00:00", UTC, dt.date(2026, 11, 2), 22),
        # Clocks in Kyiv go forward at 01:00 UTC on 29 March, back at 01:00 UTC on 25 October.
        ("2026-03-29T00:59:00+00:00", KYIV, dt.date(2026, 3, 29), 2),
        ("2026-03-29T01:00:00+00:00", KYIV, dt.date(2026, 3, 29), 4),
        ("2026-03-28T21:59:00+00:00", KYIV, dt.date(2026, 3, 28), 23),
        ("2026-03-29T21:00:00+00:00", KYIV, dt.date(2026, 3, 30), 0),
        ("2026-10-25T00:30:00+00:00", KYIV, dt.date(2026, 10, 25), 3),
        ("2026-10-25T01:30:00+00:00", KYIV, dt.date(2026, 10, 25), 3),
        ("2026-01-01T00:00:00+00:00", ZoneInfo("Pacific/Kiritimati"), dt.date(2026, 1, 1), 14),
        ("2026-01-01T00:00:00+00:00", ZoneInfo("America/St_Johns"), dt.date(2025, 12, 31), 20),
    ],
)
def test_days_and_hours_are_the_sites(started: str, zone: ZoneInfo, day: dt.date, hour: int) -> None:
    values = row(view(started_at=at(started)), zone)
    assert (values["day"], values["hour"]) == (day, hour)
    assert local_time(at(started), zone).date() == day


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("none", False),
        ("requests", True),
        ("cosmetic", True),
        ("dns", True),
        ("tracking_protection", False),
        ("inconclusive", None),
        ("not_run", None),
    ],
)
def test_blocked_is_null_where_detection_concluded_nothing(state: str, expected: bool | None) -> None:
    assert blocked(state) is expected
    assert row(view(blocker=state), UTC)["blocked"] is expected


@pytest.mark.parametrize(
    ("authors", "joined"), [((), ""), (("A",), "A"), (("Оля Ї", "B. O'Hara"), "Оля Ї | B. O'Hara")]
)
def test_authors_are_joined(authors: tuple[str, ...], joined: str) -> None:
    assert row(view(authors=authors), UTC)["author"] == joined


def test_read_is_worked_out_when_the_view_comes_to_rest() -> None:
    assert row(view(words=714, finished=True, engaged_ms=60_000), UTC)["read"] is True
    assert row(view(words=714, finished=True, engaged_ms=59_000), UTC)["read"] is False


ARM = {"bucket": 7, "arm_rule": 2, "arm_variant": 1, "arm_day": 0, "arm_first": True}
NO_ARM = {"bucket": -1, "arm_rule": 0, "arm_variant": 0, "arm_day": 0, "arm_first": False}


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, NO_ARM),
        ({**ARM, "stages": 1}, NO_ARM),  # its trigger was not met: no arm was begun
        ({**ARM, "stages": 3}, ARM),
        ({**ARM, "arm_day": 5, "arm_first": False}, {**ARM, "arm_day": 5, "arm_first": False}),
        ({"bucket": 7}, NO_ARM),
    ],
)
def test_a_bucket_is_kept_with_its_arm_only(told: dict[str, int], kept: dict[str, int]) -> None:
    values = row(view(**told), UTC)
    assert {name: values[name] for name in NO_ARM} == kept


def test_what_became_of_an_appeal_is_kept() -> None:
    told = {
        "rule": 3,
        "variant": 2,
        "stages": 331,
        "shown_ms": 1_200,
        "acted_ms": 9_000,
        "recovered_rule": 3,
        "recovered_variant": 2,
        "allowed_days": 12,
        "relapsed": True,
    }
    values = row(view(**told), UTC)
    assert {name: values[name] for name in told} == told
