"""What the readers of an arm did, and by how much two arms differ.

The unit is the bucket, for buckets were randomised: readers of one bucket share their arm. What a reader
brings is a ratio, total by readers, and both are random; its error comes from the spread over the buckets
(delta method; Deng, Knoblich and Lu 2018, doi:10.1145/3219819.3219919).

Revenue is skewed: in an arm in which hardly anybody allows ads its own spread says too little, least of all
when nobody has yet. So two buckets more are taken to have brought something, as much as such a bucket of both
arms does (Agresti and Coull 1998 add two cases of each kind to a share, doi:10.1080/00031305.1998.10480550).
"""

import math
from collections.abc import Mapping, Sequence

import msgspec

from service.metrics.sequential import Estimate

#: What is added up: readers, revenue, page views, engaged seconds.
READERS, REVENUE, VIEWS, ENGAGED = range(4)
_SIZE = 4
#: So many buckets are taken to have brought something beyond those that did.
FURTHER_BUCKETS = 2


class Arm:
    """Totals and their products, over the buckets of an arm. May grow: each amount is added to its bucket."""

    def __init__(self) -> None:
        self.totals = [0.0] * _SIZE
        self.products = [[0.0] * _SIZE for _ in range(_SIZE)]
        #: Buckets in which a measure is not 0.
        self.telling = [0] * _SIZE
        self._buckets: dict[int, list[float]] = {}

    @property
    def buckets(self) -> int:
        """How many buckets have readers or did anything."""
        return len(self._buckets)

    def add(self, bucket: int, amounts: Sequence[float]) -> None:
        """Add readers, revenue, page views and engaged seconds to a bucket."""
        before = self._buckets.get(bucket, [0.0] * _SIZE)
        after = [old + new for old, new in zip(before, amounts, strict=True)]
        self._buckets[bucket] = after
        for i in range(_SIZE):
            if not amounts[i]:
                continue
            self.totals[i] += amounts[i]
            self.telling[i] += bool(after[i]) - bool(before[i])
        for i in range(_SIZE):
            for j in range(i, _SIZE):
                change = after[i] * after[j] - before[i] * before[j]
                if change:
                    self.products[i][j] += change
                    self.products[j][i] = self.products[i][j]

    def per_reader(self, measure: int) -> float:
        """Total by readers; 0 without readers."""
        return self.totals[measure] / self.totals[READERS] if self.totals[READERS] else 0.0

    def together(self, other: "Arm") -> "Arm":
        """Both arms as one. They share no bucket."""
        both = Arm()
        for arm in (self, other):
            for bucket, amounts in arm._buckets.items():
                both.add(bucket, amounts)
        return both


class Comparison:
    """An arm that was asked against the one held out. Differences are per reader, asked less held out."""

    def __init__(self, asked: Arm, held_out: Arm) -> None:
        self.asked = asked
        self.held_out = held_out
        self._pooled = [
            [a + b for a, b in zip(*rows, strict=True)]
            for rows in zip(asked.products, held_out.products, strict=True)
        ]
        self._totals = [a + b for a, b in zip(asked.totals, held_out.totals, strict=True)]
        self._telling = [a + b for a, b in zip(asked.telling, held_out.telling, strict=True)]

    def difference(self, measure: int) -> Estimate:
        """How much more (or less) those asked brought, or read, per reader."""
        value = self.asked.per_reader(measure) - self.held_out.per_reader(measure)
        return self._estimate(value, {measure: 1.0}, {measure: -1.0})

    def change(self, measure: int) -> Estimate | None:
        """The same as a share of what those held out did; None where they did nothing."""
        base = self.held_out.per_reader(measure)
        if base <= 0:
            return None
        share = self.asked.per_reader(measure) / base
        return self._estimate(share - 1, {measure: 1 / base}, {measure: -share / base})

    def cost(self) -> Estimate:
        """Revenue of the page views that those asked opened less (then below 0) or more, per reader.

        A lost view is worth what a view of those held out brings. With `recovered` it adds up to the
        difference in revenue exactly (Kitagawa 1955, doi:10.1080/01621459.1955.10501299).
        """
        revenue, views = self.held_out.per_reader(REVENUE), self.held_out.per_reader(VIEWS)
        if not views:
            return Estimate(0.0, 0.0)
        share = self.asked.per_reader(VIEWS) / views
        return self._estimate(
            revenue * (share - 1),
            {VIEWS: revenue / views},
            {REVENUE: share - 1, VIEWS: -revenue * share / views},
        )

    def recovered(self) -> Estimate:
        """What the views of those asked brought more than as many views of those held out, per reader."""
        revenue, views = self.held_out.per_reader(REVENUE), self.held_out.per_reader(VIEWS)
        if not views:
            return self.difference(REVENUE)
        share = self.asked.per_reader(VIEWS) / views
        return self._estimate(
            self.asked.per_reader(REVENUE) - revenue * share,
            {REVENUE: 1.0, VIEWS: -revenue / views},
            {REVENUE: -share, VIEWS: revenue * share / views},
        )

    def _estimate(self, value: float, asked: Mapping[int, float], held_out: Mapping[int, float]) -> Estimate:
        """A value with its error, from its slopes by each measure per reader in either arm."""
        return Estimate(
            value, math.sqrt(self._variance(self.asked, asked) + self._variance(self.held_out, held_out))
        )

    def _variance(self, arm: Arm, slopes: Mapping[int, float]) -> float:
        readers, buckets = arm.totals[READERS], arm.buckets
        if readers <= 0 or buckets < 2:
            return math.inf
        own = _squares(arm.products, arm.totals, slopes)
        telling = max(min(self._telling[measure] for measure in slopes), 1)
        further = FURTHER_BUCKETS * _squares(self._pooled, self._totals, slopes) / telling
        return (own + further) * buckets / (buckets - 1) / readers**2


def _squares(
    products: Sequence[Sequence[float]], totals: Sequence[float], slopes: Mapping[int, float]
) -> float:
    """Sum over the buckets of the squares of: slopes x (measures - ratios x readers)."""
    weights = [slopes.get(measure, 0.0) for measure in range(_SIZE)]
    weights[READERS] = -sum(slope * totals[measure] / totals[READERS] for measure, slope in slopes.items())
    square = sum(
        weights[i] * weights[j] * products[i][j] for i in range(_SIZE) for j in range(_SIZE) if weights[i]
    )
    return max(square, 0.0)


class Ledger(msgspec.Struct, frozen=True):
    """Per reader: net is recovered plus cost."""

    recovered: Estimate
    cost: Estimate
    net: Estimate


def ledger(comparison: Comparison) -> Ledger:
    """Revenue per reader asked less that per reader held out, and what of it was won and lost."""
    return Ledger(comparison.recovered(), comparison.cost(), comparison.difference(REVENUE))
