"""What was sent and what was acknowledged, to hold the service to it after a crash."""

import random
import secrets
import time
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from tests.load.client import Answer, request
from tests.load.server import ORIGIN, SITE

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
#: Snapshots of a view, and the engaged time that each adds.
SNAPSHOTS = 6
STEP_MS = 1_000
#: Views that are being read at once.
AT_ONCE = 200
#: Views in one question to the API, which answers with 100,000 rows at most.
BLOCK = 50_000
#: Shares of what is sent: snapshots that were acknowledged before, and views that pause past their closing.
REPLAYS, PAUSES = 0.03, 0.01
MOST_PAUSE_S = 1.5


class Reading(msgspec.Struct):
    """One view: `acked_ms` is the most engaged time acknowledged, `maybe_ms` the most that may be on disk.

    -1: none. `told` of its snapshots have been sent.
    """

    number: int
    began_ms: int
    told: int = 0
    acked_ms: int = -1
    maybe_ms: int = -1


#: A view and the engaged time of the snapshot that was sent.
Sent = tuple[Reading, int]


class Verdict(msgspec.Struct, frozen=True):
    """The views that are not as they must be; all empty when nothing was lost or doubled.

    `doubled` has how often a view counts, `wrong_time` its engaged ms, which is not between what was
    acknowledged and what may be on disk; `unknown` the articles of which no beacon was sent.
    """

    lost: tuple[Reading, ...] = ()
    doubled: tuple[tuple[Reading, int], ...] = ()
    wrong_time: tuple[tuple[Reading, int], ...] = ()
    unknown: tuple[str, ...] = ()


CLEAN = Verdict()


class Ledger:
    """Makes beacons and keeps the accounts. `answers` counts the answers by status and reason.

    View `n` is one reading of an article of its own, `/v/{n // BLOCK}/{n}`, so that the API can tell each.
    """

    def __init__(self, port: int) -> None:
        self.answers: dict[tuple[int, str], int] = {}
        self.readings: list[Reading] = []
        self.until = float("inf")
        self._port = port
        self._salt = secrets.token_hex(5)
        self._hand: list[Reading] = []
        self._pausing: deque[tuple[float, Reading]] = deque()

    @property
    def acknowledged(self) -> int:
        """Beacons that were acknowledged."""
        return sum(count for (status, _), count in self.answers.items() if status < 300)

    def ask(self) -> tuple[bytes, Sent] | None:
        """The next beacon to send; None when the time is over."""
        if time.monotonic() > self.until:
            return None
        again = self.readings and random.random() < REPLAYS
        sent = self.old_snapshot() if again else self.next_snapshot()
        return self.beacon(sent), sent

    def answered(self, sent: Sent, answer: Answer) -> None:
        reading, engaged_ms = sent
        key = (answer.status, answer.reason)
        self.answers[key] = self.answers.get(key, 0) + 1
        if answer.status < 300:
            reading.acked_ms = max(reading.acked_ms, engaged_ms)
        if answer.status >= 500:
            self.broken(sent)

    def broken(self, sent: Sent) -> None:
        """Never answered, or answered that it could not be written: it may be on disk all the same."""
        reading, engaged_ms = sent
        reading.maybe_ms = max(reading.maybe_ms, engaged_ms)

    def old_snapshot(self) -> Sent:
        """Any snapshot that was sent before, of any view."""
        reading = random.choice(self.readings)
        reading.told = max(reading.told, 1)
        return reading, STEP_MS * random.randint(1, reading.told)

    def first_snapshot(self) -> Sent:
        """Of a view that begins now."""
        reading = self._begin()
        reading.told = 1
        return reading, STEP_MS

    def next_snapshot(self) -> Sent:
        reading = self._pick()
        reading.told += 1
        return reading, STEP_MS * reading.told

    def _pick(self) -> Reading:
        now = time.monotonic()
        if self._pausing and self._pausing[0][0] <= now:
            return self._pausing.popleft()[1]
        if len(self._hand) < AT_ONCE:
            self._hand.append(self._begin())
        place = random.randrange(len(self._hand))
        reading = self._hand[place]
        if reading.told + 1 >= SNAPSHOTS:
            self._hand[place] = self._begin()
        elif random.random() < PAUSES:
            self._hand[place] = self._begin()
            self._pausing.append((now + random.uniform(0, MOST_PAUSE_S), reading))
        return reading

    def _begin(self) -> Reading:
        reading = Reading(len(self.readings), time.time_ns() // 1_000_000)
        self.readings.append(reading)
        return reading

    def body(self, sent: Sent) -> bytes:
        reading, engaged_ms = sent
        number, seq = reading.number, engaged_ms // STEP_MS
        beacon = {
            "s": SITE,
            "v": f"{self._salt}{number:012d}",
            "n": seq,
            "u": f"{ORIGIN}/v/{number // BLOCK}/{number}",
            "t": reading.began_ms,
            "w": time.time_ns() // 1_000_000,
            "e": engaged_ms,
            "d": min(100, 15 * seq),
            "b": "none",
        }
        if seq == 1 and number % 5 == 0:
            beacon["m"] = {"t": f"Article {number}", "s": "City", "a": ["A. Writer"], "w": 400}
        return msgspec.json.encode(beacon)

    def beacon(self, sent: Sent) -> bytes:
        return request(self.body(sent), port=self._port, origin=ORIGIN, agent=AGENT)

    def questions(self) -> Iterator[str]:
        """For each block of views, the part of their articles' paths that tells them."""
        for block in range((len(self.readings) - 1) // BLOCK + 1):
            yield f"/v/{block}/"

    def verdict(self, rows: Iterable[tuple[str, int, float]]) -> Verdict:
        """Hold what the API tells, (article, views, engaged seconds), against what was acknowledged."""
        found: dict[int, tuple[int, int]] = {}
        unknown = []
        for article, views, engaged_s in rows:
            number = int(article.rpartition("/")[2])
            if number >= len(self.readings) or not self.readings[number].told or number in found:
                unknown.append(article)
            else:
                found[number] = (views, round(engaged_s * 1000))
        known = [(reading, *found[reading.number]) for reading in self.readings if reading.number in found]
        return Verdict(
            lost=tuple(r for r in self.readings if r.acked_ms >= 0 and r.number not in found),
            doubled=tuple((r, views) for r, views, _ in known if views != 1),
            wrong_time=tuple(
                (r, ms) for r, _, ms in known if not r.acked_ms <= ms <= max(r.acked_ms, r.maybe_ms)
            ),
            unknown=tuple(unknown),
        )
