"""What the languages of appeals and captions are called."""

from babel import Locale

from service.appeals.languages import LANGUAGES
from service.page.language import SOURCE, language

#: Letters that Unicode does not have at their place in the Ukrainian alphabet
_PLACES = str.maketrans({"ґ": "г\uffff", "є": "е\uffff", "і": "и\uffff", "ї": "и\uffff\uffff"})


def language_name(code: str) -> str:
    """A language's name in the language spoken, as it stands in a sentence; its code where it has none."""
    if code not in LANGUAGES:
        return code
    name = LANGUAGES[code].name
    return name if language() == SOURCE else str(Locale.parse(language()).languages.get(code, name))


def languages_by_name() -> dict[str, str]:
    """Every language there is to choose, by its code: its name with a capital, in the order of the names."""
    names = {code: language_name(code) for code in LANGUAGES}
    order = sorted(names, key=lambda code: names[code].casefold().translate(_PLACES))
    return {code: names[code][:1].upper() + names[code][1:] for code in order}
