"""The description is valid, says what the code does, and everybody may read it."""

from typing import Any

import msgspec
import pytest

from service.api import openapi
from service.api.door import routes
from service.api.problems import KINDS
from service.metrics.dimensions import DIMENSIONS
from service.metrics.query import METRICS, Query

from .conftest import Asking

DOCUMENT: dict[str, Any] = msgspec.json.decode(openapi.document())


async def test_it_is_served_without_a_token(asking: Asking) -> None:
    async with asking() as client:
        answer = await client.get("/api/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == DOCUMENT


def test_every_address_is_described() -> None:
    nothing: Any = None
    found = routes(nothing, nothing, nothing, nothing, 0)
    served = {getattr(route, "path", "").replace(":path", "") for route in found}
    assert set(DOCUMENT["paths"]) == {path for path in served if path.startswith("/api/v1/")}


def test_a_question_has_the_fields_that_are_decoded() -> None:
    fields = DOCUMENT["components"]["schemas"]["Query"]["properties"]
    assert set(fields) == set(Query.__struct_encode_fields__)
    assert fields["metrics"]["items"]["enum"] == list(METRICS)
    assert fields["dimensions"]["items"]["enum"] == list(DIMENSIONS)


def references(found: Any) -> set[str]:
    if isinstance(found, dict):
        return {found["$ref"]} if "$ref" in found else set().union(*map(references, found.values()))
    return set().union(*map(references, found)) if isinstance(found, list) else set()


def test_every_reference_leads_somewhere() -> None:
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert references(DOCUMENT) <= known


@pytest.mark.parametrize("name", KINDS.keys() - {"method-not-allowed", "no-such-path"})
def test_every_kind_of_problem_is_named(name: str) -> None:
    """But the two of requests that are not described."""
    assert f"`/problems/{name}`" in msgspec.json.encode(DOCUMENT).decode()
