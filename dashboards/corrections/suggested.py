"""What readers would write instead, each wish once, as a difference within its sentence."""

from collections.abc import Sequence

import msgspec

from dashboards.corrections.foreign import after_in_sentence, before_in_sentence, visible
from service.catalog.corrections import Correction, Report
from service.corrections.diff import Piece, diff


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A quote within its sentence; `reports` say how many readers wish this change, 0 where there is none."""

    lead: str
    pieces: tuple[Piece, ...]
    tail: str
    reports: int = 0


Change = tuple[tuple[str, str], ...]


def quoted(correction: Correction) -> Passage:
    """The place itself, unchanged."""
    return _passage(correction, "")


def passages(correction: Correction, reports: Sequence[Report]) -> list[Passage]:
    """What is wished for, most readers' wish first, of equal ones the earliest; none where nobody does.

    Readers mark now more, now less around one mistake: who would change the same words wish the same.
    """
    wishes: dict[tuple[str, str], list[Report]] = {}
    for report in sorted(filter(changes, reports), key=lambda one: one.at):
        wishes.setdefault((report.exact, report.suggestion), []).append(report)
    found: dict[Change, Passage] = {}
    for same in wishes.values():
        passage = _passage(same[0], same[0].suggestion, beside=correction)
        first = found.setdefault(_change(passage), passage)
        found[_change(passage)] = msgspec.structs.replace(first, reports=first.reports + len(same))
    return sorted(found.values(), key=lambda one: -one.reports)


def changes(report: Report) -> bool:
    """Whether a report says what should stand there instead."""
    return bool(report.suggestion.strip()) and report.suggestion != report.exact


def _change(passage: Passage) -> Change:
    """What goes and what comes, without what stays."""
    return tuple((piece.kind, piece.text.strip()) for piece in passage.pieces if piece.kind != "same")


def _passage(of: Correction | Report, wanted: str, beside: Correction | None = None) -> Passage:
    """`beside` lends its context where a report brought none."""
    prefix = of.prefix or (beside.prefix if beside and beside.exact == of.exact else "")
    suffix = of.suffix or (beside.suffix if beside and beside.exact == of.exact else "")
    old, new = visible(of.exact), visible(wanted)
    return Passage(
        lead=before_in_sentence(visible(prefix)),
        pieces=diff(old, new) if wanted else (Piece("same", old),),
        tail=after_in_sentence(visible(suffix)),
    )
