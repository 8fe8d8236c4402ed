"""The settings of corrections as a form: what is shown is read back, and what is wrong is said beside it."""

import pytest

from service.admin.desk_form import Wanted, facts, known, languages, read, typed_of
from service.catalog.desks import LONGEST_CAPTION, Desk
from service.corrections.addresses import PUBLIC

DESK = Desk(
    site="daily",
    on=True,
    captions={"uk": "Бачите помилку?", "en": "See a mistake?"},
    email="desk@daily.example",
    webhook="https://hooks.example/in?k=1",
)


@pytest.mark.parametrize("desk", [DESK, Desk(site="daily"), Desk(site="daily", on=True)])
def test_what_is_shown_is_read_back(desk: Desk) -> None:
    found, problems = read(typed_of(desk), PUBLIC)
    assert problems == {}
    assert found == Wanted(on=desk.on, captions=desk.captions, email=desk.email, webhook=desk.webhook)


def test_captions_without_text_are_left_out() -> None:
    fields = {
        "on": "on",
        "captions.0.language": "en",
        "captions.0.text": "  ",
        "captions.1.language": "uk",
        "captions.1.text": "Бачите помилку?",
    }
    typed, unknown = known(fields)
    assert (typed, unknown) == (
        {"on": "on", "captions.0.language": "uk", "captions.0.text": "Бачите помилку?"},
        [],
    )


def test_fields_of_no_form_are_named() -> None:
    assert known({"csrf": "c", "was": "w", "do": "save", "secret": "x", "captions.x.text": "y"})[1] == [
        "secret",
        "captions.x.text",
    ]


def captions(*lines: tuple[str, str]) -> dict[str, str]:
    return {
        f"captions.{place}.{name}": value
        for place, line in enumerate(lines)
        for name, value in zip(("language", "text"), line, strict=True)
    }


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"email": "desk"}, "email", "desk@example.org"),
        ({"email": "a@b@c"}, "email", "desk@example.org"),
        ({"email": "x" * 300}, "email", "254 fit"),
        ({"webhook": "http://hooks.example/"}, "webhook", "https://"),
        ({"webhook": "https://127.0.0.1/"}, "webhook", "no public address"),
        ({"webhook": "https://hooks.example:22/"}, "webhook", "443 or 8443"),
        ({"webhook": "https://u:p@hooks.example/"}, "webhook", "no user"),
        ({"webhook": "x" * 2_000}, "webhook", "1,000 fit"),
        (captions(("xx", "See?")), "captions.0.language", "Choose one"),
        (captions(("en", "See?"), ("en", "Saw?")), "captions.1.language", "already"),
        (captions(("en", "x" * (LONGEST_CAPTION + 1))), "captions.0.text", "160 fit"),
        (captions(("en", "See\x00?")), "captions.0.text", "no text"),
        (captions(("en", "See\u202e?")), "captions.0.text", "cannot be seen"),
    ],
)
def test_what_is_wrong_is_said(typed: dict[str, str], name: str, said: str) -> None:
    found, problems = read(typed, PUBLIC)
    assert (found, list(problems)) == (None, [name])
    assert said in problems[name]


def test_addresses_are_spelled_one_way() -> None:
    found, _ = read({"email": " Desk@Daily.Example "}, PUBLIC)
    assert found is not None
    assert found.email == "desk@daily.example"


def test_facts() -> None:
    assert dict(facts(DESK)) == {
        "Corrections": "on",
        "Caption, English": "See a mistake?",
        "Caption, Ukrainian": "Бачите помилку?",
        "E-mail of the desk": "desk@daily.example",
        "Webhook": "https://hooks.example/in?k=1",
    }


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("uk", "Ukrainian (Українська)")])
def test_a_language_is_called_by_its_own_name_too(code: str, name: str) -> None:
    assert languages()[code] == name
