"""Rules: drafts, versions, states, and two people at once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest

from service.catalog import rules
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.rule import Body, Condition, Group, Message, Rule, Schedule, Variant
from service.catalog.rules import EditionError, KeptRule
from service.catalog.sites import Site

ANN, BEN = "ann@daily.example", "ben@daily.example"
BODY = Body(
    name="Ask kindly",
    groups=(Group(join="any", conditions=(Condition("section", "is", ("News", "Культура")),)),),
    schedule=Schedule(weekdays=(0, 6), from_hour=22, to_hour=6),
    variants=(Variant(1, 100, messages={"uk": Message("Привіт", "Текст\nдалі")}),),
)


def but(**changes: object) -> Body:
    return msgspec.structs.replace(BODY, **changes)


async def live(catalog: Catalog, **changes: object) -> Rule:
    kept = await catalog.add_rule("daily", but(**changes), ANN)
    return await catalog.publish("daily", kept.id, ANN)


async def the(catalog: Catalog, rule_id: int) -> KeptRule:
    kept = await catalog.rule("daily", rule_id)
    assert kept is not None
    return kept


async def test_a_new_rule_is_a_draft(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    assert await catalog.rules("daily") == [kept]
    assert (kept.state, kept.draft, kept.version, kept.published) == ("draft", BODY, 0, None)
    assert (kept.created_by, kept.changed_by, kept.created_at == kept.changed_at > 0) == (ANN, ANN, True)


async def test_a_draft_is_not_live(catalog: Catalog) -> None:
    await catalog.add_rule("daily", BODY, ANN)
    assert await catalog.live_rules() == {}


async def test_a_rule_belongs_to_its_site(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    kept = await catalog.add_rule("daily", BODY, ANN)
    assert (await catalog.rule("other", kept.id), await catalog.rules("other")) == (None, [])
    assert await catalog.history("other", kept.id) == []


async def test_publishing_makes_the_draft_live(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    rule = await catalog.publish("daily", kept.id, BEN, " Try it ")
    assert rule == Rule(kept.id, 1, BODY)
    assert await catalog.live_rules() == {"daily": [rule]}
    [version] = await catalog.history("daily", kept.id)
    assert (version.version, version.body, version.person, version.note) == (1, BODY, BEN, "Try it")


async def test_what_is_saved_later_is_not_live_until_it_is_published(catalog: Catalog) -> None:
    rule = await live(catalog)
    kept = await catalog.save_draft("daily", rule.id, but(name="New"), BEN)
    assert (kept.state, kept.draft.name, kept.published, kept.changed_by) == ("live", "New", BODY, BEN)
    assert (await catalog.live_rules())["daily"] == [rule]
    assert (await catalog.publish("daily", rule.id, BEN)).version == 2
    assert (await catalog.live_rules())["daily"][0].body.name == "New"


async def test_live_rules_come_in_the_order_of_priority(catalog: Catalog) -> None:
    ids = [(await live(catalog, priority=priority)).id for priority in (100, 300, 100, 200)]
    found = [rule.id for rule in (await catalog.live_rules())["daily"]]
    assert found == [ids[1], ids[3], ids[0], ids[2]]
    assert [one.id for one in await catalog.rules("daily")] == found


async def test_saving_the_same_changes_nothing(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    assert await catalog.save_draft("daily", kept.id, BODY, BEN, kept.edition) == kept


async def test_of_two_who_save_the_second_is_told(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    await catalog.save_draft("daily", kept.id, but(name="Ann's"), ANN, kept.edition)
    with pytest.raises(EditionError, match=r"ann@daily\.example has changed") as caught:
        await catalog.save_draft("daily", kept.id, but(name="Ben's"), BEN, kept.edition)
    assert caught.value.kept.draft.name == (await the(catalog, kept.id)).draft.name == "Ann's"


async def test_of_many_who_save_at_once_one_wins(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    saving = (
        catalog.save_draft("daily", kept.id, but(name=str(number)), ANN, kept.edition) for number in range(9)
    )
    ended = await asyncio.gather(*saving, return_exceptions=True)
    assert sum(isinstance(one, KeptRule) for one in ended) == 1
    assert (await the(catalog, kept.id)).edition == kept.edition + 1


async def test_what_changed_since_it_was_read_is_not_published(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    await catalog.save_draft("daily", kept.id, but(name="x"), ANN)
    with pytest.raises(EditionError):
        await catalog.publish("daily", kept.id, BEN, "", kept.edition)
    assert await catalog.live_rules() == {}


async def test_back_to_an_earlier_version(catalog: Catalog) -> None:
    rule = await live(catalog)
    await catalog.save_draft("daily", rule.id, but(name="Worse"), BEN)
    await catalog.publish("daily", rule.id, BEN)
    assert await catalog.back_to("daily", rule.id, 1, ANN) == Rule(rule.id, 3, BODY)
    assert (await the(catalog, rule.id)).draft == BODY
    told = [(one.version, one.person, one.note) for one in await catalog.history("daily", rule.id)]
    assert told == [(3, ANN, "Back to version 1"), (2, BEN, ""), (1, ANN, "")]


@pytest.mark.parametrize("version", [-1, 0, 2, 10**30])
async def test_there_is_no_way_back_to_what_never_was(catalog: Catalog, version: int) -> None:
    rule = await live(catalog)
    with pytest.raises(CatalogError, match="has no version"):
        await catalog.back_to("daily", rule.id, version, ANN)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (["pause"], "paused"),
        (["pause", "resume"], "live"),
        (["archive"], "archived"),
        (["pause", "archive"], "archived"),
        (["archive", "restore"], "paused"),
        (["archive", "restore", "resume"], "live"),
    ],
)
async def test_states(catalog: Catalog, steps: list[str], state: str) -> None:
    rule = await live(catalog)
    for step in steps:
        kept = await getattr(catalog, f"{step}_rule")("daily", rule.id, BEN)
    assert (kept.state, kept.changed_by) == (state, BEN)
    assert ("daily" in await catalog.live_rules()) is (state == "live")


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        (["resume"], "is live, so it cannot be resumed"),
        (["restore"], "is live, so it cannot be restored"),
        (["pause", "pause"], "is paused, so it cannot be paused"),
        (["archive", "archive"], "is archived, so it cannot be archived"),
        (["archive", "resume"], "is archived, so it cannot be resumed"),
    ],
)
async def test_a_step_that_cannot_be(catalog: Catalog, steps: list[str], problem: str) -> None:
    rule = await live(catalog)
    *before, last = steps
    for step in before:
        await getattr(catalog, f"{step}_rule")("daily", rule.id, ANN)
    with pytest.raises(CatalogError, match=problem):
        await getattr(catalog, f"{last}_rule")("daily", rule.id, ANN)


async def test_a_draft_that_was_archived_comes_back_as_one(catalog: Catalog) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    await catalog.archive_rule("daily", kept.id, ANN)
    assert (await catalog.restore_rule("daily", kept.id, ANN)).state == "draft"


async def test_a_paused_rule_is_live_when_it_is_published(catalog: Catalog) -> None:
    rule = await live(catalog)
    await catalog.pause_rule("daily", rule.id, ANN)
    await catalog.publish("daily", rule.id, ANN)
    assert (await the(catalog, rule.id)).state == "live"


async def test_an_archived_rule_is_not_published(catalog: Catalog) -> None:
    rule = await live(catalog)
    await catalog.archive_rule("daily", rule.id, ANN)
    for publishing in (catalog.publish("daily", rule.id, ANN), catalog.back_to("daily", rule.id, 1, ANN)):
        with pytest.raises(CatalogError, match="archived"):
            await publishing


async def test_a_state_changed_meanwhile_is_no_conflict(catalog: Catalog) -> None:
    rule = await live(catalog)
    read = await the(catalog, rule.id)
    await catalog.pause_rule("daily", rule.id, ANN)
    assert (await catalog.save_draft("daily", rule.id, but(name="x"), BEN, read.edition)).state == "paused"


async def test_the_order_changes_at_once_and_drafts_stay_unpublished(catalog: Catalog) -> None:
    first, second = await live(catalog, name="a"), await live(catalog, name="b")
    await catalog.save_draft("daily", second.id, but(name="unpublished"), ANN)
    assert await catalog.move_rule("daily", second.id, -1, BEN)
    rules = (await catalog.live_rules())["daily"]
    assert [(rule.id, rule.body.name, rule.body.priority) for rule in rules] == [
        (second.id, "b", 101),
        (first.id, "a", 100),
    ]
    assert (await the(catalog, second.id)).draft == but(name="unpublished", priority=101)
    assert (await catalog.history("daily", second.id))[0].note == "Order of the rules: priority 101, was 100"


async def test_moving_leaves_states_and_archived_rules_alone(catalog: Catalog) -> None:
    first, away, last = [await live(catalog) for _ in range(3)]
    await catalog.archive_rule("daily", away.id, ANN)
    await catalog.pause_rule("daily", last.id, ANN)
    assert await catalog.move_rule("daily", last.id, -1, ANN)
    kept = {one.id: one for one in await catalog.rules("daily")}
    assert [kept[one.id].state for one in (first, away, last)] == ["live", "archived", "paused"]
    assert kept[away.id].version == 1


async def test_at_the_lists_end_nothing_moves(catalog: Catalog) -> None:
    rule = await live(catalog)
    assert not await catalog.move_rule("daily", rule.id, 1, ANN)
    assert (await the(catalog, rule.id)).version == 1


Act = Callable[[Catalog, int], Coroutine[Any, Any, object]]
ACTS: list[Act] = [
    lambda catalog, one: catalog.save_draft("daily", one, BODY, ANN),
    lambda catalog, one: catalog.publish("daily", one, ANN),
    lambda catalog, one: catalog.back_to("daily", one, 1, ANN),
    lambda catalog, one: catalog.pause_rule("daily", one, ANN),
    lambda catalog, one: catalog.move_rule("daily", one, 1, ANN),
]


@pytest.mark.parametrize("one", [0, -1, 10**30])
@pytest.mark.parametrize("act", ACTS)
async def test_a_rule_that_is_not_there(catalog: Catalog, act: Act, one: int) -> None:
    with pytest.raises(CatalogError, match=r"rule -?\d+"):
        await act(catalog, one)


async def test_a_site_that_is_not_there(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.add_rule("nowhere", BODY, ANN)


async def test_there_are_only_so_many(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_RULES", 2)
    for _ in range(2):
        await catalog.add_rule("daily", BODY, ANN)
    with pytest.raises(CatalogError, match="2 rules already"):
        await catalog.add_rule("daily", BODY, ANN)


async def test_a_body_that_cannot_be_kept_leaves_nothing(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="the rule holds"):
        await catalog.add_rule("daily", but(name="a\x00"), ANN)
    assert await catalog.rules("daily") == []


@pytest.mark.parametrize("note", ["x" * 501, "a\x00", "a\ud800"])
async def test_a_note_that_cannot_be_kept(catalog: Catalog, note: str) -> None:
    kept = await catalog.add_rule("daily", BODY, ANN)
    with pytest.raises(CatalogError, match="the note must be"):
        await catalog.publish("daily", kept.id, ANN, note)
    assert await catalog.live_rules() == {}


async def test_a_site_takes_its_rules_with_it_and_their_numbers_stay_taken(catalog: Catalog) -> None:
    rule = await live(catalog)
    async with catalog._writing() as connection:
        await connection.exec_driver_sql("DELETE FROM site")
    assert (await catalog.live_rules(), await catalog.history("daily", rule.id)) == ({}, [])
    await catalog.add_site(Site(key="daily", name="x", origins=("https://daily.example",)))
    assert (await catalog.add_rule("daily", BODY, ANN)).id > rule.id
