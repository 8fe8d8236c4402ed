"""Where readers are, by the site's time zone: most at home, the rest with the neighbours and the diaspora."""

from functools import cache
from importlib.resources import files
from types import MappingProxyType

from service.sample.wheels import Choices

SLOTS = 1024
TYPES = {"country": "VARCHAR", "language": "VARCHAR", "block_factor": "DOUBLE"}

_AT_HOME = 62.0
#: Per cent of a site's readers who are abroad, for countries whose readers live elsewhere than most.
_ABROAD = MappingProxyType(
    {
        "UA": "PL 7 DE 6.5 US 5 CZ 3.5 GB 3 CA 2.2 IT 1.6 ES 1.4 NL 1.2 FR 1.1 RO 1 SK 1 LT .8 IE .7 MD .7",
        "GB": "US 12 IE 5 AU 4 CA 3.5 DE 3 FR 2.2 ES 2 NL 1.6 IN 1.5 NZ 1.2 IT 1 PL 1",
        "IE": "GB 15 US 11 AU 3 CA 2.5 DE 2 ES 1.5 FR 1.2 NL 1 PL .8",
        "US": "CA 8 GB 7 AU 4 IN 4 DE 3 MX 2.5 FR 1.8 IE 1.2 NL 1.2 PH 1.2 JP 1.1 BR 1",
        "DE": "AT 11 CH 9 NL 3 US 3 GB 2.5 FR 2.2 PL 1.8 ES 1.8 IT 1.7 DK 1 CZ 1",
        "PL": "GB 8 DE 8 UA 4 US 3.5 IE 2.5 NL 2.5 NO 2 CZ 1.6 FR 1.5 SE 1.4 IT 1 ES 1",
    }
)
_ANYWHERE = "US 9 GB 8 DE 5 CA 3 FR 2.5 IE 2 NL 1.8 AU 1.7 ES 1.5 IT 1.5 PL 1 IN 1"
_LANGUAGES = MappingProxyType(
    {
        "UA": "uk",
        "PL": "pl",
        "DE": "de",
        "AT": "de",
        "CH": "de",
        "CZ": "cs",
        "SK": "sk",
        "IT": "it",
        "ES": "es",
    }
    | {
        "MX": "es",
        "FR": "fr",
        "NL": "nl",
        "RO": "ro",
        "MD": "ro",
        "LT": "lt",
        "LV": "lv",
        "EE": "et",
        "BR": "pt",
    }
    | {
        "PT": "pt",
        "JP": "ja",
        "KR": "ko",
        "SE": "sv",
        "NO": "nb",
        "DK": "da",
        "FI": "fi",
        "GR": "el",
        "HU": "hu",
    }
    | {"BG": "bg", "TR": "tr", "HR": "hr", "RS": "sr", "SI": "sl"}
)
#: How much more or less than on average ads are blocked in a country, all else equal.
_BLOCK_FACTORS = MappingProxyType(
    {"DE": 1.25, "AT": 1.2, "PL": 1.15, "FR": 1.1, "CZ": 1.1, "SE": 1.1, "NL": 1.05, "CA": 1.05, "GB": 0.95}
    | {"RO": 0.95, "ES": 0.92, "IT": 0.88, "IN": 0.8, "BR": 0.8, "MX": 0.8, "PH": 0.8, "JP": 0.6}
)


def home(timezone: str) -> str:
    """The country of a time zone, by the IANA database's zone.tab; 'GB' for UTC and others without one."""
    return _countries().get(timezone, "GB")


def rows(timezone: str) -> Choices:
    """The countries of a site's readers, as TYPES. Half of those abroad read in the site's language.

    The block factors average 1 over the readers.
    """
    country = home(timezone)
    shares = {country: _AT_HOME} | _abroad(country)
    average = sum(share * _BLOCK_FACTORS.get(code, 1) for code, share in shares.items()) / sum(
        shares.values()
    )
    return [
        (share / 2, (code, spoken, _BLOCK_FACTORS.get(code, 1) / average))
        for code, share in shares.items()
        for spoken in (language(country), language(code))
    ]


def _abroad(country: str) -> dict[str, float]:
    words = _ABROAD.get(country, _ANYWHERE).split()
    shares = {
        code: float(share) for code, share in zip(words[::2], words[1::2], strict=True) if code != country
    }
    scale = (100 - _AT_HOME) / sum(shares.values())
    return {code: share * scale for code, share in shares.items()}


def language(country: str) -> str:
    """The primary language subtag most read in a country; 'en' where not listed."""
    return _LANGUAGES.get(country, "en")


@cache
def _countries() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {fields[2]: fields[0] for fields in lines}
