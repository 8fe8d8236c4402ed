"""The numbers behind one rule's results."""

import math

import msgspec

from dashboards.pages.rule_tables import curve_table, ledger_table, variants_table
from service.metrics.sequential import Interval
from service.metrics.survival import Still
from tests.dashboards.pages.test_ledger import EFFECT, HELPED, RESULTS


def test_the_ledgers_numbers_have_their_units() -> None:
    assert ledger_table(RESULTS).rows == (
        ("Recovered, gross", 0.5, None, None, "EUR"),
        ("Recovered", 0.4, 0.2, 0.6, "EUR"),
        ("Cost in lost pages", -0.05, -0.2, 0.1, "EUR"),
        ("Net", 0.35, 0.1, 0.6, "EUR"),
        ("Pages read", -0.021, -0.05, 0.01, "share of 1"),
    )


def test_the_variants_numbers_begin_with_the_held_out() -> None:
    assert variants_table(RESULTS).rows == (
        ("Held out", 100, None, 3, None, 4.0, 0.01, None, None, None, None),
        ("Variant 1", 1_900, 1_700, 40, 31, 3.9, 0.36, 0.35, 0.1, 0.6, HELPED.words),
    )


def test_ends_that_are_not_known_are_not_told() -> None:
    effect = msgspec.structs.replace(EFFECT, variant=1, net=Interval(0.3, -math.inf, math.inf))
    table = variants_table(msgspec.structs.replace(RESULTS, variants=(effect,)))
    assert table.rows[1][7:10] == (0.3, None, None)


def test_the_curves_numbers_are_by_day() -> None:
    assert curve_table([Still(0, 40, 1.0, 0.9, 1.0)]).rows == (("0", 1.0, 0.9, 1.0, 40),)
