import re

import pytest

from dashboards.assets import STATIC, asset
from tests.dashboards.fakes import FakeMetrics, client

OURS = ["kindly.js", "kindly.css", "favicon.svg"]


def test_an_address_carries_the_version_of_its_content() -> None:
    assert re.fullmatch(r"/static/kindly\.js\?v=[0-9a-f]{12}", asset("kindly.js"))


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/static/kindly.js?v=0", 200, True),
        ("/static/kindly.js", 200, False),
        ("/static/none.js?v=0", 404, False),
        ("/static/..%2fassets.py?v=0", 404, False),
    ],
)
async def test_only_versioned_files_are_kept_for_long(path: str, status: int, kept: bool) -> None:
    async with client(FakeMetrics()) as asking:
        answer = await asking.get(path)
    assert (answer.status_code, "immutable" in answer.headers.get("cache-control", "")) == (status, kept)


@pytest.mark.parametrize("vendor", ["htmx", "plotly"])
def test_vendored_code_comes_with_its_licence(vendor: str) -> None:
    assert (STATIC / "vendor" / vendor / "LICENSE").is_file()


@pytest.mark.parametrize("name", OURS)
def test_our_files_reach_for_no_other_host(name: str) -> None:
    hosts = re.findall(r"https?://([^/\"' ]+)", (STATIC / name).read_text())
    assert set(hosts) <= {"www.w3.org"}
