"""The texts that stand in the pages' templates and code, and the files with their translations.

`python -m tests.translations` adds new texts to each file, empty, and takes away those that are not said now.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from service.page.language import LANGUAGES, LOCALE, SOURCE

_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
ROOT = Path(__file__).parents[1]
#: Rooms whose texts are said in more than English.
ROOMS = (
    "dashboards",
    "service/page",
    "service/corrections",
    "service/accounts",
    "service/admin",
    "service/appeals",
    "service/catalog",
)
_TEMPLATES = ("**/templates/**.html", "**/templates/**.txt")
_METHODS = [("**.py", "python"), *((pattern, "jinja2.ext:babel_extract") for pattern in _TEMPLATES)]
_OPTIONS = {pattern: {"silent": "false"} for pattern in _TEMPLATES}
# The catalog and the appeals know no languages: their texts are carried to where pages show them.
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "CatalogError": None}
_KEYWORDS |= {"Said": None, "Counted": (1, 2)}


def said() -> Catalog:
    """Every text of the rooms, without translation."""
    found = Catalog()
    for room in ROOMS:
        texts = extract_from_dir(ROOT / room, _METHODS, _OPTIONS, _KEYWORDS)
        for path, line, message, _comments, _context in texts:
            found.add(message, locations=[(f"{room}/{path}", line)])
    return found


def known(language: str) -> Catalog:
    """What a language's file holds."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def main() -> None:
    """Bring every language's file up to date."""
    template = said()
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        catalog = known(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        text = io.BytesIO()
        write_po(text, catalog, width=110, sort_output=True, omit_header=True, no_location=True)
        header = _HEADER.format(language=language, plural=catalog.plural_forms)
        (LOCALE / f"{language}.po").write_bytes(header.encode() + text.getvalue())
        missing = sum(not message.string or not any(message.string) for message in catalog if message.id)
        print(f"{language}: {len(catalog)} texts, {missing} without a translation")


if __name__ == "__main__":
    main()
