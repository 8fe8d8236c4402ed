"""What holds for all appeals of a site, as a form: colours, language, caps, consent mode."""

from collections.abc import Iterator, Mapping

from service.admin.forms_read import Reading
from service.appeals import contrast
from service.appeals.languages import LANGUAGES
from service.catalog.rule import Policy, Theme

COLOURS = {
    "background": "Background",
    "text": "Text",
    "accent": "Links and buttons",
    "dark_background": "Background, dark",
    "dark_text": "Text, dark",
    "dark_accent": "Links and buttons, dark",
}
FONTS = {"page": "The page’s own", "system": "The device’s", "serif": "A serif"}
SCHEMES = {"auto": "As the reader’s device is set", "light": "Always light", "dark": "Always dark"}

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
    for field, sentence in contrast.problems(theme):
        reading.wrong(f"theme.{field}", sentence)
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
        yield label, getattr(policy.theme, name)
    yield "Corners", f"{policy.theme.radius} pixels"
    yield "Font", FONTS[policy.theme.font]
    yield "Light or dark", SCHEMES[policy.theme.scheme]
    yield "Language", LANGUAGES[policy.language].name if policy.language in LANGUAGES else policy.language
    yield "A day, at most", str(policy.per_day or "no limit")
    yield "A week, at most", str(policy.per_week or "no limit")
