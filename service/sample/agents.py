"""What a news site is read on: device, browser, version, system, and how many of those readers block ads.

Shares are per cent of readers and plausible rather than measured: phones about 62, desktops 33, tablets 5.
Extensions make desktops block twice as often as phones, and Firefox most of all; on phones it is private
DNS, content blockers and browsers that block by themselves. Names are those of `collect.agents`.
"""

from collections.abc import Mapping

import msgspec

from service.sample.wheels import Choices

SLOTS = 16_384
TYPES = {
    "device": "VARCHAR",
    "device_group": "INTEGER",
    "browser": "VARCHAR",
    "browser_major": "SMALLINT",
    "os": "VARCHAR",
    "block_chance": "DOUBLE",
    "crawler": "BOOLEAN",
}
VIEWPORT_SLOTS = 64
VIEWPORT_TYPES = {"viewport_width": "SMALLINT"}


class Agent(msgspec.Struct, frozen=True):
    """`share` in per cent of readers; `versions` are majors by weight; `block_chance` from 0 to 1."""

    share: float
    device: str
    browser: str
    os: str
    versions: Mapping[int, float]
    block_chance: float
    crawler: bool = False


_CHROME = {156: 62, 155: 21, 154: 6, 153: 3, 148: 3, 138: 2, 109: 3}
_EDGE = {156: 64, 155: 24, 154: 7, 152: 5}
_FIREFOX = {156: 60, 155: 18, 154: 5, 153: 13, 140: 4}
_SAFARI = {27: 48, 26: 39, 18: 9, 17: 4}
_SAMSUNG = {31: 58, 30: 27, 29: 10, 25: 5}
_OPERA = {133: 66, 132: 23, 129: 11}
_FACEBOOK = {561: 40, 560: 34, 559: 16, 556: 10}

AGENTS = (
    Agent(27.0, "phone", "Chrome", "Android", _CHROME, 0.10),
    Agent(18.0, "phone", "Safari", "iOS", _SAFARI, 0.17),
    Agent(5.0, "phone", "Samsung Internet", "Android", _SAMSUNG, 0.27),
    Agent(4.0, "phone", "Facebook", "Android", _FACEBOOK, 0.03),
    Agent(2.0, "phone", "Facebook", "iOS", _FACEBOOK, 0.03),
    Agent(2.0, "phone", "Chrome", "iOS", _CHROME, 0.09),
    Agent(1.5, "phone", "Firefox", "Android", _FIREFOX, 0.50),
    Agent(1.5, "phone", "Opera", "Android", {90: 60, 89: 30, 88: 10}, 0.48),
    Agent(0.8, "phone", "Mi Browser", "Android", {14: 80, 13: 20}, 0.08),
    Agent(0.7, "phone", "Edge", "Android", _EDGE, 0.25),
    Agent(0.5, "phone", "DuckDuckGo", "Android", {5: 100}, 0.60),
    Agent(14.0, "desktop", "Chrome", "Windows", _CHROME, 0.29),
    Agent(3.2, "desktop", "Chrome", "macOS", _CHROME, 0.28),
    Agent(0.6, "desktop", "Chrome", "Linux", _CHROME, 0.45),
    Agent(0.5, "desktop", "Chrome", "ChromeOS", _CHROME, 0.20),
    Agent(4.8, "desktop", "Edge", "Windows", _EDGE, 0.25),
    Agent(3.0, "desktop", "Firefox", "Windows", _FIREFOX, 0.57),
    Agent(0.5, "desktop", "Firefox", "macOS", _FIREFOX, 0.55),
    Agent(0.8, "desktop", "Firefox", "Linux", _FIREFOX, 0.72),
    Agent(3.1, "desktop", "Safari", "macOS", _SAFARI, 0.22),
    Agent(2.5, "desktop", "Opera", "Windows", _OPERA, 0.45),
    Agent(3.0, "tablet", "Safari", "iOS", _SAFARI, 0.17),
    Agent(1.6, "tablet", "Chrome", "Android", _CHROME, 0.13),
    Agent(0.4, "tablet", "Samsung Internet", "Android", _SAMSUNG, 0.27),
    Agent(1.5, "phone", "Googlebot", "Android", {2: 100}, 0.0, crawler=True),
    Agent(0.8, "other", "bingbot", "", {2: 100}, 0.0, crawler=True),
)

#: Widths in CSS pixels by weight. A desktop's window is often less wide than its screen.
VIEWPORTS = {
    "phone": {360: 22, 384: 10, 390: 18, 393: 16, 402: 8, 411: 8, 412: 10, 414: 3, 430: 3, 440: 2},
    "desktop": {1920: 24, 1536: 16, 1903: 8, 1440: 9, 1366: 12, 1280: 7, 1707: 5, 2560: 8, 1180: 5, 980: 6},
    "tablet": {820: 30, 768: 20, 834: 15, 800: 15, 1180: 10, 1024: 10},
    "other": {1024: 100},
}


_DEVICES = tuple(VIEWPORTS)


def rows() -> Choices:
    """Every agent and version, as TYPES; `device_group` is the group of its viewports."""
    return [
        (
            a.share * weight / sum(a.versions.values()),
            (a.device, _DEVICES.index(a.device), a.browser, major, a.os, a.block_chance, a.crawler),
        )
        for a in AGENTS
        for major, weight in a.versions.items()
    ]


def viewport_rows() -> list[Choices]:
    """The widths of each group of devices, as VIEWPORT_TYPES."""
    return [[(weight, (width,)) for width, weight in widths.items()] for widths in VIEWPORTS.values()]
