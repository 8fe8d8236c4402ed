"""A rule's results as words, amounts and lines."""

import datetime as dt
import math
from typing import Any

import msgspec
import pytest

from dashboards.numbers import Numbers
from dashboards.pages.ledger import Section, section
from service.metrics.results import Effect, Group, Results
from service.metrics.sequential import Interval
from service.metrics.survival import Still
from service.metrics.verdict import Verdict

DAY = dt.date(2025, 11, 1)
HELPED = Verdict("helped", "It helped: it brought more than it cost.")
EFFECT = Effect(
    variant=None,
    gross=0.5,
    recovered=Interval(0.4, 0.2, 0.6),
    cost=Interval(-0.05, -0.2, 0.1),
    net=Interval(0.35, 0.1, 0.6),
    views=Interval(-0.021, -0.05, 0.01),
    engaged=None,
    verdict=HELPED,
)
RESULTS = Results(
    rule=1,
    first=DAY,
    last=DAY,
    currency="EUR",
    days=12,
    groups=(Group(0, 100, 0, 3, 0, 4.0, 90.0, 0.01), Group(1, 1_900, 1_700, 40, 31, 3.9, 88.0, 0.36)),
    overall=EFFECT,
    variants=(msgspec.structs.replace(EFFECT, variant=1),),
    still=(Still(1, 40, 0.95, 0.8, 0.99), Still(7, 0, None, None, None)),
)


def made(**changes: Any) -> Section:
    return section("Phones", msgspec.structs.replace(RESULTS, **changes), Numbers())


def test_the_head() -> None:
    found = made()
    assert (found.name, found.kind, found.verdict) == ("Phones", "helped", HELPED.words)
    assert found.base == "1,900 readers asked, 100 held out, in 12 days"


def test_the_ledger() -> None:
    assert [(one.word, one.value.replace("\u00a0", " ")) for one in made().ledger] == [
        ("Recovered, gross", "0.50 EUR"),
        ("Recovered", "0.40 EUR"),
        ("Cost in lost pages", "−0.05 EUR"),
        ("Net", "0.35 EUR"),
    ]


def test_intervals_stand_on_one_scale_that_holds_nought() -> None:
    lines = [one.line for one in made().ledger[1:]]
    assert [(line.low, line.value, line.high) for line in lines if line] == [
        (50.0, 75.0, 100.0),
        (0.0, 18.75, 37.5),
        (37.5, 68.75, 100.0),
    ]
    assert {line.zero for line in lines if line} == {25.0}


def test_without_ends_there_is_no_line_but_words() -> None:
    net = Interval(0.3, -math.inf, math.inf)
    last = made(overall=msgspec.structs.replace(EFFECT, net=net)).ledger[-1]
    assert (last.line, last.between) == (None, "how sure is not known yet")


def test_reading_is_told_where_it_is_known() -> None:
    assert [(one.word, one.value, one.between) for one in made().reading] == [
        ("Pages read", "−2.1%", "−5.0% to +1.0%")
    ]


def test_the_held_out_stand_beside_the_variants() -> None:
    held, one = made().variants
    assert (held.name, held.net, held.verdict, held.cells[1]) == ("Held out", None, "", "–")
    assert (one.name, one.verdict) == ("Variant 1", HELPED.words)
    assert one.cells[:4] == ("1,900", "1,700", "40", "31")


def test_who_still_allows_ads() -> None:
    assert [(one.word, one.share, one.between, one.readers, one.width) for one in made().kept] == [
        ("After 1 day", "95%", "80% to 99%", "of 40 readers", 95.0),
        ("After 7 days", "–", "", "nobody allowed ads so long ago", 0.0),
    ]


@pytest.mark.parametrize("groups", [(RESULTS.groups[0],), (Group(0, 0, 0, 0, 0, 0.0, 0.0, 0.0),)])
def test_of_nobody_nothing_is_made_up(groups: tuple[Group, ...]) -> None:
    found = made(groups=groups, variants=())
    assert found.base.startswith("0 readers asked")
    assert len(found.variants) == 1
