"""A form as its template asks for it."""

from collections.abc import Mapping

import msgspec

from service.page.language import N_, _

#: By the last part of a field's name
_CALLED = {
    "after_allowing_days": N_("Days after allowing ads"),
    "after_dismissal_days": N_("Days after a no"),
    "countries": N_("Countries"),
    "cpm": N_("CPM"),
    "done": N_("Button “done”"),
    "first": N_("First day"),
    "free": N_("Free articles"),
    "from_hour": N_("From hour"),
    "holdout": N_("Holdout"),
    "how": N_("Button “how to”"),
    "last": N_("Last day"),
    "later": N_("Button “later”"),
    "name": N_("Name"),
    "per_day": N_("A day, at most"),
    "per_week": N_("A week, at most"),
    "picture": N_("Picture"),
    "priority": N_("Priority"),
    "radius": N_("Corners"),
    "text": N_("Text"),
    "title": N_("Title"),
    "to_hour": N_("To hour"),
    "url": N_("Address"),
    "value": N_("Seconds or %"),
    "values": N_("Condition"),
    "wait_s": N_("Seconds until it ends"),
    "weight": N_("Weight"),
}


class Shown(msgspec.Struct, frozen=True):
    """What stands in each field, what is wrong with some, or to think of, and which one to go on with."""

    typed: Mapping[str, str]
    problems: Mapping[str, str] = {}
    hints: Mapping[str, str] = {}
    focus: str = ""

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    def called(self, name: str) -> str:
        """What a list of problems calls a field, such as `Weight: `; '' where the sentence is enough."""
        label = _CALLED.get(name.rpartition(".")[2], "")
        return f"{_(label)}: " if label else ""

    def count(self, name: str) -> int:
        """How many there are in the list `name`, such as `groups` or `groups.0.conditions`."""
        return count(self.typed, name)

    def lines(self, name: str) -> list[str]:
        """The lines of a field that holds several values."""
        return self[name].split("\n")

    def wrong_in(self, name: str) -> bool:
        """Whether something is wrong in this part of the form."""
        return any(one.startswith(name) for one in self.problems)


def count(typed: Mapping[str, str], name: str) -> int:
    """How many there are in the list `name`."""
    return len({field[len(name) + 1 :].partition(".")[0] for field in typed if field.startswith(f"{name}.")})


def dense(typed: Mapping[str, str]) -> dict[str, str]:
    """The fields with the places of lists counted anew from 0, whichever were taken out."""
    places: dict[str, dict[str, int]] = {}
    for name in sorted(typed, key=_in_order):
        parts = name.split(".")
        for depth, part in enumerate(parts):
            if part.isdigit():
                taken = places.setdefault(".".join(parts[:depth]), {})
                taken.setdefault(part, len(taken))
    return {_renamed(name, places): text for name, text in typed.items()}


def _in_order(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in name.split(".")]


def _renamed(name: str, places: Mapping[str, Mapping[str, int]]) -> str:
    parts = name.split(".")
    return ".".join(
        str(places[".".join(parts[:depth])][part]) if part.isdigit() else part
        for depth, part in enumerate(parts)
    )
