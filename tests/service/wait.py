"""Waiting for what happens in the background."""

import asyncio
from collections.abc import Callable


async def until(told: Callable[[], object]) -> None:
    """Come back when `told` says so; an AssertionError after 20 s, when it never will."""
    for _ in range(10_000):
        if told():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never happened")
