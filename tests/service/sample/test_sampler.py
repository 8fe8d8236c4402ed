"""The views of `sampler`: every rule that real views keep, and the shares that make them believable."""
# ruff: noqa: S608  the questions are put together of the cases below

import datetime as dt

import pytest

from service.collect.channels import CHANNELS
from service.events import BLOCKED_STATES, BLOCKER_STATES, UNKNOWN_STATES
from service.warehouse.segments import COLUMN_TYPES
from tests.service.sample.conftest import DAYS, NOW, VIEWS, ZONE, Ask, articles

PEOPLE = "NOT resumed AND bot = ''"


@pytest.mark.parametrize(
    "broken",
    [
        "reader < 0",
        "focus_ms < engaged_ms OR engaged_ms < 0 OR engaged_ms > 1800000",
        "active_10s::INTEGER * 10000 < engaged_ms",
        "active_10s > 0 AND (active_10s::INTEGER - 1) * 10000 >= focus_ms",
        "(active_10s > 0) <> (engaged_ms > 0)",
        "scroll_pct NOT BETWEEN 0 AND 100",
        "finished AND scroll_pct < 100",
        "read AND NOT finished",
        f"blocker NOT IN {BLOCKER_STATES}",
        f"coalesce(blocked, false) <> (blocker IN {BLOCKED_STATES})",
        f"(blocked IS NULL) <> (blocker IN {UNKNOWN_STATES})",
        "slots_viewable > slots_filled OR slots_filled > slots_seen OR slots_seen > 3",
        "slots_filled > 0 AND blocker IN ('requests', 'dns')",
        "slots_viewable > 0 AND blocked",
        "slots_viewable = 3 AND scroll_pct < 90",
        f"channel NOT IN {CHANNELS}",
        "(previous <> '') <> (channel = 'internal')",
        "previous = article",
        "channel IN ('internal', 'direct') AND referrer || utm_source || utm_medium || utm_campaign <> ''",
        "channel = 'search' AND referrer = ''",
        "(privacy_signals > 0) <> (reader = 0)",
        "privacy_signals > 0 AND (blocker <> 'not_run' OR engaged_ms > 0 OR section || author <> '')",
        "blocker = 'not_run' AND signals + confidence + detection_ms > 0",
        "bot NOT IN ('', 'crawler') OR (bot <> '' AND engaged_ms > 0)",
        "revenue_micros <> 0 OR consent <> 'notice' OR tag_version <> '1'",
    ],
)
def test_rules(ask: Ask, broken: str) -> None:
    assert ask(f"SELECT count(*) FROM views WHERE {broken}") == [(0,)]


@pytest.mark.parametrize("column", [name for name in COLUMN_TYPES if name != "blocked"])
def test_only_blocked_may_be_unknown(ask: Ask, column: str) -> None:
    assert ask(f"SELECT count(*) FROM views WHERE {column} IS NULL") == [(0,)]


@pytest.mark.parametrize("attribute", ["device", "browser", "browser_major", "os", "country", "language"])
def test_a_reader_is_the_same_all_day(ask: Ask, attribute: str) -> None:
    question = (
        f"SELECT day, reader FROM views WHERE reader > 0 GROUP BY ALL HAVING count(DISTINCT {attribute}) > 1"
    )
    assert ask(question) == []


def test_a_reader_is_another_the_next_day(ask: Ask) -> None:
    assert ask("SELECT reader FROM views WHERE reader > 0 GROUP BY 1 HAVING count(DISTINCT day) > 1") == []


def test_columns_have_the_types_of_the_schema(ask: Ask) -> None:
    found = {row[0]: row[1] for row in ask("DESCRIBE views")}
    assert {name: found.get(name) for name in COLUMN_TYPES} == COLUMN_TYPES


def test_day_and_hour_are_those_of_the_zone(ask: Ask) -> None:
    for day, hour, first, last in ask(
        "SELECT day, hour, min(started_at), max(started_at) FROM views GROUP BY ALL"
    ):
        for at in (first, last):
            local = dt.datetime.fromtimestamp(at / 1000, ZONE)
            assert (local.date(), local.hour) == (day, hour)


def test_the_hour_that_comes_twice_has_twice_the_views(ask: Ask) -> None:
    ((twice, once),) = ask(
        "SELECT count(*) FILTER (hour = 3), count(*) FILTER (hour = 4) FROM views WHERE day = '2026-10-25'"
    )
    assert 1.3 < twice / once < 3


def test_nothing_is_from_the_future(ask: Ask) -> None:
    ((last,),) = ask("SELECT max(started_at) FROM views")
    assert last < NOW.replace(minute=0).timestamp() * 1000


def test_no_article_is_read_before_it_is_published(ask: Ask) -> None:
    published = {article.path: article.published_at or 0 for article in articles()}
    firsts = ask("SELECT article, min(started_at) FROM views GROUP BY 1")
    assert [path for path, first in firsts if first < published[path]] == []


