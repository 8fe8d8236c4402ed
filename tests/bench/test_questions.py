"""The benchmark's questions are the overview's."""

from pathlib import Path

from dashboards.pages.overview import PAGE
from tests.bench.history import SITE, History
from tests.bench.questions import panels

STORY = History(Path(), "2026-01-01", "2026-01-30", views=1, bytes=1)


def test_every_panel_asks_a_question_but_right_now_and_goals_that_nobody_set() -> None:
    asked = {panel.name for panel in panels(STORY)}
    assert asked == {place.heading for place in PAGE.places if place.name not in ("live", "goals")}


def test_questions_are_of_the_site_and_its_thirty_days() -> None:
    spans = {(p.query.site, str(p.query.from_), str(p.query.to)) for p in panels(STORY)}
    assert spans == {(SITE, "2026-01-01", "2026-01-30")}
