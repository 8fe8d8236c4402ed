from collections.abc import Iterator

import pytest

from dashboards import definitions
from dashboards.words import CHANNELS, dimension_words, op_words, row_words, value_words
from service.collect import channels
from service.events import BLOCKER_STATES
from service.page.language import speak


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize(
    ("dimension", "value", "sentence", "row"),
    [
        ("channel", "ai", "AI assistants", "AI assistants"),
        ("channel", "search", "search", "Search"),
        ("channel", "new one", "new one", "new one"),
        ("blocker", "not_run", "did not run", "Did not run"),
        ("device", "tv", "TV", "TV"),
        ("country", "UA", "Ukraine", "Ukraine"),
        ("country", "XX", "XX", "XX"),
        ("country", "", "", ""),
        ("confidence", "80", "80–89", "80–89"),
        ("confidence", "90", "90–100", "90–100"),
        ("confidence", "x", "x", "x"),
        ("section", "search", "search", "search"),
        ("section", "a\u202eb\n<b>", "ab <b>", "ab <b>"),
    ],
)
def test_a_value_has_words(dimension: str, value: str, sentence: str, row: str) -> None:
    assert (value_words(dimension, value), row_words(dimension, value)) == (sentence, row)


@pytest.mark.parametrize("value", ["0", "10", "80", "90"])
def test_steps_of_confidence_hold_ten_points_and_the_last_eleven(value: str) -> None:
    first, last = map(int, value_words("confidence", value).split("–"))
    assert last - first == (10 if value == "90" else 9)


def test_countries_are_named_in_the_language_spoken() -> None:
    speak("uk")
    assert value_words("country", "UA") == "Україна"


def test_every_channel_has_a_word_and_a_definition() -> None:
    assert set(CHANNELS) == set(channels.CHANNELS) == set(definitions.CHANNELS)


def test_every_blocker_state_has_a_definition_in_the_order_of_the_wire() -> None:
    assert tuple(definitions.STATES) == BLOCKER_STATES


@pytest.mark.parametrize("state", BLOCKER_STATES)
def test_every_blocker_state_has_a_word(state: str) -> None:
    assert value_words("blocker", state) != state or state == "requests"


@pytest.mark.parametrize(
    ("name", "words"), [("utm_source", "campaign source"), ("confidence", "confidence of detection")]
)
def test_dimensions_have_words(name: str, words: str) -> None:
    assert dimension_words(name) == words


def test_ways_to_filter_have_words() -> None:
    assert [op_words(op) for op in ("is", "is_not", "contains")] == ["is", "is not", "contains"]
