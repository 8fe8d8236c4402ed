"""Problems by field, and what to think of."""

import msgspec

from service.admin.editor_checks import advice, found
from service.appeals.defaults import default_body
from service.catalog.rule import Caps, Rule, Trigger, Variant

from .conftest import SITE

BODY = default_body("dialog")


def test_a_default_rule_has_no_problem() -> None:
    assert (found(BODY, SITE).problems, found(BODY, SITE).hints) == ({}, {})


def test_what_keeps_a_rule_from_being_published_is_told_from_what_is_only_told() -> None:
    body = msgspec.structs.replace(BODY, trigger=Trigger("engaged", 3_000), variants=(Variant(1, 50, "A"),))
    wrong = found(body, SITE)
    assert list(wrong.problems) == ["variants.0.weight", "variants.0.messages"]
    assert list(wrong.hints) == ["trigger.value"]


def test_who_shadows_whom_is_told() -> None:
    draft, live = Rule(2, 1, BODY), Rule(1, 1, BODY)
    [sentence] = advice(draft, [live], SITE)
    assert "comes first for every reader" in sentence


def test_hints_are_advice() -> None:
    body = msgspec.structs.replace(BODY, trigger=Trigger("engaged", 3_000), caps=Caps())
    assert "3,000 seconds" in advice(Rule(1, 1, body), [], SITE)[0]
