"""`GET /api/v1/meta`, and the tables of docs/api.md, say what there is."""

import pytest

from service.api.describe import limits
from service.metrics.dimensions import DIMENSIONS
from service.metrics.query import METRICS, MOST_DAYS

from .conftest import Asking, get
from .tables import PAGE, TABLES, table


async def test_meta_names_what_may_be_asked(asking: Asking) -> None:
    found = (await get(asking, "/api/v1/meta", "right")).json()
    assert (found["site"], found["scope"]) == ("demo", "read")
    assert [metric["name"] for metric in found["metrics"]] == list(METRICS)
    assert [dimension["name"] for dimension in found["dimensions"]] == list(DIMENSIONS)
    assert [op["name"] for op in found["ops"]] == ["is", "is_not", "contains"]
    assert [kind["name"] for kind in found["compare"]] == ["previous", "year", "weekdays"]


def test_limits_are_the_schemas() -> None:
    found = limits(600)
    assert (found.metrics, found.dimensions, found.filters, found.values) == (30, 6, 30, 100)
    assert (found.rows, found.days, found.requests) == (100_000, MOST_DAYS, 600)


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=lambda one: one.name)
def test_a_dimension_says_what_it_is(dimension: object) -> None:
    words = str(getattr(dimension, "words", ""))
    assert words[0].isupper() or words[0].isdigit()
    assert words.endswith(".")


@pytest.mark.parametrize("name", TABLES)
def test_the_documentation_has_the_same_table(name: str) -> None:
    """Else: `python -m tests.service.api.tables`."""
    assert f"<!-- {name} -->\n{table(name)}\n<!-- /{name} -->" in PAGE.read_text("utf-8")
