"""`make bench`: measures what the budgets promise and prints the table.

`--quick` takes a minute and says less; `--data` is a folder with the site `big`, else one is made by
`kindly sample`; `--write` puts the table into docs/benchmarks.md. Nothing here fails for being slow.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import msgspec

from tests.bench import decide, facts, history, page, questions, report, weight
from tests.bench.beacons import CONNECTIONS, Round, measure, middle
from tests.bench.history import History
from tests.bench.page import First
from tests.bench.questions import Times
from tests.bench.report import Line, under
from tests.bench.weight import Weight
from tests.load.server import Server, add_site, add_token


class Size(msgspec.Struct, frozen=True):
    """How much is measured: rounds of so many seconds, a rate of beacons a second, views of history."""

    rounds: int
    seconds: float
    rate: float
    views: int


FULL = Size(rounds=5, seconds=6, rate=1_000, views=10_000_000)
QUICK = Size(rounds=3, seconds=2, rate=1_000, views=300_000)


class Speed(msgspec.Struct, frozen=True):
    """The service and the empty route, in turns; the service at a fixed rate."""

    service: Round
    empty: Round
    steady: Round


def main() -> None:
    asked = _arguments()
    size = QUICK if asked.quick else FULL
    with tempfile.TemporaryDirectory(prefix="kindly-bench-") as folder:
        scratch = Path(folder)
        speed = measure_speed(scratch, size)
        _say(f"beacons: {speed}")
        story = prepare(scratch, asked.data, size)
        _say(f"history: {story}")
        tag = weight.measure(scratch / "newsroom")
        _say(f"tag: {tag}")
        decisions = decide.measure()
        _say(f"decisions: {decisions}")
        text = render(size, speed, story, *measure_questions(story, size), decisions, tag)
    print(text)
    if asked.write:
        report.write(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Kindly against its budgets.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and 300,000 views")
    parser.add_argument("--data", type=Path, help="a data folder with the site `big`; it is not changed")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measure_speed(scratch: Path, size: Size) -> Speed:
    """Both servers run; one is asked while the other rests, in turns, so that a slow minute meets both."""
    data, nothing = scratch / "beacons", scratch / "empty"
    nothing.mkdir()
    add_site(data)
    empty = Server(nothing, command=(sys.executable, "-m", "tests.bench.empty", str(nothing)))
    with Server(data) as service, empty:
        for server in (service, empty):
            measure(server.port, 1.0)  # the first second fills caches
        ours, theirs = [], []
        for _ in range(size.rounds):
            ours.append(measure(service.port, size.seconds))
            theirs.append(measure(empty.port, size.seconds))
        steady = measure(service.port, size.seconds, size.rate)
    return Speed(middle(ours), middle(theirs), steady)


def prepare(scratch: Path, source: Path | None, size: Size) -> History:
    if source is None:
        source = scratch / "made"
        history.make(source, size.views, 30)
    history.clone(source, scratch / "history")
    return history.read(scratch / "history")


def measure_questions(story: History, size: Size) -> tuple[list[Times], First, tuple[float, float]]:
    """The questions, the first page, and the memory (now, at most) after them and some load of beacons."""
    token = add_token(story.data, history.SITE)
    add_site(story.data)
    server = Server(story.data)
    try:
        times = questions.time_all(server, token, story)
        measure(server.port, 2 * size.seconds, size.rate)
        memory = server.memory_mb()
        first = page.measure(server, story)
    finally:
        server.kill()
    return times, first, memory


def render(
    size: Size,
    speed: Speed,
    story: History,
    times: list[Times],
    first: First,
    memory: tuple[float, float],
    decisions: dict[str, float],
    tag: Weight,
) -> str:
    lines = [
        *_speed_lines(size, speed),
        *_story_lines(size, story, times, first, memory),
        *_decision_lines(decisions),
        *_tag_lines(tag),
    ]
    panels = report.table(
        ("Panel", "cold", "again", "one new filter", "three new filters", "one of several values"),
        [
            (t.name, *(f"{ms:.0f}" for ms in (t.cold, t.again, t.one_filter, t.three_filters, t.several)))
            for t in times
        ],
    )
    return "\n\n".join(
        [
            report.budgets(lines),
            f"Each panel's question over 30 days of {story.views:,} views, in ms:",
            panels,
            facts.machine(),
        ]
    )


def _speed_lines(size: Size, speed: Speed) -> list[Line]:
    ratio = speed.service.per_second / speed.empty.per_second
    return [
        Line("durable, acknowledged beacons/s, one process", f"{speed.service.per_second:,.0f}"),
        Line("the same beacons/s into an empty Starlette route", f"{speed.empty.per_second:,.0f}"),
        Line("ratio of the two", f"{ratio:.2f}", "at least 0.5", ratio >= 0.5),
        Line(f"`/v1/read` p50, {CONNECTIONS} connections at full speed", f"{speed.service.p50_ms:.1f} ms"),
        under(f"`/v1/read` p99, {CONNECTIONS} connections at full speed", speed.service.p99_ms, 25, "ms"),
        Line(f"`/v1/read` p50 at {size.rate:,.0f} beacons/s", f"{speed.steady.p50_ms:.1f} ms"),
        under(f"`/v1/read` p99 at {size.rate:,.0f} beacons/s", speed.steady.p99_ms, 25, "ms"),
        Line("empty route p99 at full speed", f"{speed.empty.p99_ms:.1f} ms"),
    ]


def _story_lines(
    size: Size, story: History, times: list[Times], first: First, memory: tuple[float, float]
) -> list[Line]:
    rate = f"{size.rate:,.0f}"
    views = f"30 days of {story.views:,} views"
    several = max(t.several for t in times)
    filtered = max(max(t.one_filter, t.three_filters) for t in times)
    return [
        under(f"slowest panel, {views}, cold", max(t.cold for t in times), 150, "ms", 0),
        under(f"slowest panel, {views}, again", max(t.again for t in times), 150, "ms", 0),
        under(f"slowest panel, {views}, new filters", filtered, 150, "ms", 0),
        under(f"slowest panel, {views}, a filter of several values", several, 150, "ms", 0),
        under("first page: the whole overview in one answer, cold", first.whole, 1000, "ms", 0),
        under("overview drawn in Chromium, server and browser cold", first.drawn_cold, 1000, "ms", 0),
        under("overview drawn in Chromium, other days", first.drawn_new, 1000, "ms", 0),
        under("overview drawn in Chromium, again", first.drawn, 1000, "ms", 0),
        under("stored view in a segment", story.bytes / story.views, 25, "bytes"),
        Line("its part of the rollups beside it", f"{story.beside / story.views:.1f} bytes"),
        under(f"resident memory after the questions and {rate} beacons/s", memory[0], 400, "MB", 0),
        under("resident memory at its highest", memory[1], 400, "MB", 0),
    ]


def _decision_lines(found: dict[str, float]) -> list[Line]:
    what = f"who is asked, by {found['rules']:.0f} rules, with the trace"
    return [
        under(f"{what}: no rule fits", found["none_us"], 50, "µs"),
        under(f"{what}: 20 conditions each", found["many_us"], 50, "µs"),
        under(f"{what}: a wildcard amid every path", found["wild_us"], 50, "µs"),
    ]


def _tag_lines(tag: Weight) -> list[Line]:
    ratio = tag.tag_ms / tag.bare_ms
    return [
        *(_size_line(path, size) for path, size in facts.sizes().items()),
        Line("main-thread time of the tag on an article page, 5 s of reading", f"{tag.tag_ms:.1f} ms"),
        Line("the same of a script that only makes the tag's five requests", f"{tag.bare_ms:.1f} ms"),
        Line("ratio of the two", f"{ratio:.1f}", "at most 5", ratio <= 5),
        under("the tag's, CPU slowed 4 times", tag.slowed_ms, 10, "ms", 0),
        Line("of it while the page loads", f"{tag.load_ms:.0f} ms"),
        Line("only the five requests, CPU slowed 4 times", f"{tag.bare_slowed_ms:.0f} ms"),
        Line("layout shift with the tag", f"{tag.shift:g}", "0", tag.shift == 0),
    ]


def _size_line(path: str, size: facts.Size) -> Line:
    what = f"`{path}`, brotli (as it is {size.raw:,}, gzip {size.gzip:,})"
    if size.brotli is None:
        return Line(what, "needs node", "under 4096 bytes")
    return under(what, size.brotli, 4096, "bytes", 0)


if __name__ == "__main__":
    main()
