"""A rule to begin with: who is asked, how often, and kind words for each form."""

from collections.abc import Iterable

from service.appeals.said import Said
from service.appeals.words import texts, written
from service.catalog.rule import (
    Body,
    Caps,
    Condition,
    Form,
    Group,
    Message,
    Trigger,
    Variant,
    Wall,
)

#: States in which ads are blocked (docs/wire.md)
BLOCKED = ("requests", "cosmetic", "dns")
#: Nobody is interrupted before having begun to read; what stands at the foot is there when one arrives.
TRIGGERS: dict[Form, Trigger] = {
    "inline": Trigger("at_once", 0),
    "banner": Trigger("engaged", 10),
    "dialog": Trigger("scroll", 50),
    "soft_wall": Trigger("scroll", 25),
    "hard_wall": Trigger("at_once", 0),
}
#: The more a form is in the way, the less often; a hard wall counts free articles instead.
CAPS: dict[Form, Caps] = {
    "inline": Caps(per_day=3, per_week=10, after_dismissal_days=7, after_allowing_days=30),
    "banner": Caps(per_day=1, per_week=3, after_dismissal_days=7, after_allowing_days=30),
    "dialog": Caps(per_day=1, per_week=2, after_dismissal_days=14, after_allowing_days=30),
    "soft_wall": Caps(per_day=1, per_week=2, after_dismissal_days=14, after_allowing_days=30),
    "hard_wall": Caps(per_day=0, per_week=0, after_dismissal_days=0, after_allowing_days=0),
}
NAMES: dict[Form, str] = {
    "inline": Said("Note at the article's foot"),
    "banner": Said("Banner"),
    "dialog": Said("Dialog"),
    "soft_wall": Said("Soft wall"),
    "hard_wall": Said("Hard wall"),
}
SOFT_WAIT_S = 5
_PICTURES: dict[Form, str] = {"dialog": "cup", "soft_wall": "newspaper", "hard_wall": "door"}


def default_body(form: Form, languages: Iterable[str] = ("en", "uk")) -> Body:
    """A new rule: readers who block ads, one variant in those of the languages that have texts, else English.

    A hard wall comes without ways on: their addresses are the publisher's, and the checks ask for them.
    """
    return Body(
        name=str(NAMES[form]),
        groups=(Group("all", (Condition("blocker", "is", BLOCKED),)),),
        caps=CAPS[form],
        trigger=TRIGGERS[form],
        form=form,
        wall=Wall(wait_s=SOFT_WAIT_S if form == "soft_wall" else 0),
        variants=(Variant(1, 100, "A", default_messages(form, languages), _PICTURES.get(form, "")),),
    )


def default_messages(form: Form, languages: Iterable[str]) -> dict[str, Message]:
    """The default message of a form in each of the languages that has one, else in English alone."""
    return {code: default_message(form, code) for code in languages if has_messages(code)} or {
        "en": default_message(form, "en")
    }


def default_message(form: Form, language: str) -> Message:
    """Title and text of a form, with empty labels, which stand for the default ones; English when unknown."""
    return texts(language if has_messages(language) else "en").messages[form]


def has_messages(language: str) -> bool:
    """Whether default messages are written in that language."""
    return language in written() and bool(texts(language).messages)
