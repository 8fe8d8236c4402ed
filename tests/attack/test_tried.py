"""The simulator and the trace: whatever is asked of them, never a 500."""

from urllib.parse import quote, urlencode

import pytest

from tests.attack.conftest import Target
from tests.attack.test_pages import TEXTS, assert_fine
from tests.load.client import send


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
def test_no_rule_breaks_the_simulator(target: Target, value: str) -> None:
    assert_fine(target.get(f"/s/demo/appeals/{quote(value, safe='')}/simulate"))
    assert_fine(target.get(f"/s/{quote(value, safe='')}/appeals/1/simulate"))


@pytest.mark.parametrize("value", TEXTS, ids=ascii)
@pytest.mark.parametrize("name", ["days", "view", "x"])
def test_no_query_string_breaks_them(target: Target, name: str, value: str) -> None:
    for page in ("1/simulate", "trace"):
        answer = target.get(f"/s/demo/appeals/{page}?{urlencode({name: value})}")
        assert_fine(answer)
        assert b"<script>alert(1)" not in answer.body


@pytest.mark.parametrize("query", ["%", "%ff=%ff", "view=%ED%A0%80", "view[]=1", "view=a&view=b", "days=%00"])
def test_no_raw_query_string_breaks_them(target: Target, query: str) -> None:
    for page in ("1/simulate", "trace"):
        assert_fine(target.get(f"/s/demo/appeals/{page}?{query}"))


@pytest.mark.parametrize("page", ["1/simulate", "trace"])
def test_nobody_else_learns_of_readers(target: Target, page: str) -> None:
    answer = send(target.port, "GET", f"/s/demo/appeals/{page}")
    assert answer.status in {303, 404}
    assert b"view" not in answer.body
