"""A real server, asked whatever its own description allows and what it does not, answers as described."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.load.server import SITE, Server, add_site, kindly

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = {"query": 60, "segment": 15, "segments": 15, "meta": 3}
POSITIVE, NEGATIVE = schemathesis.GenerationMode

#: The same examples every time, and none from a run before.
steady = settings(
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server's address, and a token that opens all of its site."""
    data = tmp_path_factory.mktemp("described") / "data"
    add_site(data)
    kindly("sample", "--site", SITE, "--views", "300", "--days", "8", "--seed", "1", "--data", str(data))
    token = kindly("token", "add", "--site", SITE, "--scope", "export", "--data", str(data)).strip()
    with Server(data) as server:
        yield f"http://127.0.0.1:{server.port}", token


@pytest.fixture(scope="module")
def described(served: tuple[str, str]) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{served[0]}/api/v1/openapi.json", config=SchemathesisConfig())


def make_sense(name: str, case: Any) -> None:
    """What no schema says: a token's site, days in their order, order by what is asked for."""
    if name == "query":
        today = dt.datetime.now(dt.UTC).date()
        case.body |= {"site": SITE, "from": str(today - dt.timedelta(8)), "to": str(today)}
        asked = {*case.body["metrics"], *case.body.get("dimensions", [])}
        case.body["order_by"] = [one for one in case.body.get("order_by", []) if one[0] in asked]


@pytest.mark.parametrize("mode", [POSITIVE, NEGATIVE], ids=str)
@pytest.mark.parametrize("name", EXAMPLES)
def test_answers_are_as_described(
    served: tuple[str, str],
    described: schemathesis.BaseSchema,
    name: str,
    mode: schemathesis.GenerationMode,
) -> None:
    address, token = served
    operations: list[Any] = [one.ok() for one in described.get_all_operations() if isinstance(one, Ok)]
    [operation] = [one for one in operations if one.definition.raw["operationId"] == name]

    statuses = set()

    @settings(steady, max_examples=EXAMPLES[name])
    @given(case=operation.as_strategy(mode))
    def ask(case: Any) -> None:
        if mode is POSITIVE:
            make_sense(name, case)
        headers = {"Authorization": f"Bearer {token}"}
        answer = case.call_and_validate(base_url=address, headers=headers, checks=CHECKS)
        statuses.add(answer.status_code)

    ask()
    if mode is POSITIVE and name != "segment":
        assert 200 in statuses


def test_a_listed_segment_is_a_file_with_its_views(served: tuple[str, str], tmp_path: Path) -> None:
    address, token = served
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}) as client:
        listed = client.get("/api/v1/segments").json()["segments"]
        assert listed
        for segment in listed:
            file = tmp_path / f"{segment['day']}.parquet"
            file.write_bytes(client.get(f"/api/v1/segments/{segment['path']}").content)
            assert file.stat().st_size == segment["bytes"]
            with duckdb.connect() as reader:
                [found] = reader.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchall()
            assert found == (segment["views"],)
