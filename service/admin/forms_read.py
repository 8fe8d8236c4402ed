"""Reads what was typed into a form: each field with its limits, and a sentence beside each that is wrong."""

import datetime as dt
import math
import re
from collections.abc import Collection, Mapping

from service.catalog.bodies import no_text
from service.page.language import _, decimal

_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")


class Reading:
    """The fields of one form, read one after the other; `problems` has a sentence for each that is wrong.

    A field that is wrong, or missing, reads as the least that fits, so that all the others can be read too.
    """

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.problems: dict[str, str] = {}

    def wrong(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field, unless something has been said already."""
        self.problems.setdefault(name, sentence)

    def text(self, name: str, most: int, *, least: int = 0) -> str:
        """Text of at most `most` characters, trimmed."""
        text = self.typed.get(name, "").strip()
        if found := no_text(text):
            self.wrong(
                name, _("This holds a character that is no text (%(found)s). Type it anew.", found=found)
            )
        elif len(text) > most:
            there, fit = decimal(len(text)), decimal(most)
            self.wrong(name, _("This has %(count)s characters; %(most)s fit.", count=there, most=fit))
        elif len(text) < least:
            self.wrong(name, _("Write something here."))
        return "" if name in self.problems else text

    def lines(self, name: str, most: int, longest: int) -> tuple[str, ...]:
        """At most `most` different lines of at most `longest` characters."""
        text = self.text(name, most * (longest + 1))
        lines = tuple(dict.fromkeys(filter(None, (line.strip() for line in text.split("\n")))))
        if len(lines) > most:
            self.wrong(name, _("These are %(count)s lines; %(most)s fit.", count=len(lines), most=most))
        elif any(len(line) > longest for line in lines):
            self.wrong(name, _("A line may have %(most)s characters.", most=longest))
        return () if name in self.problems else lines

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        text = self.typed.get(name, "").strip()
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            ends = {"low": decimal(low), "high": decimal(high)}
            self.wrong(name, _("Write a whole number from %(low)s to %(high)s.", **ends))
            return low
        return int(text)

    def number(self, name: str, high: float) -> float | None:
        """A number from 0 to `high`, with a point or a comma; None for an empty field."""
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.nan
        if not 0 <= value <= high:
            self.wrong(name, _("Write a number from 0 to %(high)s, like 2.50.", high=decimal(high)))
            return None
        return value

    def one_of(self, name: str, choices: Collection[str]) -> str:
        """One of the choices; the first of them when it is none."""
        text = self.typed.get(name, "")
        if text not in choices:
            self.wrong(name, _("Choose one of these."))
            return next(iter(choices))
        return text

    def on(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.typed.get(name, "") not in {"", "off"}

    def day(self, name: str) -> dt.date | None:
        """A day like 2026-11-02; None for an empty field."""
        text = self.typed.get(name, "").strip()
        if not text:
            return None
        try:
            return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
        except ValueError:
            self.wrong(name, _("Write a day like 2026-11-02."))
            return None
