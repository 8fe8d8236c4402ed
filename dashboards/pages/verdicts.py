"""What a verdict says, in the language of the page."""

from service.metrics.verdict import Kind, Verdict
from service.page.language import N_, _, ngettext

_WORDS: dict[Kind, str] = {
    "nobody": N_("Nobody was asked in these days."),
    "no_holdout": N_("Nobody is held out, so there is nothing to compare with."),
    "too_small": N_(
        "The groups are too small to compare: hold out at least 3% and give each variant at least 3%."
    ),
    "helped": N_("It helped: it brought more than it cost."),
    "cost": N_("It cost more than it brought."),
    "no_difference": N_("No difference seen: one as small as this would take months to show."),
}


def verdict_words(verdict: Verdict) -> str:
    """A verdict as a sentence."""
    if verdict.kind == "too_early":
        days = verdict.days or 1
        return ngettext(
            "Too early: about %(num)s more day.", "Too early: about %(num)s more days.", days, num=days
        )
    return _(_WORDS[verdict.kind])
