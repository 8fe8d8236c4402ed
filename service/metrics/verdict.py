"""What a comparison says, in words, and when it will say more."""

from typing import Literal

import msgspec

from service.metrics.sequential import Interval

Kind = Literal["nobody", "no_holdout", "too_small", "too_early", "helped", "cost", "no_difference"]

#: An arm with fewer readers, or buckets, says nothing: its spread is not known.
FEWEST_READERS = 100
FEWEST_BUCKETS = 20
#: Two weeks have every weekday twice; before, nothing is said to be no difference.
PATIENCE_DAYS = 14
#: A difference that takes longer than this to see is not waited for.
LONGEST_DAYS = 90


class Verdict(msgspec.Struct, frozen=True):
    """`words` are a sentence. `days` is how many more it will take, about, where it is too early."""

    kind: Kind
    words: str
    days: int | None = None


class Size(msgspec.Struct, frozen=True):
    """Of an arm: its readers and buckets."""

    readers: int
    buckets: int


def judge(net: Interval, asked: Size, held_out: Size, days: int) -> Verdict:
    """The verdict on a net result after so many days (at least 1) with readers."""
    if not asked.readers:
        return Verdict("nobody", "Nobody was asked in these days.")
    if not held_out.readers:
        return Verdict("no_holdout", "Nobody is held out, so there is nothing to compare with.")
    if missing := _missing_days(asked, held_out, days):
        return _too_early(missing)
    if min(asked.buckets, held_out.buckets) < FEWEST_BUCKETS:
        words = "The groups are too small to compare: hold out at least 3% and give each variant at least 3%."
        return Verdict("too_small", words)
    if net.sure > 0:
        return Verdict("helped", "It helped: it brought more than it cost.")
    if net.sure < 0:
        return Verdict("cost", "It cost more than it brought.")
    return _undecided(net, days)


def _missing_days(asked: Size, held_out: Size, days: int) -> int:
    """Until the smaller group has enough readers, at the pace so far; 0 when it has."""
    smaller = min(asked.readers, held_out.readers)
    return -(-(FEWEST_READERS - smaller) * days // smaller) if smaller < FEWEST_READERS else 0


def _undecided(net: Interval, days: int) -> Verdict:
    """The interval shrinks about as the root of the days; when would it exclude 0 if the value stayed?"""
    half = net.high - net.value
    needed = days * (half / net.value) ** 2 - days if net.value else float("inf")
    if needed <= LONGEST_DAYS:
        return _too_early(max(round(needed), 1))
    if days < PATIENCE_DAYS:
        return _too_early(PATIENCE_DAYS - days)
    return Verdict("no_difference", "No difference seen: one as small as this would take months to show.")


def _too_early(days: int) -> Verdict:
    return Verdict("too_early", f"Too early: about {days} more {'day' if days == 1 else 'days'}.", days)
