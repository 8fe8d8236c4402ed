"""The money settings as a form: countries that pay alike stand in one line, which is a tier."""

import re
from collections.abc import Iterator, Mapping

from service.admin.forms_read import Reading
from service.admin.forms_shown import count, dense
from service.catalog.sites import Money
from service.page.language import N_, _

MOST_ROWS = 100
HIGHEST = 100_000
#: Empty lines to write in, below those there are.
MORE = 2
DEVICES = {
    "desktop": N_("desktop"),
    "phone": N_("phone"),
    "tablet": N_("tablet"),
    "tv": N_("TV"),
    "other": N_("other devices"),
}

_NAMES = re.compile(
    rf"currency|cpm|devices\.(?:{'|'.join(DEVICES)})"
    r"|tiers\.[0-9]{1,2}\.(?:countries|cpm)|sections\.[0-9]{1,2}\.(?:name|cpm)"
)
_FRAME = {"csrf", "was", "do"}
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")

Typed = dict[str, str]


def known(fields: Mapping[str, str]) -> tuple[Typed, list[str]]:
    """The fields of this form, and the names of those that are none. Lines that are empty are left out."""
    mine = {name: text for name, text in fields.items() if _NAMES.fullmatch(name)}
    full = {_row(name) for name, text in mine.items() if text.strip()}
    empty = {name for name in mine if _row(name) and _row(name) not in full} if _saves(fields) else set()
    unknown = [name for name in fields if name not in mine and name not in _FRAME]
    return dense({name: text for name, text in mine.items() if name not in empty}), unknown


def typed_of(money: Money) -> Typed:
    """The fields that show the settings."""
    typed = {"currency": money.currency, "cpm": _shown(money.cpm)}
    typed |= {f"devices.{device}": _shown(cpm) for device, cpm in money.by_device.items()}
    for place, (cpm, countries) in enumerate(_tiers(money.by_country)):
        typed |= {f"tiers.{place}.countries": " ".join(countries), f"tiers.{place}.cpm": _shown(cpm)}
    for place, (name, cpm) in enumerate(money.by_section.items()):
        typed |= {f"sections.{place}.name": name, f"sections.{place}.cpm": _shown(cpm)}
    return typed


def read(typed: Typed) -> tuple[Money | None, dict[str, str]]:
    """The settings, or None and a sentence for each field that is wrong."""
    reading = Reading(typed)
    devices = {device: reading.number(f"devices.{device}", HIGHEST) for device in DEVICES}
    money = Money(
        currency=_currency(reading),
        cpm=_cpm(reading, "cpm"),
        by_device={device: cpm for device, cpm in devices.items() if cpm is not None},
        by_country=_countries(reading),
        by_section=_sections(reading),
    )
    return (None if reading.problems else money), reading.problems


def facts(money: Money) -> Iterator[tuple[str, str]]:
    """The settings in words."""
    yield _("Currency"), money.currency
    yield _("CPM"), _shown(money.cpm)
    devices = {_(DEVICES.get(device, device)): cpm for device, cpm in money.by_device.items()}
    for label, cpms in (
        (_("Device"), devices),
        (_("Country"), money.by_country),
        (_("Section"), money.by_section),
    ):
        for name, cpm in cpms.items():
            yield f"{label}: {name}", _shown(cpm)


def _row(name: str) -> str:
    return name.rpartition(".")[0] if name.startswith(("tiers.", "sections.")) else ""


def _saves(fields: Mapping[str, str]) -> bool:
    return fields.get("do") != "more"


def _shown(cpm: float) -> str:
    return f"{cpm:.6f}".rstrip("0").rstrip(".")


def _tiers(by_country: Mapping[str, float]) -> list[tuple[float, list[str]]]:
    tiers: dict[float, list[str]] = {}
    for country, cpm in by_country.items():
        tiers.setdefault(cpm, []).append(country)
    return sorted(tiers.items(), reverse=True)


def _currency(reading: Reading) -> str:
    currency = reading.text("currency", 10).upper()
    if not _CURRENCY.fullmatch(currency):
        reading.wrong("currency", _("Write the currency’s three letters (ISO 4217), like EUR or UAH."))
    return currency


def _cpm(reading: Reading, name: str) -> float:
    cpm = reading.number(name, HIGHEST)
    if cpm is None:
        reading.wrong(name, _("Write what a thousand viewable impressions bring."))
    return cpm or 0.0


def _rows(reading: Reading, name: str) -> list[str]:
    found = count(reading.typed, name)
    return [f"{name}.{place}" for place in range(min(found, MOST_ROWS))]


def _countries(reading: Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in _rows(reading, "tiers"):
        name = f"{row}.countries"
        cpm = _cpm(reading, f"{row}.cpm")
        countries = re.split(r"[\s,;]+", reading.text(name, 1_000).upper().strip())
        for country in filter(None, countries):
            if not _COUNTRY.fullmatch(country):
                text = _("“%(text)s” is no country code; two letters each, like UA PL.", text=country[:20])
                reading.wrong(name, text)
            elif country in found:
                reading.wrong(name, _("%(name)s stands in two lines.", name=country))
            found[country] = cpm
        if not any(countries):
            reading.wrong(name, _("Write which countries this is for, like UA PL DE."))
    return found


def _sections(reading: Reading) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in _rows(reading, "sections"):
        section = reading.text(f"{row}.name", 100)
        if section in found:
            reading.wrong(f"{row}.name", _("This section stands in two lines."))
        if not section:
            reading.wrong(f"{row}.name", _("Write which section this is for."))
        found[section] = _cpm(reading, f"{row}.cpm")
    return found
