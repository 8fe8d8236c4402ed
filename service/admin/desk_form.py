"""How a site takes corrections, as a form: on or off, captions by language, whom to tell."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from service.admin.forms_read import Reading
from service.admin.forms_shown import count, dense
from service.admin.languages import language_name, languages_by_name
from service.appeals.languages import LANGUAGES
from service.catalog.desks import LONGEST_CAPTION, MOST_CAPTIONS, Desk
from service.catalog.errors import CatalogError
from service.catalog.people import normal_email
from service.corrections.addresses import LONGEST, Policy, read_target
from service.corrections.failure import Failure, words
from service.page.language import _

#: Empty lines to write in, below those there are.
MORE = 1

_NAMES = re.compile(r"on|email|webhook|captions\.[0-9]{1,3}\.(?:language|text)")
_FRAME = {"csrf", "was", "do"}

Typed = dict[str, str]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the form sets; the fields are those of Desk."""

    on: bool
    captions: dict[str, str]
    email: str
    webhook: str


def known(fields: Mapping[str, str]) -> tuple[Typed, list[str]]:
    """The fields of this form, and the names of those that are none. Captions without text are left out."""
    mine = {name: text for name, text in fields.items() if _NAMES.fullmatch(name)}
    full = {name.rpartition(".")[0] for name, text in mine.items() if name.endswith(".text") and text.strip()}
    kept = {name: text for name, text in mine.items() if "." not in name or name.rpartition(".")[0] in full}
    return dense(kept), [name for name in fields if name not in mine and name not in _FRAME]


def typed_of(desk: Desk | Wanted) -> Typed:
    """The fields that show the settings."""
    typed = {"on": "on" if desk.on else "", "email": desk.email, "webhook": desk.webhook}
    for place, (language, text) in enumerate(sorted(desk.captions.items())):
        typed |= {f"captions.{place}.language": language, f"captions.{place}.text": text}
    return typed


def read(typed: Typed, policy: Policy) -> tuple[Wanted | None, dict[str, str]]:
    """The settings, or None and a sentence for each field that is wrong; `policy` is what may be called."""
    reading = Reading(typed)
    wanted = Wanted(
        on=reading.on("on"),
        captions=_captions(reading),
        email=_email(reading),
        webhook=_webhook(reading, policy),
    )
    return (None if reading.problems else wanted), reading.problems


def facts(desk: Desk | Wanted) -> Iterator[tuple[str, str]]:
    """The settings in words."""
    yield _("Corrections"), _("on") if desk.on else _("off")
    for language, text in sorted(desk.captions.items()):
        yield _("Caption, %(language)s", language=language_name(language)), text
    yield _("E-mail of the desk"), desk.email
    yield _("Webhook"), desk.webhook


def languages() -> dict[str, str]:
    """Each language's name and, where it is another, its own, so that whoever writes in it finds it."""
    owns = {code: one.own for code, one in LANGUAGES.items()}
    names = languages_by_name()
    return {code: name if name == owns[code] else f"{name} ({owns[code]})" for code, name in names.items()}


def _captions(reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in range(min(count(reading.typed, "captions"), MOST_CAPTIONS)):
        name = f"captions.{place}"
        language = reading.one_of(f"{name}.language", LANGUAGES)
        text = " ".join(reading.text(f"{name}.text", LONGEST_CAPTION).split())
        if not text.isprintable():
            reading.wrong(f"{name}.text", _("This holds a character that cannot be seen. Type it anew."))
        if language in found:
            reading.wrong(f"{name}.language", _("This language has a caption already."))
        found[language] = text
    return found


def _email(reading: Reading) -> str:
    text = reading.text("email", 254)
    try:
        return normal_email(text) if text else ""
    except CatalogError:
        reading.wrong("email", _("Write an e-mail address like desk@example.org."))
        return ""


def _webhook(reading: Reading, policy: Policy) -> str:
    url = reading.text("webhook", LONGEST)
    if not url:
        return ""
    try:
        read_target(url, policy)
    except Failure as failure:
        reading.wrong("webhook", words(failure.kept))
    return url
