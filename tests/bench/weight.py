"""What the tag costs a reader: main-thread time on an article page, at full speed and slowed; layout shift.

Counted is the thread time of everything that runs the tag's scripts, compiling and forced layouts included,
and of promise jobs that no script of the page's own started, from the navigation to 5 s after the load.
"""

import statistics
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Browser

from tests.bench.facts import TAG
from tests.browser.chromium import launched
from tests.browser.newsroom import newsroom

ARTICLE = "/local/ferry-chain-parts-mid-river"
SLOWED = 4
LOADS = 7
#: The tag's five requests within that time and nothing else: three baits, two beacons.
BARE = """
const number = '?client=' + Math.random();
const told = () => fetch('/v1/read', {method: 'POST', body: '{}', keepalive: true}).catch(() => 0);
const settled = (element) => new Promise((done) => { element.onload = element.onerror = done; });
const image = new Image();
image.src = '/bannerads/p.svg' + number;
const script = document.createElement('script');
script.src = '/adserver.js' + number;
document.head.append(script);
Promise.all([fetch('/ads' + number), settled(image), settled(script)]).then(told);
setTimeout(told, 4000);
"""
_AFTER_LOAD_MS = 5_000
_CATEGORIES = ["devtools.timeline", "v8.execute"]
_JOBS = "RunMicrotasks"
EVERYTHING = {"EvaluateScript", "FunctionCall", "v8.compile", _JOBS}


class Weight(msgspec.Struct, frozen=True):
    """Median milliseconds of the main thread, and the layout shift score.

    `bare_ms` is what a script takes that makes the tag's requests and does nothing else; `slowed_ms` and
    `bare_slowed_ms` are the two at a CPU slowed `SLOWED` times, `load_ms` the part of `slowed_ms` that runs
    when the script is loaded.
    """

    tag_ms: float
    bare_ms: float
    slowed_ms: float
    bare_slowed_ms: float
    load_ms: float
    shift: float


def measure(scratch: Path, loads: int = LOADS) -> Weight:
    """Load the newsroom's article so often with each script, in turns, each time in a profile of its own."""
    tag = TAG.read_text("utf-8")
    with newsroom(scratch) as news, launched(news.port) as browser:
        url = news.url(ARTICLE)
        rounds = [
            [_trace(browser, url, script, rate) for rate in (1, SLOWED) for script in (tag, BARE)]
            for _ in range(loads)
        ]
    ours, bare, slowed, bare_slowed = zip(*rounds, strict=True)
    return Weight(
        tag_ms=statistics.median(map(main_thread_ms, ours)),
        bare_ms=statistics.median(map(main_thread_ms, bare)),
        slowed_ms=statistics.median(map(main_thread_ms, slowed)),
        bare_slowed_ms=statistics.median(map(main_thread_ms, bare_slowed)),
        load_ms=statistics.median(main_thread_ms(trace, {"EvaluateScript"}) for trace in slowed),
        shift=max(map(layout_shift, ours)),
    )


def _trace(browser: Browser, url: str, script: str, rate: int) -> list[dict[str, Any]]:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/k.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    tools = context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    tools.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    tools.on("Tracing.tracingComplete", lambda data: ended.append(data))
    tools.send("Emulation.setCPUThrottlingRate", {"rate": rate})
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


def main_thread_ms(trace: list[dict[str, Any]], kinds: set[str] = EVERYTHING) -> float:
    """The thread time of the tag's scripts and of promise jobs, each moment once."""
    spans = [
        event for event in trace if event.get("ph") == "X" and "tdur" in event and event["name"] in kinds
    ]
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


def _is_ours(event: dict[str, Any]) -> bool:
    data = event.get("args", {}).get("data") or {}
    url = str(data.get("url") or data.get("scriptName") or event.get("args", {}).get("fileName") or "")
    return url.endswith("/k.js") or "/k/" in url


def layout_shift(trace: list[dict[str, Any]]) -> float:
    """The sum of the page's layout shifts, without those after input."""
    shifts = [event["args"]["data"] for event in trace if event["name"] == "LayoutShift"]
    return float(sum(shift["score"] for shift in shifts if not shift.get("had_recent_input")))
