"""The texts of rules, their checks and decisions, in the language spoken; and when something was."""

import datetime as dt
from typing import Any

from babel.dates import format_datetime
from babel.numbers import format_decimal

from service.appeals.said import Counted, Joined, Said
from service.page.language import _, decimal, gettext, language, ngettext


def tell(text: str) -> str:
    """What is Said, in the language spoken; any other text as it is, for somebody typed it."""
    match text:
        case Joined():
            return tell(text.joint).join(map(tell, text.parts))
        case Counted():
            return ngettext(text.text, text.many, text.number, **_told(text))
        case Said():
            return gettext(text.text, **_told(text))
        case _:
            return text


def moment(when: dt.datetime, pattern: str = "d MMMM y, HH:mm") -> str:
    """`2 November 2026, 14:00`; `pattern` is of Unicode's CLDR."""
    return str(format_datetime(when, pattern, locale=language()))


def percent(share: float) -> str:
    """A share of 1 as per cent with one decimal."""
    return _("%(value)s%%", value=format_decimal(100 * share, "0.0", locale=language()))


def _told(text: Said) -> dict[str, Any]:
    return {name: _value(value) for name, value in text.values.items()}


def _value(value: object) -> object:
    if isinstance(value, str):
        return tell(value)
    return decimal(value) if isinstance(value, int | float) else value
