"""The catalog's clock: UTC milliseconds since 1970."""

import time


def now_ms() -> int:
    """The time now, UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000
