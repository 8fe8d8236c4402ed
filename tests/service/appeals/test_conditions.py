"""Every field with every op: what holds, what does not, and what is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.appeals import conditions
from service.appeals.conditions import ConditionError, compile, glob, problems, told, told_value, verdict  # noqa: A004
from service.appeals.facts import Facts, facts
from service.appeals.fields import FIELDS
from service.appeals.reader import Reader
from service.catalog.rule import Condition
from tests.service.appeals.readers import HOUR_MS, NOW_MS, kept, reader, when

NOTHING = reader(memory=None, published_at=None, article_language="", language="", browser="", country="")
PLAIN = reader(section="", authors=(), tags=(), referrer="", channel="direct", path="/")


def of(one: Reader) -> Facts:
    return facts(one, NOW_MS)


@pytest.mark.parametrize(
    ("condition", "who", "expected"),
    [
        (when("blocker", "is", "requests", "dns"), reader(), "held"),
        (when("blocker", "is", "none"), reader(), "failed"),
        (when("blocker", "is_not", "none"), reader(), "held"),
        (when("blocker", "is", "not_run"), reader(blocker="not_run"), "held"),
        (when("confidence", "at_least", "90"), reader(), "held"),
        (when("confidence", "at_least", "90.5"), reader(), "failed"),
        (when("confidence", "at_most", "90"), reader(), "held"),
        (when("section", "is", "sport"), reader(), "held"),
        (when("section", "is", " SPORT "), reader(), "held"),
        (when("section", "is_not", "Sport", "Culture"), reader(), "failed"),
        (when("section", "is_not", "Sport"), PLAIN, "held"),
        (when("section", "is", "Sport"), PLAIN, "failed"),
        (when("section", "contains", "por"), reader(), "held"),
        (when("section", "is", "СПОРТ"), reader(section="Спорт"), "held"),
        (when("tag", "is", "cup"), reader(), "held"),
        (when("tag", "is", "tennis", "golf"), reader(), "failed"),
        (when("tag", "is_not", "tennis"), reader(), "held"),
        (when("tag", "is_not", "tennis", "cup"), reader(), "failed"),
        (when("tag", "contains", "foot"), reader(), "held"),
        (when("tag", "contains", "feet"), reader(), "failed"),
        (when("tag", "is_not", "sponsored"), PLAIN, "held"),
        (when("author", "is", "olena kovalenko"), reader(), "held"),
        (when("author", "contains", "koval"), reader(), "held"),
        (when("author", "is_not", "Olena Kovalenko"), reader(), "failed"),
        (when("path", "is", "/sport/the-cup"), reader(), "held"),
        (when("path", "is", "/Sport/the-cup"), reader(), "failed"),
        (when("path", "is_not", "/"), PLAIN, "failed"),
        (when("path", "contains", "the-"), reader(), "held"),
        (when("path", "matches", "/sport/*"), reader(), "held"),
        (when("path", "matches", "/sport*"), reader(), "held"),
        (when("path", "matches", "*cup"), reader(), "held"),
        (when("path", "matches", "*/the*"), reader(), "held"),
        (when("path", "matches", "/culture/*", "*p"), reader(), "held"),
        (when("path", "matches", "/sport"), reader(), "failed"),
        (when("path", "matches", "/sport/*/x"), reader(), "failed"),
        (
            when("path", "matches", "/новини/*"),
            reader(path="/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8/1"),
            "held",
        ),
        (when("path", "is", "/%d0%bd"), reader(path="/%D0%BD"), "held"),
        (when("article_age_h", "at_least", "5"), reader(), "held"),
        (when("article_age_h", "at_most", "4.99"), reader(), "failed"),
        (when("article_age_h", "at_most", "0"), reader(published_at=NOW_MS + HOUR_MS), "held"),
        (when("article_age_h", "at_most", "100"), NOTHING, "unknown"),
        (when("article_language", "is", "uk"), reader(article_language="uk-UA"), "held"),
        (when("article_language", "is_not", "uk"), NOTHING, "unknown"),
        (when("language", "is", "EN"), reader(language="en-GB"), "held"),
        (when("language", "is", "he"), reader(language="iw"), "held"),
        (when("language", "is_not", "en"), reader(), "held"),
        (when("language", "is_not", "en"), NOTHING, "unknown"),
        (when("device", "is", "desktop"), reader(), "held"),
        (when("device", "is_not", "phone", "tablet"), reader(), "held"),
        (when("browser", "is", "firefox"), reader(), "held"),
        (when("browser", "is_not", "Firefox"), NOTHING, "unknown"),
        (when("country", "is", "ua", "PL"), reader(), "held"),
        (when("country", "is_not", "PL"), NOTHING, "unknown"),
        (when("channel", "is", "search", "social"), reader(), "held"),
        (when("channel", "is_not", "search"), reader(), "failed"),
        (when("referrer", "is", "www.google.com"), reader(), "held"),
        (when("referrer", "contains", "google"), reader(), "held"),
        (when("referrer", "is_not", "google.com"), PLAIN, "held"),
        (when("views_today", "is", "1", "3"), reader(), "held"),
        (when("views_today", "is", "2"), reader(), "failed"),
        (when("views_week", "at_least", "2"), reader(memory=kept(views_week=2)), "held"),
        (when("views_month", "at_most", "2"), reader(memory=kept(views_month=3)), "failed"),
        (when("views_month", "at_most", "1000"), NOTHING, "unknown"),
        (when("returning", "is", "no"), reader(), "held"),
        (when("returning", "is_not", "yes"), reader(), "held"),
        (when("returning", "is", "yes"), reader(memory=kept(first=5)), "held"),
        (when("returning", "is_not", "yes"), NOTHING, "unknown"),
        (when("outcome", "is", "never_asked"), reader(), "held"),
        (when("outcome", "is", "dismissed"), reader(memory=kept(answer=2)), "held"),
        (when("outcome", "is_not", "allowed"), NOTHING, "unknown"),
        (when("engaged_s", "at_least", "12"), reader(), "held"),
        (when("engaged_s", "at_least", "12.01"), reader(), "failed"),
        (when("scroll_pct", "at_most", "40"), reader(), "held"),
        (when("scroll_pct", "at_least", "41"), reader(), "failed"),
    ],
)
def test_a_condition_holds_fails_or_is_not_known(condition: Condition, who: Reader, expected: str) -> None:
    assert verdict(condition, of(who)) == expected
    assert compile(condition).holds(of(who)) is (expected == "held")


def test_every_field_is_a_fact() -> None:
    assert tuple(FIELDS) == Facts._fields


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (when("mood", "is", "good"), "There is no condition called “mood”."),
        (
            when("device", "contains", "phone"),
            "Device cannot be compared with “contains”; use one of “is”, “is not”.",
        ),
        (when("views_week", "is_not", "5"), "Views this week cannot be compared with “is not”; use one of"),
        (when("section", "matches", "S*"), "Section cannot be compared with “matches”"),
        (when("section", "is"), "Section has no value to compare with."),
        (
            when("views_week", "at_least", "2", "3"),
            "Views this week is at least one number, and not several.",
        ),
        (
            when("views_week", "at_least", "many"),
            "Views this week is a number from 1 to 1,000; “many” is none.",
        ),
        (when("views_week", "at_least", "0"), "“0” is none."),
        (when("views_week", "at_least", "1001"), "“1001” is none."),
        (when("views_week", "at_least", "1e2"), "“1e2” is none."),
        (when("views_week", "at_least", "٣"), "“٣” is none."),
        (when("views_week", "at_least", "nan"), "“nan” is none."),
        (when("views_week", "at_least", " 3"), "“ 3” is none."),
        (when("confidence", "at_most", "101"), "Confidence is a number from 0 to 100; “101” is none."),
        (
            when("device", "is", "watch"),
            "Device is never “watch”; it is one of: desktop, phone, tablet, TV, other.",
        ),
        (when("outcome", "is", ""), "Earlier outcome has a value that is empty"),
        (when("section", "is", " "), "Section has a value that is empty"),
        (
            when("section", "is", "a\x00"),
            "Section has a value that is empty or has characters that cannot be seen.",
        ),
        (when("section", "is", "a\u202eb"), "cannot be seen"),
        (when("path", "is", "sport"), "“sport” is no path"),
        (when("path", "is", "/sport/*"), "“/sport/*” is no path"),
        (when("path", "matches", "https://example.org/sport"), "is no path"),
        (when("path", "matches", "sport/*"), "is no path"),
        (when("path", "matches", "/sport?a=*"), "is no path"),
        (when("path", "matches", "*"), "is no path"),
        (when("path", "matches", "**"), "is no path"),
        (when("path", "contains", "a*b"), "is no path"),
        (when("language", "is", "english"), "“english” is no language code; write one like “en” or “uk”."),
        (when("language", "is", "1"), "“1” is no language code"),
        (when("country", "is", "Ukraine"), "“Ukraine” is no country code; write two letters, like “UA”."),
        (when("referrer", "is", "https://example.org/"), "“https://example.org/” is no host"),
        (when("referrer", "contains", "a b"), "“a b” is no host"),
    ],
)
def test_a_problem_is_told_in_a_sentence(condition: Condition, sentence: str) -> None:
    assert sentence in " ".join(problems(condition))
    with pytest.raises(ConditionError):
        compile(condition)


def test_each_bad_value_has_its_own_sentence() -> None:
    assert len(problems(when("country", "is", "UA", "Poland", "x"))) == 2


fields = st.sampled_from(sorted(FIELDS)) | st.text(max_size=5)
ops = st.sampled_from(["is", "is_not", "contains", "matches", "at_least", "at_most"])
values = (
    st.text(max_size=20)
    | st.integers(-2, 2_000).map(str)
    | st.sampled_from(sorted({choice for field in FIELDS.values() for choice in field.choices}))
    | st.text("/*ab", max_size=12)
)
anything = st.builds(Condition, fields, ops, st.lists(values, max_size=4).map(tuple))


@given(anything)
def test_whatever_is_no_problem_can_be_tested_and_told(condition: Condition) -> None:
    assert told(condition)
    if not problems(condition):
        assert verdict(condition, of(reader())) in ("held", "failed")
        assert verdict(condition, of(NOTHING)) in ("held", "failed", "unknown")


@given(st.text("ab*/", max_size=12), st.text("ab/\n", max_size=30))
def test_wildcards_match_as_the_plainest_matcher_says(pattern: str, text: str) -> None:
    assert (glob([pattern]).fullmatch(text) is not None) is slowly(pattern, text)


def slowly(pattern: str, text: str) -> bool:
    """Row by row: which beginnings of the text fit the pattern so far."""
    fits = [True, *[False] * len(text)]
    for mark in pattern:
        if mark == "*":
            fits = [any(fits[: n + 1]) for n in range(len(text) + 1)]
        else:
            fits = [False, *(fits[n] and text[n] == mark for n in range(len(text)))]
    return fits[-1]


def test_a_hostile_pattern_comes_to_an_end() -> None:
    """It would take a backtracking matcher longer than the universe has been there: 2^99 ways."""
    pattern = glob(["*a" * 99 + "b"])
    assert not pattern.fullmatch("a" * 512)


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (when("section", "is", "Sport", "Culture"), "Section is Sport or Culture"),
        (when("section", "is_not", "Sport", "Culture"), "Section is not Sport nor Culture"),
        (when("blocker", "is", "dns"), "Blocker state is ad hosts unreachable"),
        (when("channel", "is_not", "ai"), "Channel is not AI assistants"),
        (when("engaged_s", "at_least", "30"), "Engaged time is at least 30 seconds"),
        (when("scroll_pct", "at_most", "50"), "Scroll depth is at most 50%"),
        (when("views_week", "is", "3"), "Views this week is 3"),
        (when("path", "matches", "/sport/*"), "URL path matches /sport/*"),
        (when("section", "is"), "Section is …"),
        (when("mood", "is", "good"), "mood is good"),
    ],
)
def test_a_condition_is_told_in_words(condition: Condition, sentence: str) -> None:
    assert told(condition) == sentence


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("section", "Sport", "Sport"),
        ("section", "", "none"),
        ("tag", ("Cup", "Youth"), "Cup, Youth"),
        ("tag", (), "none"),
        ("device", "tv", "TV"),
        ("path", "/%D0%BD", "/н"),
        ("article_age_h", 5.0, "5 hours"),
        ("article_age_h", 5.25, "5.2 hours"),
        ("article_age_h", None, "the page tells no date of publication"),
        ("scroll_pct", 40, "40%"),
        ("views_week", 3, "3"),
        ("views_week", None, "nothing is kept on this reader's device"),
    ],
)
def test_a_readers_value_is_told_in_words(field: str, value: object, text: str) -> None:
    assert told_value(field, value) == text


def test_values_are_spelled_as_facts_are() -> None:
    assert conditions.values(when("section", "is", " Sport", "SPORT")) == {"sport"}
