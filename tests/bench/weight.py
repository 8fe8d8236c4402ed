"""What the tag costs a reader: main-thread time on an article page at a CPU slowed four times, layout shift.

Counted is the thread time of everything that runs the tag's scripts, compiling and forced layouts included,
and of promise jobs that no script of the page's own started, from the navigation to 5 s after the load.
"""

import statistics
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Browser

from tests.browser.chromium import launched
from tests.browser.newsroom import newsroom

ARTICLE = "/local/ferry-chain-parts-mid-river"
SLOWED = 4
LOADS = 9
_AFTER_LOAD_MS = 5_000
_CATEGORIES = ["devtools.timeline", "v8.execute"]
_RUNS = {"EvaluateScript", "FunctionCall", "v8.compile"}
_JOBS = "RunMicrotasks"


class Weight(msgspec.Struct, frozen=True):
    """Milliseconds of the main thread, median and least of the loads; the largest layout shift score."""

    median_ms: float
    least_ms: float
    shift: float


def measure(scratch: Path, loads: int = LOADS) -> Weight:
    """Load the newsroom's article so often, each time in a profile of its own."""
    with newsroom(scratch) as news, launched(news.port) as browser:
        traces = [_trace(browser, news.url(ARTICLE)) for _ in range(loads)]
    times = [main_thread_ms(trace) for trace in traces]
    return Weight(statistics.median(times), min(times), max(map(layout_shift, traces)))


def _trace(browser: Browser, url: str) -> list[dict[str, Any]]:
    context = browser.new_context()
    page = context.new_page()
    tools = context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    tools.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    tools.on("Tracing.tracingComplete", lambda data: ended.append(data))
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    tools.send(
        "Tracing.start",
        {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": _CATEGORIES}},
    )
    page.goto(url)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(_AFTER_LOAD_MS)
    tools.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    context.close()
    return events


def main_thread_ms(trace: list[dict[str, Any]]) -> float:
    """The thread time of the tag's scripts and of promise jobs, each moment once."""
    spans = [event for event in trace if event.get("ph") == "X" and "tdur" in event and _runs(event)]
    total = 0.0
    ends: dict[tuple[int, int], int] = {}
    for event in sorted(spans, key=lambda event: (event["ts"], -event["dur"])):
        thread = (event["pid"], event["tid"])
        if event["ts"] < ends.get(thread, -1):
            continue  # within what is counted, or not ours, already
        ends[thread] = event["ts"] + event["dur"]
        if event["name"] == _JOBS or _is_ours(event):
            total += event["tdur"] / 1000
    return total


def _runs(event: dict[str, Any]) -> bool:
    return event["name"] in _RUNS or event["name"] == _JOBS


def _is_ours(event: dict[str, Any]) -> bool:
    data = event.get("args", {}).get("data") or {}
    url = str(data.get("url") or data.get("scriptName") or event.get("args", {}).get("fileName") or "")
    return url.endswith("/k.js") or "/k/" in url


def layout_shift(trace: list[dict[str, Any]]) -> float:
    """The sum of the page's layout shifts, without those after input."""
    shifts = [event["args"]["data"] for event in trace if event["name"] == "LayoutShift"]
    return float(sum(shift["score"] for shift in shifts if not shift.get("had_recent_input")))
