"""What a webhook is told: as documented, and of no reader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from service.catalog.sites import Site
from service.corrections.body import body_of, trial_body
from service.corrections.letter import News
from tests.service.corrections.reported import made

SITE = Site(key="daily", name="The Daily", origins=("https://daily.example",))
NOW = 1_793_500_060_000
DOCS = Path(__file__).parents[3] / "docs" / "corrections.md"
NEWS = News(correction=made(), title="The ferry is back", suggested="in 1963", comment="ann@reader.example")


def told(step: int = 1, home: str = "https://k.example.org") -> Any:
    return json.loads(body_of(SITE, NEWS, step, NOW, home))


def _shape(value: Any) -> Any:
    return {name: _shape(one) for name, one in value.items()} if isinstance(value, dict) else type(value)


def test_as_documented() -> None:
    (example,) = re.findall(r"```json\n(\{\n  \"type\".*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert _shape(told()) == _shape(json.loads(example))


def test_the_correction() -> None:
    body = told()
    assert body["timestamp"] == "2026-11-01T02:27:40Z"
    assert body["data"]["inbox"] == "https://k.example.org/s/daily/corrections/7"
    assert body["data"]["article"] == {"path": "/ferry", "title": "The ferry is back"}
    assert body["data"]["correction"] == {
        "id": 7,
        "state": "new",
        "reports": 1,
        "old": "in 1936",
        "suggested": "in 1963",
        "prefix": "The bridge was built ",
        "suffix": ", and the ferry went",
        "language": "en",
        "severity": {"value": 3.0, "why": "a number"},
        "first_reported": "2026-11-01T02:26:40Z",
        "last_reported": "2026-11-01T02:27:40Z",
    }


@pytest.mark.parametrize(
    ("step", "event"), [(1, "correction.new"), (3, "correction.reported"), (10, "correction.reported")]
)
def test_the_event(step: int, event: str) -> None:
    assert told(step)["type"] == event


def test_no_reader() -> None:
    assert "reader.example" not in json.dumps(told())


def test_a_path_where_nobody_said_where_the_service_is() -> None:
    assert told(home="")["data"]["inbox"] == "/s/daily/corrections/7"


def test_the_trial() -> None:
    body = json.loads(trial_body(SITE, NOW, "https://k.example.org"))
    assert body == {
        "type": "test",
        "timestamp": "2026-11-01T02:27:40Z",
        "data": {
            "site": {"key": "daily", "name": "The Daily"},
            "inbox": "https://k.example.org/s/daily/corrections",
        },
    }
