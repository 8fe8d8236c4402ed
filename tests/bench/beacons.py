"""Beacons as a busy site's pages send them, and how fast and how promptly they are answered."""

import secrets
import statistics
import time
from collections import Counter

import msgspec

from tests.load.client import Answer, Load, request, run
from tests.load.server import ORIGIN, SITE

CONNECTIONS = 64
ARTICLES = 400
#: Snapshots of a view: one when detection has answered, then checkpoints and the one on leaving.
SNAPSHOTS = 4
_CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
AGENTS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_CHROMIUM} Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 10; K) {_CHROMIUM} Mobile Safari/537.36",
    f"{_IPHONE} Version/26.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
)


class Round(msgspec.Struct, frozen=True):
    """What one round measured: acknowledged beacons a second, latencies in ms."""

    per_second: float
    p50_ms: float
    p99_ms: float


class Pages:
    """Makes the beacons of readers who come and go, as many at once as there are connections times four."""

    def __init__(self, port: int, seconds: float) -> None:
        self._port = port
        self._salt = secrets.token_hex(5)
        self._number = 0
        self._until = time.perf_counter() + seconds
        self._now_ms = time.time_ns() // 1_000_000
        self.latencies: list[float] = []
        self.refused: Counter[str] = Counter()

    def ask(self) -> tuple[bytes, None] | None:
        if time.perf_counter() > self._until:
            return None
        number, self._number = self._number, self._number + 1
        # Readers come in groups; each member of a group tells its n-th snapshot before any its next one.
        group, place = divmod(number, SNAPSHOTS * CONNECTIONS * 4)
        seq, member = divmod(place, CONNECTIONS * 4)
        return self._request(group * CONNECTIONS * 4 + member, seq), None

    def _request(self, view: int, seq: int) -> bytes:
        article = view * view % ARTICLES
        page = f"{ORIGIN}/2026/news/article-number-{article}"
        told = {
            "s": SITE,
            "v": f"{self._salt}{view:012d}",
            "n": seq,
            "u": f"{page}?ref=home",
            "c": page,
            "r": "https://www.example.org/search",
            "t": self._now_ms,
            "w": self._now_ms + 5_000 * seq,
            "e": 4_000 * seq,
            "f": 4_500 * seq,
            "a": seq,
            "d": 25 * seq,
            "b": "none",
            "q": 95,
            "x": 210,
            "i": (3, 2, min(seq, 2)),
            "o": (1440, 900),
            "l": "en-GB",
            "h": "navigate",
            "j": "granted",
            "k": "0.1.0",
        }
        if seq == 0:
            told["m"] = {
                "t": f"Article number {article} of the newspaper",
                "s": "City",
                "a": ("Ada Writer",),
                "g": ("harbour", "council"),
                "p": "2026-01-02T08:00:00+02:00",
                "w": 640,
                "l": "en",
            }
        agent = AGENTS[view % len(AGENTS)]
        return request(msgspec.json.encode(told), port=self._port, origin=ORIGIN, agent=agent)

    def answered(self, _: None, answer: Answer) -> None:
        if answer.status in {200, 204}:
            self.latencies.append(answer.seconds)
        else:
            self.refused[f"{answer.status} {answer.reason}"] += 1

    def broken(self, _: None) -> None:
        self.refused["not answered"] += 1


def measure(port: int, seconds: float, per_second: float = 0.0) -> Round:
    """Send for so long, at full speed or at a rate. Raises RuntimeError when anything is refused."""
    pages = Pages(port, seconds)
    began = time.perf_counter()
    run(Load(pages.ask, pages.answered, pages.broken), port, CONNECTIONS, per_second)
    took = time.perf_counter() - began
    if pages.refused:
        raise RuntimeError(f"beacons were refused: {dict(pages.refused)}")
    cuts = statistics.quantiles(pages.latencies, n=100, method="inclusive")
    return Round(len(pages.latencies) / took, cuts[49] * 1000, cuts[98] * 1000)


def middle(rounds: list[Round]) -> Round:
    """The median of each number."""
    return Round(
        statistics.median(r.per_second for r in rounds),
        statistics.median(r.p50_ms for r in rounds),
        statistics.median(r.p99_ms for r in rounds),
    )
