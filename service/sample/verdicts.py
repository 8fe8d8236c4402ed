"""What detection says: state, signals (docs/wire.md) and confidence, as the tag's rules give them.

A reader's blocker is the same all day, so readers are in groups: who lose no ads, who lose them on a phone or
tablet, who lose them on a desktop. Views in which a control failed, and those of readers who asked not to be
measured, have groups of their own.
"""

import msgspec

from service.sample.wheels import Choices

SLOTS = 1024
TYPES = {
    "blocker": "VARCHAR",
    "signals": "INTEGER",
    "confidence": "SMALLINT",
}
_REQUEST, _ELEMENT, _PAGE_ADS, _SCRIPT, _AD_HOST, _TRACKER_HOST = 1, 2, 4, 8, 16, 32
_REQUEST_CONTROL, _ELEMENT_CONTROL, _LATE = 64, 128, 256


class Verdict(msgspec.Struct, frozen=True):
    """`weight` is the verdict's within its group."""

    weight: float
    blocker: str
    signals: int = 0
    confidence: int = 0


_EVERYTHING = _REQUEST | _ELEMENT | _PAGE_ADS | _SCRIPT
_NO_BLOCKER = (
    Verdict(97.0, "none", 0, 95),
    Verdict(1.6, "tracking_protection", _TRACKER_HOST, 80),
    Verdict(1.4, "not_run"),  # too old a browser
)
_BLOCKED_IN_HAND = (
    Verdict(30, "requests", _EVERYTHING, 99),
    Verdict(14, "requests", _REQUEST | _PAGE_ADS | _SCRIPT, 99),
    Verdict(8, "requests", _REQUEST | _ELEMENT, 99),
    Verdict(6, "requests", _SCRIPT, 80),
    Verdict(2, "requests", _EVERYTHING | _LATE, 99),
    Verdict(5, "cosmetic", _ELEMENT, 95),
    Verdict(4, "cosmetic", _ELEMENT, 85),
    Verdict(14, "dns", _AD_HOST | _PAGE_ADS | _TRACKER_HOST, 96),
    Verdict(8, "dns", _AD_HOST | _PAGE_ADS, 96),
    Verdict(5, "dns", _PAGE_ADS, 60),
)
_BLOCKED_AT_DESK = (
    Verdict(62, "requests", _EVERYTHING, 99),
    Verdict(12, "requests", _REQUEST | _PAGE_ADS | _SCRIPT, 99),
    Verdict(6, "requests", _REQUEST | _ELEMENT, 99),
    Verdict(3, "requests", _SCRIPT, 80),
    Verdict(2, "requests", _EVERYTHING | _LATE, 99),
    Verdict(5, "cosmetic", _ELEMENT, 95),
    Verdict(2, "cosmetic", _ELEMENT, 85),
    Verdict(3, "dns", _AD_HOST | _PAGE_ADS | _TRACKER_HOST, 96),
    Verdict(3, "dns", _AD_HOST | _PAGE_ADS, 96),
    Verdict(2, "dns", _PAGE_ADS, 60),
)
_CONTROL_FAILED = (
    Verdict(6, "inconclusive", _REQUEST_CONTROL),
    Verdict(3, "inconclusive", _REQUEST_CONTROL | _ELEMENT_CONTROL),
    Verdict(1, "inconclusive", _ELEMENT_CONTROL),
)
_NOT_ASKED = (Verdict(1, "not_run"),)

#: In the order of the groups' numbers, which views.sql knows.
GROUPS = (_NO_BLOCKER, _BLOCKED_IN_HAND, _BLOCKED_AT_DESK, _CONTROL_FAILED, _NOT_ASKED)


def rows() -> list[Choices]:
    """The verdicts of each group, as TYPES."""
    return [[(v.weight, (v.blocker, v.signals, v.confidence)) for v in group] for group in GROUPS]
