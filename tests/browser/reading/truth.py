"""What a scripted reader really did, by a clock of its own that knows nothing of the tag."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

ENGAGED_FOR_S = 5.0
FINISH_S = 0.5
_ACTS = {"opened", "acted", "playing", "stopped"}


@dataclass
class Truth:
    """Engaged time by its definition: visible and focused, and acted within the last five seconds.

    Opening the page is the first act; coming back to it is none. Times are seconds of `now`.
    """

    now: Callable[[], float] = time.time
    reached: float = 0.0
    height: float = 1.0
    finished: bool = False
    _notes: list[tuple[float, str]] = field(default_factory=list)
    _end_since: float = math.inf

    def note(self, what: str, at: float | None = None) -> None:
        """One of `opened`, `acted`, `playing`, `stopped`, `left`, `returned`; now, or when it was."""
        self._notes.append((self.now() if at is None else at, what))

    def saw(self, top: float, height: float, viewport: float) -> None:
        """A body so high begins so far below the viewport's upper edge."""
        self.reached = max(self.reached, min(viewport - top, height))
        self.height = height
        in_view = 0 <= top + height <= viewport + 1
        self._end_since = min(self._end_since, self.now()) if in_view else math.inf
        self.finished |= self.now() - self._end_since >= FINISH_S

    @property
    def scroll_pct(self) -> float:
        return 100 * self.reached / self.height

    @property
    def engaged_s(self) -> float:
        """Up to the last note."""
        total, at, until, attentive, playing = 0.0, 0.0, -math.inf, False, False
        for time_s, what in sorted(self._notes):
            if attentive:
                total += max(0.0, min(time_s, until) - at)
            at = time_s
            if what in {"opened", "left", "returned"}:
                attentive = what != "left"
            if what in {"playing", "stopped"}:
                playing = what == "playing"
            if what in _ACTS:
                until = math.inf if playing else time_s + ENGAGED_FOR_S
        return total

    def read(self, words: int) -> bool:
        """Finished, and engaged for a third of the expected time, at 238 words a minute."""
        return self.finished and self.engaged_s >= words / 238 * 60 / 3
