"""The widget's own words, in the languages of `texts/*.toml`. What an editor wrote comes from the rule."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from service.appeals.languages import chosen
from service.catalog.rule import Form, Message

_TEXTS = Path(__file__).parent / "texts"

#: Plural category (CLDR, as `Intl.PluralRules` names it) -> text with {n}; `other` stands for those left out.
Forms = dict[str, str]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the widget says by itself. {s} in `wait` are the seconds that a soft wall still stands.

    `still`: tested, ads are blocked; `unsure`: the test told nothing; `thanks`: they are not, and the page is
    loaded anew; `lost`: the steps could not be loaded. `left` are the free articles left, more than none.
    """

    close: str
    back: str
    testing: str
    still: str
    unsure: str
    thanks: str
    lost: str
    wait: str
    left: Forms


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The buttons of a message that leaves them empty; `read_on` is a soft wall's `later`."""

    how: str
    done: str
    later: str
    read_on: str


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is written in one language. `ways` by kind of way, `messages` by form, where there are any."""

    words: Words
    labels: Labels
    ways: dict[str, str]
    messages: dict[str, Message] = {}


@cache
def texts(language: str) -> Texts:
    """What is written in one of `written()`. Raises KeyError for another language."""
    if language not in written():
        raise KeyError(f"no texts in {language!r}: there are {', '.join(written())}")
    return msgspec.convert(tomllib.loads((_TEXTS / f"{language}.toml").read_text("utf-8")), Texts)


@cache
def written() -> tuple[str, ...]:
    """The languages in which there are texts."""
    return tuple(sorted(path.stem for path in _TEXTS.glob("*.toml")))


def nearest(language: str, default: str = "en") -> str:
    """The language in which the widget speaks around a message in `language`."""
    return chosen(written(), language, "", default)


def labels(language: str, form: Form) -> Message:
    """The buttons' labels of a message that has none of its own: a message without title and text."""
    own = texts(nearest(language)).labels
    return Message(how=own.how, done=own.done, later=own.read_on if form == "soft_wall" else own.later)


@cache
def words(language: str, form: Form) -> dict[str, str]:
    """The words that travel with a form, and `lang`, the language that they are in. Not to be changed.

    `wait` is for soft walls alone, and `left` stays here, because its form depends on the number.
    """
    language = nearest(language)
    own = msgspec.structs.asdict(texts(language).words)
    unneeded = {"left"} if form == "soft_wall" else {"left", "wait"}
    return {"lang": language} | {name: text for name, text in own.items() if name not in unneeded}


def articles_left(language: str, number: int) -> str:
    """“3 free articles left this month”, for a number above 0, in the language nearest to a message's."""
    language = nearest(language)
    return counted(texts(language).words.left, language, number)


def counted(forms: Forms, language: str, number: int) -> str:
    """The form that goes with `number`, and the number in it."""
    return forms.get(plural(language, number), forms["other"]).replace("{n}", str(number))


def plural(language: str, number: int) -> str:
    """The category of a whole number, 0 or more, by CLDR's cardinal rules; beyond `written()` as in English.

    https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html; what belongs to millions
    ("many" in French, Spanish, Italian and Portuguese) is left out.
    """
    match language:
        case "uk":
            return _slavic(number, one=number % 10 == 1 and number % 100 != 11)
        case "pl":
            return _slavic(number, one=number == 1)
        case "cs":
            return {1: "one", 2: "few", 3: "few", 4: "few"}.get(number, "other")
        case "ro":
            few = number != 1 and (number == 0 or 1 <= number % 100 <= 19)
            return "one" if number == 1 else "few" if few else "other"
        case "ar":
            return _arabic(number)
        case "he":
            return {1: "one", 2: "two"}.get(number, "other")
        case "fr" | "pt":
            return "one" if number < 2 else "other"
        case _:
            return "one" if number == 1 else "other"


def _slavic(number: int, *, one: bool) -> str:
    if one:
        return "one"
    return "few" if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else "many"


def _arabic(number: int) -> str:
    if number < 3:
        return ("zero", "one", "two")[number]
    if number % 100 < 3:
        return "other"
    return "few" if number % 100 <= 10 else "many"
