"""What happened to rules: told from when they were published, and from what state they are in since when."""

import msgspec
import pytest

from service.appeals.defaults import default_body
from service.catalog import rules
from service.catalog.catalog import Catalog
from service.catalog.sites import Site

ANN = "ann@daily.example"


class Clock:
    """One millisecond a look."""

    now = 1_000

    def __call__(self) -> int:
        self.now += 1
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(rules, "now_ms", clock)
    return clock


async def draft(catalog: Catalog, name: str = "Ask") -> int:
    body = msgspec.structs.replace(default_body("dialog"), name=name)
    return (await catalog.add_rule("daily", body, ANN)).id


async def told(catalog: Catalog, since: int = 0, until: int = 10**15) -> list[tuple[str, str]]:
    return [(one.what, one.name) for one in await catalog.happenings("daily", since, until)]


async def test_a_draft_is_nothing_that_happened(catalog: Catalog) -> None:
    await draft(catalog)
    assert await told(catalog) == []


async def test_the_first_publishing_is_told_and_each_later_one(catalog: Catalog) -> None:
    rule = await draft(catalog)
    for _ in range(2):
        await catalog.publish("daily", rule, ANN)
    assert await told(catalog) == [("live", "Ask"), ("changed", "Ask")]


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        (("pause_rule",), "paused"),
        (("pause_rule", "resume_rule"), "resumed"),
        (("archive_rule",), "archived"),
    ],
)
async def test_the_last_step_is_told(catalog: Catalog, steps: tuple[str, ...], last: str) -> None:
    rule = await draft(catalog)
    await catalog.publish("daily", rule, ANN)
    for step in steps:
        await getattr(catalog, step)("daily", rule, ANN)
    assert await told(catalog) == [("live", "Ask"), (last, "Ask")]


async def test_a_pause_stays_where_it_was_when_the_draft_changes(catalog: Catalog, clock: Clock) -> None:
    rule = await draft(catalog)
    await catalog.publish("daily", rule, ANN)
    await catalog.pause_rule("daily", rule, ANN)
    paused_at = clock.now
    body = msgspec.structs.replace(default_body("dialog"), name="Later")
    await catalog.save_draft("daily", rule, body, ANN)
    assert [one.at <= paused_at for one in await catalog.happenings("daily", 0, 10**15)] == [True, True]


async def test_another_place_in_the_order_is_not_told(catalog: Catalog) -> None:
    first, second = await draft(catalog, "First"), await draft(catalog, "Second")
    for rule in (first, second):
        await catalog.publish("daily", rule, ANN)
    await catalog.move_rule("daily", second, -1, ANN)
    assert await told(catalog) == [("live", "First"), ("live", "Second")]


async def test_the_end_of_a_range_does_not_belong_to_it(catalog: Catalog) -> None:
    rule = await draft(catalog)
    await catalog.publish("daily", rule, ANN)
    (one,) = await catalog.happenings("daily", 0, 10**15)
    assert (await told(catalog, one.at, one.at + 1), await told(catalog, 0, one.at)) == (
        [("live", "Ask")],
        [],
    )


async def test_a_rule_belongs_to_its_site(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    rule = await catalog.add_rule("other", default_body("dialog"), ANN)
    await catalog.publish("other", rule.id, ANN)
    assert await told(catalog) == []
