"""Answers over days that can change no more, kept while there is room."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence

from service.warehouse.port import Sums


class AnswerCache:
    """Least recently used first out, bounded by rows: 100,000 rows of five columns take 20 to 30 MB.

    Safe for several threads at once.
    """

    def __init__(self, most_rows: int = 100_000) -> None:
        self._most_rows = most_rows
        self._rows = 0
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Sequence[Sums]] = OrderedDict()

    def get(self, key: Hashable) -> Sequence[Sums] | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: Sequence[Sums]) -> None:
        if len(answer) > self._most_rows // 4:
            return  # one huge answer would push out all the others
        with self._lock:
            known = self._answers.pop(key, None)
            self._answers[key] = answer
            self._rows += len(answer) + 1 - (0 if known is None else len(known) + 1)
            while self._rows > self._most_rows:
                _, dropped = self._answers.popitem(last=False)
                self._rows -= len(dropped) + 1


def add_up(parts: Sequence[Sequence[Sums]], keys: int) -> list[Sums]:
    """One answer out of parts whose days do not overlap: rows with the same keys are added, None as 0."""
    if len(parts) == 1:
        return list(parts[0])
    total: dict[Sums, Sums] = {}
    for part in parts:
        for row in part:
            known = total.get(row[:keys])
            total[row[:keys]] = row[keys:] if known is None else _added(known, row[keys:])
    return [key + sums for key, sums in total.items()]


def _added(a: Sums, b: Sums) -> Sums:
    return tuple((x or 0) + (y or 0) for x, y in zip(a, b, strict=True))
