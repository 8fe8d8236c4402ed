"""Numbers as a reader of the page writes them: 12,431 or 12 431, 23.4% or 23,4 %."""

import math

import msgspec
from babel.numbers import format_compact_decimal

from service.page.language import _, language

NOT_KNOWN = "–"
#: A rate over fewer views says more about chance than about readers: with 30 views the 95 % interval of a
#: 25 % rate already spans 13 to 43 % (Wilson).
FEW = 30


class Numbers(msgspec.Struct, frozen=True):
    """The signs of one locale: decimal mark, group mark, what stands before the per cent sign."""

    decimal: str = "."
    group: str = ","
    before_percent: str = ""

    @property
    def separators(self) -> str:
        """Both marks as `layout.separators` of a figure wants them."""
        return self.decimal + self.group

    def decimals(self, value: float, places: int) -> str:
        """`value` with exactly `places` decimals."""
        text = f"{value:,.{places}f}"
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def count(self, value: float | None) -> str:
        """A whole number."""
        return NOT_KNOWN if value is None else self.decimals(value, 0)

    def short(self, value: float) -> str:
        """A whole number in at most seven characters: from 10,000 on two or three digits are told."""
        if value < 10_000:
            return self.count(value)
        places = int(len(f"{value:.0f}") % 3 == 1)
        return str(format_compact_decimal(value, locale=language(), fraction_digits=places))

    def percent(self, share: float | None, places: int = 1) -> str:
        """A share 0..1 as per cent."""
        return NOT_KNOWN if share is None else self.decimals(share * 100, places) + self.before_percent + "%"

    def money(self, value: float | None, currency: str) -> str:
        """An amount with its currency's code: `0.41 EUR`; from 1,000 on without cents."""
        if value is None or not math.isfinite(value):
            return NOT_KNOWN
        return f"{self.decimals(value, 0 if abs(value) >= 1_000 else 2)}\u00a0{currency}".replace(
            "-", "\u2212"
        )

    def change(self, share: float | None) -> str:
        """A change 0.021 as `+2.1%`."""
        if share is None or not math.isfinite(share):
            return NOT_KNOWN
        return ("+" if share > 0 else "") + self.percent(share).replace("-", "\u2212")

    def signed(self, value: float, places: int) -> str:
        """A difference, with its sign: `+2.1`, `−0.4`."""
        return ("+" if value > 0 else "") + self.decimals(value, places).replace("-", "\u2212")

    def seconds(self, value: float | None) -> str:
        """A duration: `42 s`, `1 min 05 s`."""
        if value is None:
            return NOT_KNOWN
        minutes, rest = divmod(round(value), 60)
        if not minutes:
            return _("%(seconds)s s", seconds=rest)
        return _("%(minutes)s min %(seconds)s s", minutes=self.count(minutes), seconds=f"{rest:02d}")

    def depth(self, per_cent: float | None) -> str:
        """A depth that is per cent already, such as scroll depth."""
        return self.percent(None if per_cent is None else per_cent / 100, 0)


_ENGLISH = Numbers()
_SPACES = Numbers(decimal=",", group="\u00a0", before_percent="\u00a0")
_DOTS = Numbers(decimal=",", group=".", before_percent="\u00a0")
_SWISS = Numbers(decimal=".", group="’")
_BY_LANGUAGE = {
    **dict.fromkeys(("bg", "cs", "fi", "fr", "hu", "nb", "nn", "no", "pl", "ru", "sk", "sv", "uk"), _SPACES),
    **dict.fromkeys(("da", "de", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "tr"), _DOTS),
    **dict.fromkeys(("de-ch", "de-li"), _SWISS),
}


def numbers_for(accept_language: str) -> Numbers:
    """The number signs for an Accept-Language header: those of its first language, else English."""
    first = accept_language.split(",", 1)[0].split(";", 1)[0].strip().lower()
    return _BY_LANGUAGE.get(first) or _BY_LANGUAGE.get(first.partition("-")[0], _ENGLISH)
