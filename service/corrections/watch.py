"""Corrections that close themselves: readers' pages say whether they still hold what was reported."""

from typing import Literal

from service.catalog.corrections import READERS, Correction, State
from service.catalog.intake import Checked

Word = Literal["here", "gone"]

#: So many readers in a row must say the same: an edge cache, a translated or a cut page says it alone.
NEEDED = 3
#: A correction that readers closed is watched for so long; a page out of a cache may say "here" even later.
WATCHED_MS = 24 * 3_600_000
#: Corrections that one page looks for.
MOST_WATCHED = 20


def told(correction: Correction, word: Word, reader: str, now: int) -> Checked | None:
    """What a reader's word makes of a correction; None where nothing changes.

    "gone" closes an open one, "here" opens one again that readers closed, when NEEDED readers say so with
    nobody between who says otherwise. A person's decision stands. `reader` is the pseudonym of the day; of
    readers without one ('') words in favour count, words against do not, for they could all be one reader's.
    """
    if not (correction.is_open or correction.fixed_by == READERS):
        return None
    run = correction.gone
    if word == ("here" if correction.is_open else "gone"):
        return _kept(correction, ()) if run else None
    if not reader or any(reader == before for before, _ in run):
        return None
    if len(run) + 1 < NEEDED:
        return _kept(correction, (*run, (reader, now)))
    turned: State = "fixed" if correction.is_open else "new"
    return Checked(id=correction.id, before=correction.state, state=turned)


def _kept(correction: Correction, run: tuple[tuple[str, int], ...]) -> Checked:
    return Checked(id=correction.id, before=correction.state, state=correction.state, gone=run)
