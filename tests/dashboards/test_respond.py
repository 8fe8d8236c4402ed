import json

import pytest

from dashboards.definitions import DEFINITIONS
from dashboards.pages.panels import PLACES, Place
from dashboards.respond import message, script_json


@pytest.mark.parametrize(
    "text", ["</script>", "<!--", "<script", "&lt;", "\u2028", "Титул", 'quote " and \\']
)
def test_json_cannot_end_its_script(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": text}


def test_a_message_is_a_whole_page() -> None:
    answer = message("No <b>site", "Sorry.", 404)
    assert answer.status_code == 404
    assert b"<h1>No &lt;b&gt;site</h1>" in answer.body


def test_a_lone_surrogate_does_not_cost_the_page() -> None:
    assert b"<h1>a?b</h1>" in message("a\ud83db", "", 404).body


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_defined_word_has_its_definition(place: Place) -> None:
    assert not place.term or place.term in DEFINITIONS
