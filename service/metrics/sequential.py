"""Intervals that stay right however often somebody looks: asymptotic confidence sequences.

An ordinary 95 % interval is right at one look that was planned. Whoever looks every day and stops at the
first that excludes 0 is wrong far more often. A confidence sequence is right at all looks at once. This one
is Robbins' normal mixture (1970, Annals of Mathematical Statistics 41, doi:10.1214/aoms/1177696786), known
from always-valid p-values (Johari, Koomen, Pekelis, Walsh 2022, Operations Research 70,
doi:10.1287/opre.2021.2135), in the form for estimates that are only asymptotically normal (Waudby-Smith,
Arbour, Sinha, Kennedy, Ramdas 2024, Annals of Statistics 52, doi:10.1214/24-AOS2408):

    estimate ± se x sqrt((1 + 1 / (n r)) x (log(1 + n r) + 2 log(1 / alpha)))

with the standard error at n readers, and r = (2 log(1 / alpha) + log(2 log(1 / alpha)) + 1) / best, which
makes it narrowest about n = best. n counts readers, although what they bring comes later and goes on: that
ties one look to the next more closely than readers of one visit each would, and the more closely looks are
tied, the less often any of them errs. The simulations in tests/service/metrics/test_peeking.py bear it out.
"""

import math

import msgspec

#: Readers at which the interval is narrowest; a tenth or a hundred times as many: a quarter wider.
BEST = 1_000.0
ALPHA = 0.05


class Estimate(msgspec.Struct, frozen=True):
    """A value and its standard error."""

    value: float
    error: float


class Interval(msgspec.Struct, frozen=True):
    """A value, and the ends of what it may be in truth."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> int:
        """1 where all of the interval is above 0, -1 where all of it is below, else 0."""
        return (self.low > 0) - (self.high < 0)

    def times(self, factor: float) -> "Interval":
        """The same in another unit; the factor is above 0."""
        return Interval(self.value * factor, self.low * factor, self.high * factor)


def effective(asked: float, held_out: float) -> float:
    """Readers of a comparison of two groups: as many as two equal halves of four times as many would tell."""
    return 1 / (1 / asked + 1 / held_out) if asked and held_out else 0.0


def width(readers: float, alpha: float = ALPHA, best: float = BEST) -> float:
    """Half the interval's width in standard errors, at so many (effective) readers; infinite at none.

    >>> round(width(1_000), 2), round(width(100), 2), round(width(100_000), 2)
    (3.03, 3.75, 3.57)
    """
    if readers <= 0:
        return math.inf
    doubt = 2 * math.log(1 / alpha)
    scaled = readers * (doubt + math.log(doubt) + 1) / best
    return math.sqrt((1 + 1 / scaled) * (math.log1p(scaled) + doubt))


def interval(estimate: Estimate, readers: float, alpha: float = ALPHA) -> Interval:
    """What the value may be, right at every look at once in 1 - alpha of all cases."""
    # An error of 0 says that nobody has differed yet, not that nobody will.
    half = width(readers, alpha) * estimate.error if estimate.error > 0 else math.inf
    return Interval(estimate.value, estimate.value - half, estimate.value + half)
