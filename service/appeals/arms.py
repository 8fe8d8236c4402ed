"""Arms: who is held out, and who gets which variant, by a bucket drawn once on each device.

The bucket is all that is random. The holdout is the same readers for all rules of a site; variants of
different rules are independent of each other.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from service.catalog.rule import Rule, Variant

BUCKETS = 1_000
#: In each block of so many buckets the variants have exactly their shares, so a holdout of 0, 10, 20 ... %
#: leaves the others exact too, and changing it gives nobody another variant.
_BLOCK = 100
HELD_OUT = 0


def bucket(view: str) -> int:
    """The bucket of a device, 0 to 999, from the 128 random bits that are its first view's id."""
    digest = hashlib.blake2b(view.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest) % BUCKETS


def variant(rule: Rule, bucket: int) -> int:
    """The id of the variant for this bucket; 0 for the holdout, the first `holdout` x 10 buckets.

    Also 0 when no variant has a weight. The same rule gives the same bucket the same variant for good, as
    long as its weights are the same.
    """
    return table(rule)[bucket]


def table(rule: Rule) -> tuple[int, ...]:
    """The variant of each of the 1,000 buckets, 0 for those held out. Takes about 0.3 ms when first asked."""
    held = rule.body.holdout * BUCKETS // 100
    weights = tuple((variant.id, variant.weight) for variant in _by_id(rule.body.variants))
    return (HELD_OUT,) * held + _dealt(rule.id, weights)[held:]


def _by_id(variants: Sequence[Variant]) -> list[Variant]:
    """In the order in which they stand on the page, a move of one would deal everybody anew."""
    return sorted(variants, key=lambda variant: variant.id)


@lru_cache(256)
def _dealt(rule: int, weights: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    hand = _hand(weights)
    order = _order(rule)
    return tuple(
        hand[position]
        for start in range(0, BUCKETS, _BLOCK)
        for position in _ranks(order[start : start + _BLOCK])
    )


def _hand(weights: tuple[tuple[int, int], ...]) -> list[int]:
    """The variants of one block: each as often as its weight says, rounded where that is no per cent."""
    total = sum(weight for _, weight in weights)
    if not total:
        return [HELD_OUT] * _BLOCK
    hand: list[int] = []
    dealt = 0
    for one, weight in weights:
        dealt += weight
        hand += [one] * (dealt * _BLOCK // total - len(hand))
    return hand


def _order(rule: int) -> list[int]:
    """1,000 numbers, each 32 bits of a hash and, for ties, the place: the same for a rule for good."""
    bits = hashlib.shake_256(f"variants of rule {rule}".encode()).digest(4 * BUCKETS)
    return [int.from_bytes(bits[4 * n : 4 * n + 4]) << 10 | n for n in range(BUCKETS)]


def _ranks(numbers: list[int]) -> list[int]:
    """For each number how many of the others are smaller: a permutation of their places."""
    rank = {number: place for place, number in enumerate(sorted(numbers))}
    return [rank[number] for number in numbers]
