"""What states, acts and times of corrections are called."""

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta

from dashboards.dates import locale
from service.catalog.corrections import READERS, Act, Correction
from service.page.language import N_, _, language

STATES = {
    "new": N_("New"),
    "accepted": N_("Accepted"),
    "rejected": N_("Rejected"),
    "fixed": N_("Fixed"),
}
#: What a button does, by the state it leads to.
STEPS = {
    "accepted": N_("Accept"),
    "rejected": N_("Reject"),
    "fixed": N_("Mark fixed"),
    "new": N_("Back to new"),
}
#: Why a correction is as severe as it is guessed to be (`service.corrections.severity`).
REASONS = {
    "a number": N_("a number"),
    "a name": N_("a name"),
    "a word": N_("a word"),
    "spelling": N_("spelling"),
    "punctuation": N_("punctuation"),
    "a comment": N_("a comment"),
}
#: The key that presses it.
KEYS = {"accepted": "a", "rejected": "r", "fixed": "f", "new": "n"}


def moment(ms: int, timezone: str) -> str:
    """When, on the site's clock; `ms` UTC milliseconds."""
    at = dt.datetime.fromtimestamp(ms / 1000, ZoneInfo(timezone))
    return str(format_datetime(at, "d MMM y, HH:mm", locale=locale()))


def lasting(ms: float) -> str:
    """How long something took, in the largest unit that fits: `40 minutes`, `3 hours`, `2 days`."""
    wanted = dt.timedelta(milliseconds=max(ms, 0))
    return format_timedelta(wanted, granularity="minute", threshold=1.5, locale=language())


def state_words(correction: Correction) -> str:
    """What became of it, and by whom where that is told."""
    if correction.state == "fixed" and correction.fixed_by == READERS:
        return _("Fixed: readers’ pages hold these words no more")
    return _(STATES[correction.state])


def reason(correction: Correction) -> str:
    """Why it is as severe as it is."""
    return _(REASONS.get(correction.severity_why, ""))


def act_words(act: Act) -> str:
    """What was done, as a sentence without its subject: that is the act's person."""
    if act.kind == "note":
        return _("noted")
    if act.kind == "assign":
        return _("gave it to %(who)s", who=act.text) if act.text else _("gave it to nobody")
    if not act.person:
        return (
            _("Readers’ pages hold these words no more")
            if act.text == "fixed"
            else _("Readers’ pages hold these words again")
        )
    return _("set it to “%(state)s”", state=_(STATES.get(act.text, act.text)))
