"""A form as its template asks for it."""

from collections.abc import Mapping

import msgspec

#: By the last part of a field's name
_CALLED = {
    "after_allowing_days": "Days after allowing ads",
    "after_dismissal_days": "Days after a no",
    "countries": "Countries",
    "cpm": "CPM",
    "done": "Button “done”",
    "first": "First day",
    "free": "Free articles",
    "from_hour": "From hour",
    "holdout": "Holdout",
    "how": "Button “how to”",
    "last": "Last day",
    "later": "Button “later”",
    "name": "Name",
    "per_day": "A day, at most",
    "per_week": "A week, at most",
    "picture": "Picture",
    "priority": "Priority",
    "radius": "Corners",
    "text": "Text",
    "title": "Title",
    "to_hour": "To hour",
    "url": "Address",
    "value": "Seconds or %",
    "values": "Condition",
    "wait_s": "Seconds until it ends",
    "weight": "Weight",
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
        return f"{label}: " if label else ""

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
