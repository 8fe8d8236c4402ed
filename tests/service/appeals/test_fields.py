"""The table of fields agrees with what the collector finds."""

import pytest

from service.appeals.fields import BLOCKER_LABELS, CHANNEL_LABELS, DEVICE_LABELS, FIELDS, OP_LABELS, Field
from service.collect.agents import DEVICES
from service.collect.channels import CHANNELS
from service.collect.urls import clean_article
from service.events import BLOCKER_STATES


@pytest.mark.parametrize(
    ("labels", "known"),
    [(BLOCKER_LABELS, BLOCKER_STATES), (DEVICE_LABELS, DEVICES), (CHANNEL_LABELS, CHANNELS)],
)
def test_choices_are_what_the_collector_tells(labels: dict[str, str], known: tuple[str, ...]) -> None:
    assert set(labels) == set(known)


@pytest.mark.parametrize("path", ["/новини/київ", "/a b", "/%d0%bd", "/a'b(c)", "/ё*", "/sport/@x:y,z;q=1"])
def test_paths_are_spelled_as_the_collector_spells_them(path: str) -> None:
    assert FIELDS["path"].normal(path) == clean_article(f"https://example.org{path}")


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_field_has_all_that_its_kind_needs(field: Field) -> None:
    assert field.label
    assert set(field.ops) <= set(OP_LABELS)
    assert bool(field.choices) is (field.kind == "choice")
    assert (field.high > 0) is (field.kind == "number")
    assert bool(field.pattern) <= bool(field.hint)
