"""The widget's words, language for language."""

import typing

import msgspec
import pytest

from service.appeals.languages import LANGUAGES
from service.appeals.words import articles_left, labels, nearest, plural, texts, words, written
from service.catalog.rule import Form, Message, WayKind

FORMS: tuple[Form, ...] = typing.get_args(Form)
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


def test_the_languages_there_are() -> None:
    assert set(written()) == {"ar", "cs", "de", "en", "es", "fr", "he", "it", "nl", "pl", "pt", "ro", "uk"}
    assert set(written()) <= set(LANGUAGES)


def test_there_are_no_texts_in_another() -> None:
    with pytest.raises(KeyError, match="no texts in 'xx': there are ar, cs, de"):
        texts("xx")


@pytest.mark.parametrize("language", written())
def test_every_text_is_there(language: str) -> None:
    own = texts(language)
    flat = [
        *msgspec.to_builtins(own.words).values(),
        *own.ways.values(),
        *msgspec.to_builtins(own.labels).values(),
    ]
    assert all(text for text in flat)
    assert set(own.ways) == set(typing.get_args(WayKind))
    assert own.words.wait.count("{s}") == 1
    assert "other" in own.words.left
    assert set(own.words.left) <= CATEGORIES
    assert "{n}" in own.words.left["other"]


@pytest.mark.parametrize("language", written())
def test_labels_are_as_short_as_an_editors(language: str) -> None:
    msgspec.convert(msgspec.to_builtins(labels(language, "soft_wall")), Message)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", written())
def test_what_travels_is_little(language: str, form: Form) -> None:
    assert len(msgspec.json.encode(words(language, form))) < 1_000


@pytest.mark.parametrize(("form", "waits"), [(form, form == "soft_wall") for form in FORMS], ids=FORMS)
def test_what_travels(form: Form, waits: bool) -> None:
    expected = {"lang", "close", "back", "testing", "still", "unsure", "thanks", "lost"} | (
        {"wait"} if waits else set()
    )
    assert set(words("en", form)) == expected


@pytest.mark.parametrize(
    ("language", "spoken"), [("uk", "uk"), ("pt-BR", "pt"), ("iw", "he"), ("hu", "en"), ("", "en")]
)
def test_a_message_in_any_language_finds_words(language: str, spoken: str) -> None:
    assert nearest(language) == spoken
    assert words(language, "dialog")["lang"] == spoken


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("en", {"one": (1,), "other": (0, 2, 11, 21, 101)}),
        ("de", {"one": (1,), "other": (0, 2, 11, 21, 101)}),
        ("fr", {"one": (0, 1), "other": (2, 11, 21, 101)}),
        ("pt", {"one": (0, 1), "other": (2, 11, 21, 101)}),
        (
            "uk",
            {
                "one": (1, 21, 101, 121),
                "few": (2, 4, 22, 102),
                "many": (0, 5, 11, 12, 14, 20, 111, 112, 1000),
            },
        ),
        ("pl", {"one": (1,), "few": (2, 4, 22, 24, 102), "many": (0, 5, 11, 12, 14, 21, 101, 112, 121)}),
        ("cs", {"one": (1,), "few": (2, 3, 4), "other": (0, 5, 11, 22, 102)}),
        ("ro", {"one": (1,), "few": (0, 2, 11, 19, 101, 112, 119), "other": (20, 21, 100, 120, 122)}),
        (
            "ar",
            {
                "zero": (0,),
                "one": (1,),
                "two": (2,),
                "few": (3, 10, 103, 110),
                "many": (11, 20, 99, 111, 999),
                "other": (100, 101, 102, 1000),
            },
        ),
        ("he", {"one": (1,), "two": (2,), "other": (0, 3, 10, 20, 101, 102)}),
        ("xx", {"one": (1,), "other": (0, 2)}),
    ],
)
def test_plural_as_in_cldr(language: str, categories: dict[str, tuple[int, ...]]) -> None:
    found = {number: plural(language, number) for numbers in categories.values() for number in numbers}
    assert found == {number: category for category, numbers in categories.items() for number in numbers}


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 free article left this month"),
        ("en", 21, "21 free articles left this month"),
        ("uk", 1, "Цього місяця лишилася 1 безкоштовна стаття"),
        ("uk", 3, "Цього місяця лишилося 3 безкоштовні статті"),
        ("uk", 5, "Цього місяця лишилося 5 безкоштовних статей"),
        ("uk", 21, "Цього місяця лишилася 21 безкоштовна стаття"),
        ("pl", 2, "W tym miesiącu pozostały 2 bezpłatne artykuły"),
        ("pl", 12, "W tym miesiącu pozostało 12 bezpłatnych artykułów"),
        ("ar", 1, "بقيت مقالة مجانية واحدة هذا الشهر"),
        ("ar", 2, "بقيت مقالتان مجانيتان هذا الشهر"),
        ("ar", 3, "بقيت 3 مقالات مجانية هذا الشهر"),
        ("ar", 11, "بقيت 11 مقالة مجانية هذا الشهر"),
        ("ro", 20, "Au rămas 20 de articole gratuite luna aceasta"),
        ("hu", 2, "2 free articles left this month"),
    ],
)
def test_articles_left(language: str, number: int, said: str) -> None:
    assert articles_left(language, number) == said


@pytest.mark.parametrize(("form", "later"), [("dialog", "Not now"), ("soft_wall", "Read on")])
def test_a_soft_wall_is_read_past(form: Form, later: str) -> None:
    assert labels("en", form) == Message(how="How to allow ads", done="I've allowed ads", later=later)
