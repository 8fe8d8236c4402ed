"""What holds for all appeals of a site, as a form: colours, language, caps, consent mode."""

from collections.abc import Iterator, Mapping

from service.admin.forms_read import Reading
from service.admin.languages import language_name
from service.appeals import contrast
from service.appeals.languages import LANGUAGES
from service.catalog.rule import Policy, Theme
from service.page.language import N_, _, decimal, ngettext

COLOURS = {
    "background": N_("Background"),
    "text": N_("Text"),
    "accent": N_("Links and buttons"),
    "dark_background": N_("Background, dark"),
    "dark_text": N_("Text, dark"),
    "dark_accent": N_("Links and buttons, dark"),
}
FONTS = {"page": N_("The page’s own"), "system": N_("The device’s"), "serif": N_("A serif")}
SCHEMES = {
    "auto": N_("As the reader’s device is set"),
    "light": N_("Always light"),
    "dark": N_("Always dark"),
}

_UNREAD = {
    "text": N_("Text cannot be read well on the background in light pages"),
    "accent": N_("A link in the accent colour cannot be read well on the background in light pages"),
    "dark_text": N_("Text cannot be read well on the background in dark pages"),
    "dark_accent": N_("A link in the accent colour cannot be read well on the background in dark pages"),
}

_NAMES = {
    *(f"theme.{name}" for name in (*COLOURS, "radius", "font", "scheme")),
    "language",
    "per_day",
    "per_week",
}
_FRAME = {"csrf", "was", "do", "preview.form", "preview.language", "preview.scheme"}

Typed = dict[str, str]


def known(fields: Mapping[str, str]) -> tuple[Typed, list[str]]:
    """The fields of this form, and the names of those that are none."""
    unknown = [name for name in fields if name not in _NAMES and name not in _FRAME]
    return {name: text for name, text in fields.items() if name in _NAMES}, unknown


def typed_of(policy: Policy) -> Typed:
    """The fields that show the settings."""
    theme = {f"theme.{name}": str(getattr(policy.theme, name)) for name in Theme.__struct_fields__}
    return theme | {name: str(getattr(policy, name)) for name in ("language", "per_day", "per_week")}


def read(typed: Typed) -> tuple[Policy | None, dict[str, str]]:
    """The settings, appeals not stopped; or None and a sentence for each field that is wrong."""
    reading = Reading(typed)
    colours = {name: reading.text(f"theme.{name}", 40).lower() for name in COLOURS}
    theme = Theme(
        **colours,
        radius=reading.whole("theme.radius", 0, 32),
        font=reading.one_of("theme.font", FONTS),  # type: ignore[arg-type]
        scheme=reading.one_of("theme.scheme", SCHEMES),  # type: ignore[arg-type]
    )
    for one in contrast.problems(theme):
        reading.wrong(f"theme.{one.field}", _unread(one, colours[one.field]))
    policy = Policy(
        per_day=reading.whole("per_day", 0, 1_000),
        per_week=reading.whole("per_week", 0, 1_000),
        language=reading.one_of("language", LANGUAGES),
        theme=theme,
    )
    return (None if reading.problems else policy), reading.problems


def facts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The settings in words."""
    for name, label in COLOURS.items():
        yield _(label), getattr(policy.theme, name)
    yield _("Corners"), ngettext("%(num)s pixel", "%(num)s pixels", policy.theme.radius)
    yield _("Font"), _(FONTS[policy.theme.font])
    yield _("Light or dark"), _(SCHEMES[policy.theme.scheme])
    yield _("Language"), language_name(policy.language)
    yield _("A day, at most"), str(policy.per_day or _("no limit"))
    yield _("A week, at most"), str(policy.per_week or _("no limit"))


def _unread(one: contrast.Unread, colour: str) -> str:
    if not one.contrast:
        return _("“%(text)s” is not a colour: write # and six digits, like #1a5fb4.", text=colour)
    return _(
        "%(what)s: their contrast is %(contrast)s:1 and has to be %(enough)s:1 or more. %(advice)s",
        what=_(_UNREAD[one.field]),
        contrast=decimal(one.contrast),
        enough=decimal(contrast.ENOUGH),
        advice=_("Choose a darker one.") if one.darker else _("Choose a lighter one."),
    )
