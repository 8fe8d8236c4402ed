"""How long ads stay allowed: the share of readers who have not blocked again, by days since they allowed."""

import math
from collections.abc import Collection, Mapping

import msgspec

#: The days told in words, and those of the curve.
DAYS = (1, 7, 30, 90)
CURVE = range(DAYS[-1] + 1)
_Z = 1.959964


class Still(msgspec.Struct, frozen=True):
    """So many days after allowing ads: the share that still does, with a 95 % interval.

    `readers` allowed ads at least so many days ago; without any the share is None.
    """

    day: int
    readers: int
    share: float | None
    low: float | None
    high: float | None


def still_allowing(
    allowed: Mapping[int, int],
    relapsed: Mapping[tuple[int, int], int],
    last: int,
    days: Collection[int] = DAYS,
) -> list[Still]:
    """Kaplan and Meier's estimate (1958, doi:10.1080/01621459.1958.10501452), one for each of `days`.

    `allowed`: how many allowed ads on each day (a number that rises by 1 a day); `relapsed`: of those, how
    many blocked again, by that day and the days since; `last` is the last day observed. Readers are watched
    from their day to `last`, and are taken to allow ads until they are seen blocking again: whoever never
    comes back counts as still allowing. Intervals are Greenwood's, on the scale of log(-log) so that they
    stay between 0 and 1 (Kalbfleisch and Prentice 1980); without a relapse, Clopper and Pearson's.
    """
    share, spread, found = 1.0, 0.0, []
    for day in range(max(days) + 1):
        at_risk = sum(_left(allowed, relapsed, began, day) for began in allowed if began + day <= last)
        events = sum(relapsed.get((began, day), 0) for began in allowed if began + day <= last)
        events = min(events, at_risk)
        if events:
            share *= 1 - events / at_risk
            spread += events / (at_risk * (at_risk - events)) if events < at_risk else math.inf
        if day in days:
            watched = sum(count for began, count in allowed.items() if began + day <= last)
            found.append(_told(day, watched, at_risk, share, spread))
    return found


def _left(allowed: Mapping[int, int], relapsed: Mapping[tuple[int, int], int], began: int, day: int) -> int:
    """Of those who allowed ads on a day, how many had not blocked again before `day` days were over."""
    return max(allowed[began] - sum(relapsed.get((began, earlier), 0) for earlier in range(day)), 0)


def _told(day: int, watched: int, at_risk: int, share: float, spread: float) -> Still:
    if not watched or not at_risk:
        return Still(day, watched, None, None, None)
    if share >= 1:
        return Still(day, watched, 1.0, 0.025 ** (1 / at_risk), 1.0)
    if share <= 0 or math.isinf(spread):
        return Still(day, watched, 0.0, 0.0, 1 - 0.025 ** (1 / at_risk))
    half = _Z * math.sqrt(spread) / abs(math.log(share))
    return Still(day, watched, share, share ** math.exp(half), share ** math.exp(-half))
