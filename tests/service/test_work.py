"""Background work goes on, whatever happens to one round of it."""

import asyncio
from collections.abc import Awaitable

from service.work import Rounds
from tests.service.wait import until


async def test_a_job_is_done_again_and_again() -> None:
    done = 0

    async def job() -> None:
        nonlocal done
        done += 1

    rounds = Rounds()
    rounds.every(0.001, "count", job)
    await until(lambda: done >= 3)
    await rounds.stop()


async def test_a_failing_job_is_named_tried_again_and_forgiven() -> None:
    broken = True
    tries = 0

    async def job() -> None:
        nonlocal tries
        tries += 1
        if broken:
            raise OSError("no room")

    rounds = Rounds()
    rounds.every(0.001, "ship", job)
    await until(lambda: tries >= 2)
    assert rounds.failing() == ["ship: OSError('no room')"]
    broken = False
    await until(lambda: not rounds.failing())
    await rounds.stop()


async def test_one_failing_job_does_not_hold_up_another() -> None:
    done = 0

    async def good() -> None:
        nonlocal done
        done += 1

    async def bad() -> None:
        raise ValueError

    rounds = Rounds()
    rounds.every(0.001, "bad", bad)
    rounds.every(0.001, "good", good)
    await until(lambda: done >= 3 and bool(rounds.failing()))
    await rounds.stop()


async def test_stopping_waits_for_a_round_under_way_and_begins_no_other() -> None:
    begun, ended = 0, 0
    go_on = asyncio.Event()

    async def job() -> None:
        nonlocal begun, ended
        begun += 1
        await go_on.wait()
        ended += 1

    rounds = Rounds()
    rounds.every(0.001, "slow", job)
    await until(lambda: begun == 1)
    stopping = asyncio.create_task(rounds.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    go_on.set()
    await stopping
    assert (begun, ended) == (1, 1)


async def test_stopping_does_not_wait_for_an_interval() -> None:
    async def job() -> None:
        raise AssertionError("the first round is only due in a day")

    rounds = Rounds()
    rounds.every(86_400, "daily", job)
    stop: Awaitable[None] = rounds.stop()
    async with asyncio.timeout(10):
        await stop
    assert rounds.failing() == []
