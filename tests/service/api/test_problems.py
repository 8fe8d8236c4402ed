"""Problems name their kind, what happened and where."""

import msgspec
import pytest

from service.api.problems import KINDS, problem, unreadable

from .conftest import Asking


def content(answer: bytes | memoryview) -> dict[str, object]:
    found: dict[str, object] = msgspec.json.decode(bytes(answer))
    return found


def test_a_problem_without_a_place_has_no_errors() -> None:
    assert content(problem("too-many", "Later.").body) == {
        "type": "/problems/too-many",
        "title": "Too many requests",
        "status": 429,
        "detail": "Later.",
    }


@pytest.mark.parametrize(
    ("message", "pointers"),
    [
        ("Expected `str`, got `int` - at `$.metrics[0]`", ["#/metrics/0"]),
        ("Expected `str`, got `int` - at `$.filters[10][2][3]`", ["#/filters/10/2/3"]),
        ("Object contains unknown field `x` - at `$.compare`", ["#/compare"]),
        ("Expected `object`, got `array`", []),
        ("Input data was truncated", []),
    ],
)
def test_a_place_is_a_json_pointer(message: str, pointers: list[str]) -> None:
    found = content(unreadable(ValueError(message)).body)
    assert found.get("errors", []) == [{"detail": message, "pointer": at} for at in pointers]


def test_half_a_character_is_told_as_a_question_mark() -> None:
    assert content(problem("unknown-name", "unknown metric: \ud800").body)["detail"] == "unknown metric: ?"


@pytest.mark.parametrize("name", KINDS)
async def test_a_type_leads_to_what_can_be_done(asking: Asking, name: str) -> None:
    async with asking() as client:
        answer = await client.get(f"/problems/{name}")
    assert answer.status_code == 200
    assert KINDS[name].remedy in answer.text


async def test_an_unknown_type_leads_nowhere(asking: Asking) -> None:
    async with asking() as client:
        assert (await client.get("/problems/none-such")).status_code == 404
