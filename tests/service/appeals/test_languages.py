"""Languages: tags as they come, directions, and who gets which."""

import pytest

from service.appeals.languages import LANGUAGES, chosen, direction, primary


def test_there_are_enough_of_them() -> None:
    assert len(LANGUAGES) >= 60
    assert {"en", "uk", "de", "fr", "es", "pl", "it", "pt", "ar", "he", "hi", "zh", "ja", "tr"} <= set(
        LANGUAGES
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_names_and_is_its_own_primary_subtag(code: str) -> None:
    language = LANGUAGES[code]
    assert language.code == primary(code) == code
    assert language.name
    assert language.own


def test_they_stand_in_the_order_of_their_names() -> None:
    names = [language.name for language in LANGUAGES.values()]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("uk", "uk"),
        ("uk-UA", "uk"),
        ("UK_ua", "uk"),
        (" de-Latn-AT", "de"),
        ("zh-Hans-CN", "zh"),
        ("fil-PH", "fil"),
        ("iw", "he"),
        ("in-ID", "id"),
        ("nb-NO", "no"),
        ("nn", "no"),
        ("mo", "ro"),
        ("", ""),
        ("x", ""),
        ("english", ""),
        ("*", ""),
        ("12", ""),
    ],
)
def test_primary(tag: str, code: str) -> None:
    assert primary(tag) == code


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv", "ar-EG", "iw"])
def test_right_to_left(code: str) -> None:
    assert direction(code) == "rtl"


@pytest.mark.parametrize("code", ["en", "uk", "tr", "ku", "az", "zh", "", "xx"])
def test_left_to_right(code: str) -> None:
    assert direction(code) == "ltr"


@pytest.mark.parametrize(
    ("there", "reader", "page", "default", "language"),
    [
        (("uk", "en", "de"), "de-AT", "uk", "en", "de"),
        (("uk", "en", "de"), "fr", "uk-UA", "en", "uk"),
        (("uk", "en", "de"), "fr", "pl", "de", "de"),
        (("uk", "en", "de"), "fr", "pl", "cs", "en"),
        (("uk", "de"), "fr", "pl", "cs", "uk"),
        (("uk", "de"), "", "", "", "uk"),
        (("he",), "iw-IL", "", "en", "he"),
        (("no",), "nb", "", "en", "no"),
        ((), "fr", "pl", "en", ""),
    ],
)
def test_chosen(there: tuple[str, ...], reader: str, page: str, default: str, language: str) -> None:
    assert chosen(there, reader, page, default) == language
