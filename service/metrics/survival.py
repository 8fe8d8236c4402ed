"""How long ads stay allowed: the share of readers who have not blocked again, by days since they allowed."""

import math
from collections import defaultdict
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
    again: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (began, day), count in relapsed.items():
        again[day].append((began, count))
    left = {began: count for began, count in allowed.items() if began <= last}
    watched = at_risk = sum(left.values())
    share, spread, found = 1.0, 0.0, []
    for day in range(max(days) + 1):
        # Those of one day more are watched no longer. Counts run on: three years of days have 100,000 pairs.
        over = last - day + 1
        watched -= allowed[over] if over in left else 0
        at_risk -= left.pop(over, 0)
        gone = [(began, count) for began, count in again[day] if began in left]
        events = min(sum(count for _began, count in gone), at_risk)
        if events:
            share *= 1 - events / at_risk
            spread += events / (at_risk * (at_risk - events)) if events < at_risk else math.inf
        if day in days:
            found.append(_told(day, watched, at_risk, share, spread))
        for began, count in gone:
            known = min(count, left[began])
            left[began] -= known
            at_risk -= known
    return found


def _told(day: int, watched: int, at_risk: int, share: float, spread: float) -> Still:
    if not watched or not at_risk:
        return Still(day, watched, None, None, None)
    if share >= 1:
        return Still(day, watched, 1.0, 0.025 ** (1 / at_risk), 1.0)
    if share <= 0 or math.isinf(spread):
        return Still(day, watched, 0.0, 0.0, 1 - 0.025 ** (1 / at_risk))
    half = _Z * math.sqrt(spread) / abs(math.log(share))
    return Still(day, watched, share, share ** math.exp(half), share ** math.exp(-half))