def test_read_is_a_third_of_the_expected_time(ask: Ask) -> None:
    words = {article.path: article.words for article in articles()}
    rows = ask("SELECT article, engaged_ms, read FROM views WHERE finished AND privacy_signals = 0")
    assert [row for row in rows if row[2] is not (row[1] * 3 >= words[row[0]] * 60_000 // 238)] == []


def test_sections_and_authors_are_the_catalogs(ask: Ask) -> None:
    known = {article.path: (article.section, " | ".join(article.authors)) for article in articles()}
    rows = ask("SELECT DISTINCT article, section, author FROM views WHERE privacy_signals = 0")
    assert [row for row in rows if known[row[0]] != row[1:]] == []


def test_resumed_views_come_after_half_an_hour(ask: Ask) -> None:
    question = """
        SELECT count(*), count(*) FILTER (EXISTS (
            SELECT 1 FROM views AS first WHERE first.reader = later.reader AND first.article = later.article
            AND first.started_at <= later.started_at - 1800000))
        FROM views AS later WHERE resumed AND reader > 0"""
    ((resumed, explained),) = ask(question)
    assert resumed == explained > 0


@pytest.mark.parametrize(
    ("what", "among", "expected", "tolerance"),
    [
        ("engaged_ms < 15000", PEOPLE, 0.55, 0.03),
        ("device = 'phone'", PEOPLE, 0.62, 0.02),
        ("device = 'desktop'", PEOPLE, 0.33, 0.02),
        ("device = 'tablet'", PEOPLE, 0.05, 0.01),
        ("blocked", f"{PEOPLE} AND blocked IS NOT NULL", 0.215, 0.02),
        ("blocked", f"{PEOPLE} AND blocked IS NOT NULL AND device = 'desktop'", 0.33, 0.025),
        ("blocked", f"{PEOPLE} AND blocked IS NOT NULL AND device = 'phone'", 0.15, 0.025),
        ("blocked", f"{PEOPLE} AND blocked IS NOT NULL AND browser = 'Firefox'", 0.56, 0.06),
        ("blocker = 'requests'", "blocked", 0.73, 0.1),
        ("blocker = 'inconclusive'", "true", 0.025, 0.005),
        ("blocker = 'not_run'", "true", 0.033, 0.007),
        ("blocker = 'tracking_protection'", "true", 0.013, 0.005),
        ("country = 'UA'", PEOPLE, 0.62, 0.02),
        ("resumed", "true", 0.01, 0.003),
        ("bot = 'crawler'", "true", 0.022, 0.006),
        ("privacy_signals > 0", "true", 0.022, 0.006),
        ("finished", PEOPLE, 0.15, 0.05),
        ("read", PEOPLE, 0.11, 0.04),
        ("hour < 6", "true", 0.04, 0.02),
        ("utm_source <> ''", "true", 0.06, 0.03),
    ],
)
def test_shares(ask: Ask, what: str, among: str, expected: float, tolerance: float) -> None:
    ((share,),) = ask(f"SELECT avg(coalesce({what}, false)::INTEGER) FROM views WHERE {among}")
    assert share == pytest.approx(expected, abs=tolerance)


def test_readers_have_one_and_a_half_views_a_day(ask: Ask) -> None:
    ((ratio,),) = ask("SELECT count(*) / count(DISTINCT reader) FROM views WHERE reader > 0")
    assert ratio == pytest.approx(1.5, abs=0.03)


def test_longer_on_a_desktop_and_in_long_articles(ask: Ask) -> None:
    ((desktop, phone),) = ask(
        "SELECT avg(engaged_ms) FILTER (device = 'desktop'), avg(engaged_ms) FILTER (device = 'phone') "
        f"FROM views WHERE {PEOPLE}"
    )
    assert 1.2 < desktop / phone < 1.8


def test_who_stays_scrolls(ask: Ask) -> None:
    ((correlation,),) = ask(f"SELECT corr(ln(engaged_ms + 1), scroll_pct) FROM views WHERE {PEOPLE}")
    assert correlation > 0.6


def test_news_is_read_in_two_days(ask: Ask) -> None:
    published = {article.path: article.published_at or 0 for article in articles()}
    began, ends = (ask("SELECT min(started_at), max(started_at) FROM views"))[0]
    rows = ask("SELECT article, started_at FROM views")
    ages = [at - published[path] for path, at in rows if began < published[path] < ends - 5 * 86_400_000]
    assert 0.85 < sum(age < 2 * 86_400_000 for age in ages) / len(ages) < 0.98


def test_news_breaks_once(ask: Ask) -> None:
    hours = ask("SELECT day, hour, count(*) AS n FROM views GROUP BY ALL ORDER BY n DESC")
    top = hours[:3]
    assert len({day for day, _, _ in top}) == 1
    usual = next(n for day, hour, n in hours if hour == top[0][1] and day != top[0][0])
    assert 3.5 < top[0][2] / usual < 7


def test_every_day_is_there(ask: Ask) -> None:
    assert ask("SELECT count(DISTINCT day), count(*) FROM views") == [(DAYS, VIEWS)]
