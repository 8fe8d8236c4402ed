"""The newest decisions, to be explained."""

import pytest

from service.appeals.decide import Decision, decide
from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Policy, Rule
from service.collect.decisions import MOST_SITES, MOST_VIEWS, Decided, Decisions
from tests.service.appeals.readers import NOW_MS, reader
from tests.service.collect.conftest import Service
from tests.service.collect.page import body
from tests.service.views import new_id

RULES = Ruleset([Rule(1, 1, Body())], Policy(), "UTC")
NOBODY = Decision(0, 0, False, 0, ())


def decided(view: str, at_ms: int = NOW_MS) -> Decided:
    return Decided(view, at_ms, reader(), RULES, NOBODY)


def test_the_newest_come_first() -> None:
    decisions = Decisions()
    for view in "abc":
        decisions.note("demo", decided(view))
    assert [one.view for one in decisions.of("demo")] == ["c", "b", "a"]


def test_a_view_that_is_decided_about_again_counts_once() -> None:
    decisions = Decisions()
    for at, view in enumerate("aba"):
        decisions.note("demo", decided(view, at))
    assert [(one.view, one.at_ms) for one in decisions.of("demo")] == [("a", 2), ("b", 1)]


def test_each_site_has_its_own() -> None:
    decisions = Decisions()
    decisions.note("demo", decided("a"))
    assert decisions.find("demo", "a") == decisions.of("demo")[0]
    assert (decisions.find("other", "a"), decisions.of("other")) == (None, [])


def test_the_oldest_views_are_forgotten() -> None:
    decisions = Decisions()
    for number in range(MOST_VIEWS + 5):
        decisions.note("demo", decided(str(number)))
    assert len(decisions.of("demo")) == MOST_VIEWS
    assert (decisions.find("demo", "4"), decisions.find("demo", "5") is None) == (None, False)


def test_sites_that_were_quiet_longest_are_forgotten() -> None:
    decisions = Decisions()
    for number in range(MOST_SITES):
        decisions.note(str(number), decided("a"))
    decisions.note("0", decided("b"))
    decisions.note("new", decided("a"))
    assert (len(decisions.of("0")), decisions.of("1"), len(decisions.of("new"))) == (2, [], 1)


async def test_a_decision_is_kept_as_it_was_made(service: Service) -> None:
    service.rules = RULES
    view = new_id()
    await service.send(body(v=view, b="requests", q=80, st=""))
    [kept] = service.decisions.of("demo")
    assert (kept.view, kept.at_ms, kept.reader.blocker, kept.reader.confidence) == (
        view,
        service.now,
        "requests",
        80,
    )
    assert kept.rules is RULES
    assert decide(kept.rules, kept.reader, kept.at_ms) == kept.decision


@pytest.mark.parametrize("keys", [{"b": "requests", "p": 1}, {}], ids=["GPC", "no detection yet"])
async def test_who_is_not_decided_about_is_not_kept(service: Service, keys: dict[str, object]) -> None:
    service.rules = RULES
    await service.send(body(st="", **keys))
    assert service.decisions.of("demo") == []
