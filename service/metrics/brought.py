"""What all rules of a site brought together, as far as a comparison with those held out can tell it."""

import math
from collections.abc import Iterable, Sequence

import msgspec

from service.metrics.results import THOUSAND, Effect, Results
from service.metrics.sequential import Estimate, Interval, effective, interval, width
from service.metrics.verdict import FEWEST_READERS


class Brought(msgspec.Struct, frozen=True):
    """In units of the currency, not per reader: each a 95 % interval, None where nothing can be compared.

    `rules` had readers; `compared` of them also have enough readers who were held out.
    """

    rules: int
    compared: int
    recovered: Interval | None
    net: Interval | None


def brought(found: Sequence[Results]) -> Brought:
    """The results of several rules as one.

    A reader has one arm, so rules share no reader: their estimates add up, and so do the squares of their
    errors (Cochran 1977, Sampling Techniques, section 5.4). The interval is that of `sequential`, at the
    readers of all of them. Rules that hold out nobody, or fewer than 100 readers, are left out: of what they
    brought nothing is known.
    """
    asked = [one for one in found if _sizes(one)[0]]
    known = [one for one in asked if min(_sizes(one)) >= FEWEST_READERS and _sure(one.overall)]
    return Brought(
        len(asked),
        len(known),
        _together((one.overall.recovered, *_sizes(one)) for one in known),
        _together((one.overall.net, *_sizes(one)) for one in known),
    )


def _sizes(one: Results) -> tuple[int, int]:
    """Readers asked, and readers held out (the first group)."""
    held_out, *asked = one.groups
    return sum(group.asked for group in asked), held_out.asked


def _sure(effect: Effect) -> bool:
    return math.isfinite(effect.net.low) and math.isfinite(effect.recovered.low)


def _together(parts: Iterable[tuple[Interval, int, int]]) -> Interval | None:
    """Intervals per 1,000 readers asked, with the readers asked and held out of each, as one of totals."""
    value, square, readers = 0.0, 0.0, 0.0
    for one, asked, held_out in parts:
        of_one = effective(asked, held_out)
        value += one.value * asked / THOUSAND
        square += ((one.high - one.value) / width(of_one) * asked / THOUSAND) ** 2
        readers += of_one
    return interval(Estimate(value, math.sqrt(square)), readers) if readers else None
