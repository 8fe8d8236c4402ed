"""What to mend first: the corrections that most readers still see."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from service.catalog.corrections import Correction


class Ranked(NamedTuple):
    """A correction with its article's views in the last 24 hours."""

    correction: Correction
    views: int

    @property
    def value(self) -> float:
        """Views in the last 24 hours x reports x severity: as many readers will come, at a guess, as came."""
        return value(self.views, self.correction.reports, self.correction.severity)


def value(views: int, reports: int, severity: float) -> float:
    """What mending is worth: views in the last 24 hours x reports x severity (1 to 3)."""
    return views * reports * severity


def ranked(corrections: Iterable[Correction], views: Mapping[str, int]) -> list[Ranked]:
    """The most valuable first; of equal ones the more reported and graver, then the one reported last.

    `views` are views in the last 24 hours by article; an article that is not there had none.
    """
    return sorted((Ranked(one, views.get(one.article, 0)) for one in corrections), key=_key, reverse=True)


def _key(one: Ranked) -> tuple[float, float, int, int]:
    correction = one.correction
    return one.value, correction.reports * correction.severity, correction.last_at, correction.id
