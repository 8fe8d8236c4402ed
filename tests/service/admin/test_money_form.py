"""The money settings as fields, and back."""

import pytest

from service.admin.money_form import facts, known, read, typed_of
from service.catalog.sites import Money

from .desk import HOSTILE

FULL = Money(
    currency="UAH",
    cpm=40.5,
    by_device={"phone": 30.0, "desktop": 0.0},
    by_country={"US": 90.0, "GB": 90.0, "UA": 41.25},
    by_section={"Новини": 50.0, "Sport": 0.000001},
)
TYPED = typed_of(FULL)


@pytest.mark.parametrize("money", [FULL, Money()])
def test_what_is_shown_reads_as_what_it_was(money: Money) -> None:
    typed, unknown = known(typed_of(money))
    assert (read(typed), unknown) == ((money, {}), [])


def test_countries_that_pay_alike_stand_in_one_line() -> None:
    assert (TYPED["tiers.0.countries"], TYPED["tiers.0.cpm"]) == ("US GB", "90")


@pytest.mark.parametrize("typed", ["us, gb", "US;GB", " us \n gb "])
def test_countries_may_be_parted_by_anything(typed: str) -> None:
    money, _ = read(TYPED | {"tiers.0.countries": typed})
    assert money == FULL


@pytest.mark.parametrize("text", [*HOSTILE, "a\ud800"])
@pytest.mark.parametrize("name", TYPED)
def test_hostile_text_is_refused_beside_its_field_or_kept_as_text(name: str, text: str) -> None:
    money, problems = read(known(TYPED | {name: text})[0])
    assert money is not None or list(problems) == [name]


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ({"currency": "euro"}, "currency", "three letters"),
        ({"cpm": ""}, "cpm", "thousand"),
        ({"cpm": "100001"}, "cpm", "from 0 to 100,000"),
        ({"devices.phone": "-1"}, "devices.phone", "from 0 to 100,000"),
        ({"tiers.0.countries": "USA"}, "tiers.0.countries", "“USA” is no country code"),
        ({"tiers.0.countries": "UA"}, "tiers.1.countries", "UA stands in two lines"),
        ({"tiers.0.countries": ""}, "tiers.0.countries", "which countries"),
        ({"tiers.0.cpm": ""}, "tiers.0.cpm", "thousand"),
        ({"sections.1.name": "Новини"}, "sections.1.name", "two lines"),
        ({"sections.1.name": " "}, "sections.1.name", "which section"),
    ],
)
def test_the_sentence_says_what_would_be_right(typed: dict[str, str], name: str, words: str) -> None:
    money, problems = read(TYPED | typed)
    assert (money, words in problems[name]) == (None, True)


def test_empty_lines_are_left_out_unless_more_are_wanted() -> None:
    fields = TYPED | {
        "tiers.1.countries": " ",
        "tiers.1.cpm": "",
        "tiers.2.countries": "PL",
        "tiers.2.cpm": "9",
    }
    assert known(fields)[0]["tiers.1.countries"] == "PL"
    assert known(fields | {"do": "more"})[0]["tiers.2.countries"] == "PL"


@pytest.mark.parametrize(
    "name", ["price", "devices.fridge", "tiers.0.name", "tiers.100.cpm", "sections", "<b>"]
)
def test_an_unknown_field_is_told(name: str) -> None:
    assert known({name: "x", "csrf": "", "was": "", "do": ""}) == ({}, [name])


def test_the_settings_in_words() -> None:
    assert list(facts(FULL)) == [
        ("Currency", "UAH"),
        ("CPM", "40.5"),
        ("Device: phone", "30"),
        ("Device: desktop", "0"),
        ("Country: US", "90"),
        ("Country: GB", "90"),
        ("Country: UA", "41.25"),
        ("Section: Новини", "50"),
        ("Section: Sport", "0.000001"),
    ]
