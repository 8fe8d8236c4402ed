"""The views that are closed: a beacon of theirs is a replay, or comes from a laptop that slept."""

from collections.abc import Iterable

_BUCKET_MS = 3_600_000


class ClosedViews:
    """Fingerprints of closed views, in one set for each hour in which they expire.

    An hour's set is dropped whole, so forgetting costs nothing. 333,000 views a day take 25 MB.
    """

    def __init__(self, known: Iterable[tuple[int, int]] = ()) -> None:
        self._hours: dict[int, set[int]] = {}
        for number, expires_at in known:
            self.add(number, expires_at)

    def add(self, number: int, expires_at: int) -> None:
        self._hours.setdefault(expires_at // _BUCKET_MS, set()).add(number)

    def __contains__(self, number: int) -> bool:
        return any(number in numbers for numbers in self._hours.values())

    def __len__(self) -> int:
        return sum(map(len, self._hours.values()))

    def forget(self, now_ms: int) -> None:
        """Drop every hour that is over: beacons of those views are refused for their age."""
        for hour in [hour for hour in self._hours if (hour + 1) * _BUCKET_MS <= now_ms]:
            del self._hours[hour]
