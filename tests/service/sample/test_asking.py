"""Appeals in the history: what real views keep to, and what makes them believable."""
# ruff: noqa: S608  the questions are put together of the cases below

import pytest

from tests.service.sample.conftest import DAYS, Ask

ASKED = "rule > 0 AND variant > 0"


@pytest.mark.parametrize(
    "broken",
    [
        "rule NOT IN (0, 1, 2) OR variant NOT IN (0, 1, 2)",
        "rule > 0 AND NOT coalesce(blocked, false)",
        "rule > 0 AND (bot <> '' OR privacy_signals > 0)",
        "rule = 1 AND device = 'desktop'",
        "rule = 2 AND device <> 'desktop'",
        "(rule > 0) <> (stages & 1 > 0)",
        "rule = 0 AND variant + stages + shown_ms + acted_ms > 0",
        "rule > 0 AND variant = 0 AND stages > 3",
        "stages & 4 > 0 AND stages & 2 = 0",
        "stages & 8 > 0 AND stages & 4 = 0",
        "stages & (16 | 64) > 0 AND stages & 8 = 0",
        "stages & (256 | 512) > 0 AND stages & 64 = 0",
        "stages & 256 > 0 AND stages & 512 > 0",
        "stages & 1024 > 0 AND stages & 4 > 0",
        "(shown_ms > 0) <> (stages & 8 > 0) OR shown_ms > focus_ms",
        "(acted_ms > 0) <> (stages & (16 | 64) > 0)",
        "acted_ms > 0 AND (acted_ms < shown_ms OR acted_ms > focus_ms)",
        "(arm_rule > 0) <> (bucket >= 0) OR bucket > 999",
        "arm_rule = 0 AND (arm_variant > 0 OR arm_day > 0 OR arm_first)",
        "arm_rule > 0 AND (arm_variant = 0) <> (bucket < 100)",
        "arm_day NOT BETWEEN 0 AND 89",
        "arm_first AND (arm_day > 0 OR stages & 2 = 0 OR arm_rule <> rule OR arm_variant <> variant)",
        "recovered_rule > 0 AND NOT relapsed AND coalesce(blocked, true)",
        "relapsed AND NOT coalesce(blocked, false)",
        "(recovered_rule > 0) <> (recovered_variant > 0)",
        "recovered_rule > 0 AND allowed_days < 0",
        "allowed_days >= 0 AND (arm_rule = 0 OR allowed_days > arm_day)",
        "allowed_days >= 0 AND NOT relapsed AND coalesce(blocked, true)",
    ],
)
def test_rules(ask: Ask, broken: str) -> None:
    assert ask(f"SELECT count(*) FROM views WHERE {broken}") == [(0,)]


def test_a_bucket_has_one_variant_of_a_rule(ask: Ask) -> None:
    assert ask("SELECT arm_rule, bucket FROM views GROUP BY ALL HAVING count(DISTINCT arm_variant) > 1") == []


def test_nobody_is_asked_twice_a_day(ask: Ask) -> None:
    assert ask("SELECT reader FROM views WHERE rule > 0 GROUP BY 1 HAVING count(*) > 1") == []


def test_nobody_is_asked_in_the_first_days(ask: Ask) -> None:
    question = "SELECT count(DISTINCT day) FROM views WHERE {}"
    (((asking,),), ((all_days,),)) = ask(question.format("rule > 0")), ask(question.format("true"))
    assert (asking, all_days) == (DAYS - 2, DAYS)


@pytest.mark.parametrize(
    ("what", "among", "expected", "tolerance"),
    [
        ("variant = 0", "arm_first", 0.10, 0.03),
        ("variant = 1", f"{ASKED} AND arm_first", 0.5, 0.08),
        ("stages & 2 > 0", "rule > 0", 0.86, 0.06),
        ("stages & 8 > 0", f"{ASKED} AND stages & 2 > 0", 0.95, 0.03),
        ("stages & 16 > 0", "stages & 8 > 0", 0.7, 0.05),
        ("stages & 256 > 0", "stages & 8 > 0", 0.018, 0.009),
        ("stages & 512 > 0", "stages & 8 > 0", 0.012, 0.006),
        ("stages & 1024 > 0", f"{ASKED} AND stages & 2 > 0", 0.015, 0.01),
        ("arm_rule > 0", "blocked", 0.7, 0.25),
    ],
)
def test_shares(ask: Ask, what: str, among: str, expected: float, tolerance: float) -> None:
    ((share,),) = ask(f"SELECT avg(coalesce({what}, false)::INTEGER) FROM views WHERE {among}")
    assert share == pytest.approx(expected, abs=tolerance)


def test_some_allow_ads_and_some_of_them_block_again(ask: Ask) -> None:
    ((recovered, later, relapsed),) = ask(
        "SELECT count(*) FILTER (blocker = 'none'), count(*) FILTER (allowed_days > 2), "
        "count(*) FILTER (relapsed) FROM views WHERE recovered_rule > 0"
    )
    assert recovered > later > 0
    assert recovered > relapsed > 0
