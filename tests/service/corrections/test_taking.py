"""Reports become corrections, one place one correction, however they come."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from service.corrections.reasons import Turned
from service.corrections.wire import Check, decode_note
from tests.service.corrections.notes import Service, body, serving

FERRY = {
    "exact": "ferry",
    "prefix": "river was built in 1936 by the city, and the ",
    "suffix": " went on for years.",
}


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with serving(tmp_path) as service:
        yield service


async def take(service: Service, reader: str = "1", **keys: Any) -> str:
    return await service.taking.take(decode_note(body(**keys)), "demo", "/a", reader, service.now)


async def test_reports_of_a_new_place_at_once_begin_one_correction(service: Service) -> None:
    states = await asyncio.gather(*(take(service, str(number)) for number in range(8)))
    assert sorted(states) == ["merged"] * 7 + ["taken"]
    assert [one.reports for one in await service.corrections()] == [8]


@pytest.mark.parametrize(
    ("keys", "state", "corrections"),
    [
        (
            {
                "exact": "in 1936 by",
                "prefix": "The bridge over the river was built ",
                "suffix": " the city, and",
            },
            "merged",
            1,
        ),
        (FERRY, "taken", 2),
        (
            {"prefix": "Something new here. The bridge over the river was built in ", "position": 99},
            "merged",
            1,
        ),
        ({"prefix": "a quite different place in the text, ", "suffix": ", as it says"}, "merged", 1),
        (
            {
                "prefix": "a quite different place in the text, ",
                "suffix": ", as it says",
                "suggestion": "1964",
            },
            "taken",
            2,
        ),
    ],
    ids=["overlaps", "elsewhere", "after an edit", "same suggestion", "another suggestion"],
)
async def test_what_joins(service: Service, keys: dict[str, Any], state: str, corrections: int) -> None:
    await take(service)
    assert await take(service, "2", **keys) == state
    assert len(await service.corrections()) == corrections


async def test_a_closed_correction_is_not_joined(service: Service) -> None:
    await take(service)
    await service.catalog.set_state("demo", [1], "rejected", "ann@daily.example", service.now)
    assert await take(service, "2") == "taken"


async def test_a_full_site_is_told_so(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.catalog.intake.MOST_OPEN", 1)
    await take(service)
    with pytest.raises(Turned, match="as many open corrections"):
        await take(service, **FERRY)
    assert await take(service, "2") == "merged"


async def test_words_at_once_lose_none(service: Service) -> None:
    await take(service)
    check = Check("demo", "https://www.example.org/a", None, (), (1,))
    told = (service.taking.check(check, "demo", "/a", str(number), service.now) for number in range(3))
    assert sorted(await asyncio.gather(*told)) == [[], [], [1]]


async def test_words_beyond_what_may_change_are_let_go(service: Service) -> None:
    await take(service)
    service.taking._may_change = lambda _site: False
    check = Check("demo", "https://www.example.org/a", None, (), (1,))
    assert await service.taking.check(check, "demo", "/a", "1", service.now) == []
    assert [one.gone for one in await service.corrections()] == [()]
