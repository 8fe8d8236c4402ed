"""What pages say, in every language that is written."""

import msgspec
import pytest

from service.appeals.words import written as written_for_appeals
from service.catalog.desks import LONGEST_CAPTION, Desk
from service.corrections.words import spoken, texts, written

DESK = Desk(site="daily", on=True, captions={"uk": "Бачите помилку?", "eo": "Eraro?", "ar": "خطأ؟"})


def test_appeals_and_reports_speak_the_same_languages() -> None:
    assert written() == written_for_appeals()


@pytest.mark.parametrize("language", written())
def test_every_text_says_something_and_fits(language: str) -> None:
    own = texts(language)
    said = [own.caption, own.touch, *msgspec.structs.astuple(own.words)]
    assert all(text and text == text.strip() for text in said)
    assert len(own.caption) <= LONGEST_CAPTION
    assert len(own.touch) <= 40


@pytest.mark.parametrize("language", set(written()) - {"en"})
def test_nothing_is_left_in_english(language: str) -> None:
    english, own = texts("en").words, texts(language).words
    assert [name for name in own.__struct_fields__ if getattr(own, name) == getattr(english, name)] == []


def test_a_language_that_is_not_written() -> None:
    with pytest.raises(KeyError, match="no texts in 'eo'"):
        texts("eo")


@pytest.mark.parametrize(
    ("page", "default", "language", "caption", "button"),
    [
        ("uk-UA", "en", "uk", "Бачите помилку?", "Надіслати"),
        ("de", "en", "de", texts("de").caption, "Senden"),
        ("DE-ch", "en", "de", texts("de").caption, "Senden"),
        ("eo", "en", "eo", "Eraro?", "Send"),
        ("tlh", "pl", "pl", texts("pl").caption, "Wyślij"),
        ("", "", "en", texts("en").caption, "Send"),
        ("<script>", "uk", "uk", "Бачите помилку?", "Надіслати"),
    ],
)
def test_the_pages_language_is_spoken(
    page: str, default: str, language: str, caption: str, button: str
) -> None:
    said = spoken(DESK, page, default)
    assert (said["lang"], said["caption"], said["words"].send) == (language, caption, button)


@pytest.mark.parametrize(("page", "direction"), [("ar", "rtl"), ("he", "rtl"), ("uk", "ltr")])
def test_direction(page: str, direction: str) -> None:
    assert spoken(DESK, page, "en")["dir"] == direction
