"""The language a page speaks: what the reader's browser likes best of what there is, English else.

Texts are written in English where they stand, inside `_("…")`; `locale/{language}.po` holds the others'.
Placeholders are named, `_("%(count)s views", count=…)`, so that a translation may put them in its own order.
"""

import functools
import io
from contextvars import ContextVar
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

SOURCE = "en"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = (SOURCE, *sorted(path.stem for path in LOCALE.glob("*.po")))

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The language spoken now, one of LANGUAGES."""
    return _spoken.get()


def speak(wanted: str) -> None:
    """From now on, in this task, speak the first of an Accept-Language header's languages that there is."""
    names = [part.partition(";")[0].strip().replace("-", "_") for part in wanted[:200].split(",")]
    found = negotiate_locale([*names, *(name.partition("_")[0] for name in names)], LANGUAGES, sep="_")
    _spoken.set(found or SOURCE)


def gettext(text: str, /, **values: Any) -> str:
    """A text in the language spoken; with its placeholders filled where `values` are given."""
    found = translations().gettext(text) if text else ""
    return found % values if values else found


def ngettext(one: str, many: str, number: float, /, **values: Any) -> str:
    """The form that goes with a number, placeholder `num` of the text unless `values` has it written out."""
    return translations().ngettext(one, many, round(number)) % {"num": number, **values}


_ = gettext


def N_(text: str) -> str:  # noqa: N802 (the usual name, by which texts are found)
    """Marks a text that is translated where it is shown, later."""
    return text


def sentence(text: str, /, **values: Any) -> str:
    """A text that begins small and has no full stop, as an error does: translated, as a sentence."""
    said = gettext(text, **values)
    return f"{said[:1].upper()}{said[1:]}."


def decimal(value: float) -> str:
    """A number with at most six decimals, by the customs of the language spoken."""
    return str(format_decimal(value, "#,##0.######", locale=language()))


def translations() -> NullTranslations:
    """The texts of the language spoken."""
    return _translations(language())


@functools.cache
def _translations(name: str) -> NullTranslations:
    """What a language's file holds; read once, some 10 ms for 1,000 texts."""
    if name == SOURCE:
        return NullTranslations()
    with (LOCALE / f"{name}.po").open("rb") as file:
        catalog = read_po(file, locale=name)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
