"""An appeal as it travels: every key of the contract, in every form."""

import typing
from typing import Any

import msgspec
import pytest

from service.appeals.defaults import default_body
from service.appeals.payload import KEPT, compiled, payload
from service.catalog.rule import Body, Form, Message, Policy, Rule, Theme, Variant, Wall, Way
from service.catalog.sites import Site

FORMS: tuple[Form, ...] = typing.get_args(Form)
SITE = Site(key="paper", name="The Paper", origins=(), policy=Policy(language="en"))
WAYS = (Way("subscribe", "https://example.org/subscribe"), Way("donate", "http://example.org"))
KEEP = {step: step[0] for step in KEPT}


def rule(form: Form = "dialog", *, messages: dict[str, Message] | None = None, **other: Any) -> Rule:
    given = {"en": Message("Hello", "Text")} if messages is None else messages
    return Rule(3, 2, Body(form=form, variants=(Variant(5, 100, messages=given),), **other))


def sent(live: Rule, site: Site = SITE, **facts: Any) -> dict[str, Any]:
    """The appeal as a page reads it."""
    made = payload(live, live.body.variants[0].id, site, **facts)
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(made))
    return decoded


def test_the_whole_of_it() -> None:
    live = rule("soft_wall", wall=Wall(wait_s=5, ways=WAYS))
    made = sent(live, reader="en-GB", page="uk", read=2, keep=KEEP)
    assert set(made.pop("words")) == {
        "lang", "close", "back", "testing", "still", "unsure", "thanks", "lost", "wait",
    }  # fmt: skip
    assert made == {
        "rule": 3,
        "variant": 5,
        "form": "soft_wall",
        "trigger": {"kind": "engaged", "value": 10},
        "lang": "en",
        "dir": "ltr",
        "title": "Hello",
        "body": [{"t": "p", "c": ["Text"]}],
        "picture": "",
        "buttons": {"how": "How to allow ads", "done": "I've allowed ads", "later": "Read on"},
        "ways": [{"kind": "subscribe", "url": "https://example.org/subscribe", "text": "Subscribe"}],
        "wait_s": 5,
        "closable": True,
        "theme": msgspec.to_builtins(Theme()),
        "keep": KEEP,
    }


@pytest.mark.parametrize(
    ("form", "left", "closable", "wait_s", "ways", "later"),
    [
        ("inline", None, True, 0, 0, "Not now"),
        ("banner", None, True, 0, 0, "Not now"),
        ("dialog", None, True, 0, 0, "Not now"),
        ("soft_wall", None, True, 7, 1, "Read on"),
        ("hard_wall", 0, False, 0, 1, ""),
        ("hard_wall", None, False, 0, 1, ""),
        ("hard_wall", 2, True, 0, 1, "Not now"),
    ],
)
def test_how_hard(form: Form, left: int | None, closable: bool, wait_s: int, ways: int, later: str) -> None:
    made = sent(rule(form, wall=Wall(wait_s=7, ways=WAYS)), left=left)
    assert (made["closable"], made["wait_s"], len(made["ways"])) == (closable, wait_s, ways)
    assert made["buttons"]["later"] == later


@pytest.mark.parametrize(
    ("message", "left", "last"),
    [
        (Message("a", "b"), 2, "2 free articles left this month"),
        (Message("a", "b"), 1, "1 free article left this month"),
        (Message("a", "b"), 0, "b"),
        (Message("a", "b"), None, "b"),
        (Message("a", "Free: {left}"), 2, "Free: 2"),
        (Message("{left}", "b"), 2, "b"),
    ],
)
def test_a_hard_wall_says_what_is_left_once(message: Message, left: int | None, last: str) -> None:
    made = sent(rule("hard_wall", messages={"en": message}), left=left)
    assert made["body"][-1] == {"t": "p", "c": [last]}


LANGUAGES = {code: Message(code, code) for code in ("de", "uk", "ar", "en")}


