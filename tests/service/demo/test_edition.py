import pytest

from service.demo.article import LANGUAGES, SECTIONS
from service.demo.edition import EDITIONS, ENGLISH, UKRAINIAN, Edition, edition_for

MARCH_MS = 1_772_618_700_000  # 2026-03-04 10:05 UTC


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_an_edition_with_every_section_and_month(language: str) -> None:
    edition = EDITIONS[language]
    assert tuple(edition.sections) == SECTIONS
    assert len(set(edition.months.split())) == 12


@pytest.mark.parametrize(
    ("language", "edition"),
    [("en", ENGLISH), ("uk", UKRAINIAN), (None, ENGLISH), ("", ENGLISH), ("../uk", ENGLISH), ("UK", ENGLISH)],
)
def test_an_unknown_language_is_english(language: str | None, edition: Edition) -> None:
    assert edition_for(language) is edition


@pytest.mark.parametrize(
    ("edition", "day", "moment"),
    [
        (ENGLISH, "4 March", "4 March 2026, 10:05 UTC"),
        (UKRAINIAN, "4 березня", "4 березня 2026, 10:05 UTC"),
    ],
)
def test_dates_are_written_in_the_language(edition: Edition, day: str, moment: str) -> None:
    assert (edition.day(MARCH_MS), edition.moment(MARCH_MS)) == (day, moment)


@pytest.mark.parametrize(("words", "text"), [(0, "1 min read"), (238, "1 min read"), (500, "2 min read")])
def test_reading_time(words: int, text: str) -> None:
    assert ENGLISH.reading_time(words) == text
