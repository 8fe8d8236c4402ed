"""A choice of one panel, as links."""

import msgspec

from dashboards.dates import preset
from dashboards.pages.ask import Ask, Panel
from dashboards.pages.choice import Choice, choices
from tests.dashboards.fakes import TODAY, FakeMetrics, ask

OFFERED = (Choice("device", "device"), Choice("section", "section"))


def made(question: Ask) -> list[tuple[str, str, bool]]:
    panel = choices(question, Panel("panels/chosen.html", {}), "by", "Revenue by", OFFERED, "section", "rpm")
    links: list[tuple[str, str, bool]] = panel.context["choices"]
    return links


def test_each_link_leads_to_the_panel_by_another_value() -> None:
    assert made(ask(FakeMetrics(), preset("7d", TODAY))) == [
        ("device", "/s/herald/overview?range=7d&by=device#panel-rpm", False),
        ("section", "/s/herald/overview?range=7d&by=section#panel-rpm", True),
    ]


def test_what_else_the_address_asks_for_stays() -> None:
    question = ask(FakeMetrics(), preset("7d", TODAY))
    shown = msgspec.structs.replace(question.shown, own=(("by", "section"), ("part", "20")))
    assert "by=device&part=20#" in made(msgspec.structs.replace(question, shown=shown))[0][1]


def test_on_a_shared_page_there_is_nothing_to_choose() -> None:
    assert made(msgspec.structs.replace(ask(FakeMetrics(), preset("7d", TODAY)), shared="/share/x")) == []