@pytest.mark.parametrize(
    ("there", "reader", "page", "default", "language"),
    [
        ("de uk ar en", "uk-UA", "de", "en", "uk"),
        ("de uk ar en", "fr", "de-CH", "en", "de"),
        ("de uk ar en", "fr", "pl", "ar", "ar"),
        ("de uk ar en", "", "", "cs", "en"),
        ("de uk", "", "", "cs", "de"),
    ],
)
def test_the_language(there: str, reader: str, page: str, default: str, language: str) -> None:
    site = msgspec.structs.replace(SITE, policy=Policy(language=default))
    live = rule(messages={code: LANGUAGES[code] for code in there.split()})
    made = sent(live, site, reader=reader, page=page)
    assert (made["lang"], made["title"]) == (language, language)
    assert made["words"]["lang"] == language
    assert made["dir"] == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(("reader", "language"), [("uk", "uk"), ("fr", "en")])
def test_a_variant_without_messages_says_the_default(reader: str, language: str) -> None:
    made = sent(rule(messages={}), reader=reader)
    assert made["lang"] == language
    assert made["body"]


def test_a_language_without_words_has_english_ones() -> None:
    made = sent(rule(messages={"hu": Message("Szia", "Szia")}))
    assert (made["lang"], made["words"]["lang"], made["buttons"]["later"]) == ("hu", "en", "Not now")


def test_an_editors_labels_stand_before_the_default_ones() -> None:
    made = sent(rule(messages={"en": Message("a", "b", how="How?", later=" \u202e ")}))
    assert made["buttons"] == {"how": "How?", "done": "I've allowed ads", "later": "Not now"}


def test_variables_are_filled_for_each_reader() -> None:
    live = rule(messages={"en": Message("{site}, {read}", "- **{read}** of {site}")})
    first, second = sent(live, read=1), sent(live, read=2)
    assert (first["title"], second["title"]) == ("The Paper, 1", "The Paper, 2")
    assert second["body"] == [
        {"t": "ul", "c": [{"t": "li", "c": [{"t": "strong", "c": ["2"]}, " of The Paper"]}]}
    ]


def test_another_text_under_the_same_number_is_another_text() -> None:
    """A draft, a preview and the live rule bear one number."""
    assert sent(rule(messages={"en": Message("a", "a")}))["title"] == "a"
    assert sent(rule(messages={"en": Message("b", "b")}))["title"] == "b"


def test_a_text_is_read_once() -> None:
    compiled.cache_clear()
    live = rule(messages={"en": Message("{site}", "{read}")})
    for read in range(10):
        sent(live, read=read)
    assert compiled.cache_info().misses == 1


def test_what_is_kept_is_whole() -> None:
    assert sent(rule())["keep"] == dict.fromkeys(KEPT, "")


def test_the_picture_has_the_sites_colours() -> None:
    live = Rule(3, 2, default_body("dialog"))
    assert sent(live)["picture"] == "/k/art/cup-1a5fb4-8ab4f8.svg"


def test_there_is_no_other_variant() -> None:
    with pytest.raises(LookupError, match="rule 3 has no variant 6"):
        payload(rule(), 6, SITE)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("form", FORMS)
def test_a_default_appeal_is_small(form: Form, language: str) -> None:
    made = payload(
        Rule(1, 1, default_body(form)), 1, SITE, reader=language, keep=dict.fromkeys(KEPT, "x" * 200)
    )
    assert len(msgspec.json.encode(made)) < 3_500


@pytest.mark.parametrize("char", ["a", "й", "漢", "[a](https://example.org) ", "**a** "])
def test_the_largest_text_stays_below_8_kb(char: str) -> None:
    message = Message("й" * 120, (char * 2_000)[:2_000])
    ways = tuple(Way(kind, f"https://example.org/{'x' * 60}") for kind in ("sign_in", "subscribe", "donate"))
    live = rule("soft_wall", messages={"uk": message}, wall=Wall(ways=ways))
    made = payload(live, 5, SITE, keep=dict.fromkeys(KEPT, "x" * 200))
    assert len(msgspec.json.encode(made)) < 8_192
