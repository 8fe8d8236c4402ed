"""Schedules: whether a rule asks at a moment of the site's clock."""

import datetime as dt
from typing import Literal

from service.catalog.rule import Schedule

Closed = Literal["not_yet", "over", "weekday", "hour"]


def fits(schedule: Schedule, local: dt.datetime) -> Closed | None:
    """Why the rule does not ask at this local time, or None when it does.

    `local` is the site's: made from a UTC moment by its time zone, so that a day of 23 or 25 hours needs no
    care here. The hour that a change of clocks repeats fits twice, the one it leaves out never.
    """
    day = local.date()
    if schedule.first is not None and day < schedule.first:
        return "not_yet"
    if schedule.last is not None and day > schedule.last:
        return "over"
    if schedule.weekdays and day.weekday() not in schedule.weekdays:
        return "weekday"
    return None if _in_hours(schedule, local.hour) else "hour"


def _in_hours(schedule: Schedule, hour: int) -> bool:
    begin, end = schedule.from_hour, schedule.to_hour
    if begin <= end:
        return begin <= hour < end
    return hour >= begin or hour < end


def never(schedule: Schedule) -> bool:
    """Whether no moment fits: reversed days, no hour, or none of its weekdays between first and last."""
    if not any(_in_hours(schedule, hour) for hour in range(24)):
        return True
    if schedule.first is None or schedule.last is None:
        return False
    days = (schedule.last - schedule.first).days + 1
    if days >= 7 or not schedule.weekdays:
        return days < 1
    weekdays = {(schedule.first.weekday() + n) % 7 for n in range(days)}
    return weekdays.isdisjoint(schedule.weekdays)
