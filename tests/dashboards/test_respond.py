import pytest

from dashboards.definitions import DEFINITIONS
from dashboards.pages.book import PAGES
from dashboards.pages.place import Place
from dashboards.respond import message


def test_a_message_is_a_whole_page() -> None:
    answer = message("No <b>site", "Sorry.", 404)
    assert (answer.status_code, b"<h1>No &lt;b&gt;site</h1>" in answer.body) == (404, True)


def test_a_refused_panel_may_say_why() -> None:
    assert b'"noSwap": [204, 304, "5xx"]' in message("", "", 404).body


@pytest.mark.parametrize(
    "place", [place for page in PAGES for place in page.places], ids=lambda place: place.name
)
def test_every_defined_word_has_its_definition(place: Place) -> None:
    assert not place.term or place.term in DEFINITIONS
