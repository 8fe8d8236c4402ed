"""Rules: drafts as they are written, and every version that was ever live."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.catalog import tables
from service.catalog.bodies import checked_body, checked_note
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.order import moved, priorities
from service.catalog.rule import Body, Rule, State
from service.catalog.sites import no_such_site
from service.catalog.times import now_ms

MOST_RULES = 200
#: What SQLite can hold; no rule has a number like this.
_LARGEST = 2**63 - 1

#: What may be done with a rule, from which states, and the state it then has ('' for draft or paused).
_STEPS: Mapping[str, tuple[tuple[State, ...], State | None]] = {
    "pause": (("live",), "paused"),
    "resume": (("paused",), "live"),
    "archive": (("draft", "live", "paused"), "archived"),
    "restore": (("archived",), None),
}
#: How the note of a version begins that only has another priority.
ORDER_NOTE = "Order of the rules:"


class KeptRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule with its draft and what of it is published.

    `version` is the last one published, 0 before the first, and `published` its body. `edition` rises with
    each change of the draft, so that of two people who change it at once the second is told. Times are UTC
    milliseconds, people are e-mail addresses.
    """

    id: int
    site: str
    state: State
    draft: Body
    edition: int
    version: int
    published: Body | None
    created_at: int
    created_by: str
    changed_at: int
    changed_by: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What was published once: when (UTC milliseconds), by whom (an e-mail address), and why."""

    version: int
    body: Body
    published_at: int
    person: str
    note: str


class EditionError(CatalogError):
    """Somebody else changed the draft in between; `kept` is the rule as it is now."""

    def __init__(self, kept: KeptRule) -> None:
        self.kept = kept
        super().__init__("%(person)s has changed this rule in the meantime", person=kept.changed_by)


class Rules(Database):
    """The catalog's questions about rules."""

    async def rules(self, site: str) -> list[KeptRule]:
        """A site's rules, archived ones too: the highest priority first, of equals the oldest."""
        async with self._reading() as connection:
            rows = await connection.execute(_RULE.where(tables.rule.c.site == site))
            found = [as_struct(row, KeptRule) for row in rows.mappings()]
        return sorted(found, key=_place)

    async def rule(self, site: str, rule_id: int) -> KeptRule | None:
        """One rule of a site, or None."""
        async with self._reading() as connection:
            return await _find(connection, site, rule_id)

    async def live_rules(self) -> dict[str, list[Rule]]:
        """Of every site that has some: the rules that are live, the highest priority first."""
        found: dict[str, list[Rule]] = {}
        async with self._reading() as connection:
            for row in (await connection.execute(_LIVE)).mappings():
                body = msgspec.convert(row["body"], Body)
                found.setdefault(row["site"], []).append(Rule(row["id"], row["version"], body))
        for rules in found.values():
            rules.sort(key=lambda rule: (-rule.body.priority, rule.id))
        return found

    async def history(self, site: str, rule_id: int) -> list[Version]:
        """Every version that was published, the newest first."""
        question = (
            select(*(tables.rule_version.c[field] for field in Version.__struct_fields__))
            .join(tables.rule, tables.rule.c.id == tables.rule_version.c.rule)
            .where(tables.rule.c.site == site, tables.rule.c.id == min(rule_id, _LARGEST))
            .order_by(tables.rule_version.c.version.desc())
        )
        async with self._reading() as connection:
            return [as_struct(row, Version) for row in (await connection.execute(question)).mappings()]

    async def add_rule(self, site: str, body: Body, person: str) -> KeptRule:
        """Keep a new draft. Raises CatalogError for bad input, an unknown site, or one with enough rules."""
        body = checked_body(body)
        async with self._writing() as connection:
            known = select(tables.site.c.key).where(tables.site.c.key == site)
            if not (await connection.execute(known)).first():
                raise no_such_site(site)
            ids = select(tables.rule.c.id).where(tables.rule.c.site == site)
            if len((await connection.execute(ids)).all()) >= MOST_RULES:
                raise CatalogError(
                    "this site has %(most)s rules already, which is the most that can be", most=MOST_RULES
                )
            now = now_ms()
            values = {"site": site, "state": "draft", "draft": body, "edition": 1, "version": 0}
            values |= {"created_at": now, "created_by": person, "changed_at": now, "changed_by": person}
            added = await connection.execute(insert(tables.rule).returning(tables.rule.c.id), values)
            return await _get(connection, site, added.scalar_one())

    async def save_draft(
        self,
        site: str,
        rule_id: int,
        body: Body,
        person: str,
        edition: int | None = None,
    ) -> KeptRule:
        """Keep what was written. Raises EditionError unless `edition` is the one that was read.

        Raises CatalogError for bad input and for a rule that is not there.
        """
        body = checked_body(body)
        async with self._writing() as connection:
            kept = await _get(connection, site, rule_id, edition)
            if body == kept.draft:
                return kept
            await _change(connection, kept, person, draft=body)
            return await _get(connection, site, rule_id)

    async def publish(
        self,
        site: str,
        rule_id: int,
        person: str,
        note: str = "",
        edition: int | None = None,
    ) -> Rule:
        """Make the draft live as a new version. Raises EditionError unless `edition` is what was read.

        Raises CatalogError for a rule that is archived or not there, and for a note that cannot be kept.
        """
        note = checked_note(note)
        async with self._writing() as connection:
            kept = await _get(connection, site, rule_id, edition)
            return await _publish(connection, kept, kept.draft, person, note)

    async def back_to(self, site: str, rule_id: int, version: int, person: str) -> Rule:
        """Make an earlier version live again, as a new one; the draft becomes the same.

        Raises CatalogError for a rule that is archived or not there, and for a version that never was.
        """
        async with self._writing() as connection:
            kept = await _get(connection, site, rule_id)
            old = select(tables.rule_version.c.body).where(
                tables.rule_version.c.rule == rule_id, tables.rule_version.c.version == version
            )
            if not 0 < version <= kept.version:
                raise CatalogError("this rule has no version %(version)s", version=version)
            body = (await connection.execute(old)).scalar_one()
            note = f"Back to version {version}"
            return await _publish(connection, kept, msgspec.convert(body, Body), person, note)

    async def pause_rule(self, site: str, rule_id: int, person: str) -> KeptRule:
        """Let a live rule ask nobody until it is resumed. Raises CatalogError unless it is live."""
        return await self._step(site, rule_id, person, "pause")

    async def resume_rule(self, site: str, rule_id: int, person: str) -> KeptRule:
        """Let a paused rule ask again. Raises CatalogError unless it is paused."""
        return await self._step(site, rule_id, person, "resume")

    async def archive_rule(self, site: str, rule_id: int, person: str) -> KeptRule:
        """Put a rule away for good; its history stays. Raises CatalogError when it is away already."""
        return await self._step(site, rule_id, person, "archive")

    async def restore_rule(self, site: str, rule_id: int, person: str) -> KeptRule:
        """Fetch an archived rule back, paused, or as a draft when it was never live. Raises CatalogError."""
        return await self._step(site, rule_id, person, "restore")

    async def move_rule(self, site: str, rule_id: int, steps: int, person: str) -> bool:
        """Put a rule so many places further down (up, if negative) among those that are not archived.

        Priorities change in drafts and, as new versions, in what is published; the rest of a draft stays
        unpublished. Returns whether anything changed. Raises CatalogError for a rule that is not there.
        """
        async with self._writing() as connection:
            rows = await connection.execute(_RULE.where(tables.rule.c.site == site))
            found = [as_struct(row, KeptRule) for row in rows.mappings()]
            kept = {one.id: one for one in found if one.state != "archived"}
            ids = moved([one.id for one in sorted(kept.values(), key=_place)], rule_id, steps)
            wanted = priorities(ids, [_asked(one).priority for one in kept.values()])
            changes = [
                (kept[one], priority)
                for one, priority in zip(ids, wanted, strict=True)
                if _asked(kept[one]).priority != priority
            ]
            for one, priority in changes:
                await _prioritise(connection, one, priority, person)
        return bool(changes)

    async def _step(self, site: str, rule_id: int, person: str, step: str) -> KeptRule:
        states, then = _STEPS[step]
        async with self._writing() as connection:
            kept = await _get(connection, site, rule_id)
            if kept.state not in states:
                raise CatalogError(f"this rule is {kept.state}, so it cannot be {step.rstrip('e')}ed")
            state = then or ("paused" if kept.version else "draft")
            await _change(connection, kept, person, state=state, state_at=now_ms(), edition=kept.edition)
            return await _get(connection, site, rule_id)


_RULE = select(tables.rule, tables.rule_version.c.body.label("published")).outerjoin(
    tables.rule_version,
    (tables.rule_version.c.rule == tables.rule.c.id)
    & (tables.rule_version.c.version == tables.rule.c.version),
)
_LIVE = (
    select(tables.rule.c.site, tables.rule.c.id, tables.rule.c.version, tables.rule_version.c.body)
    .join(
        tables.rule_version,
        (tables.rule_version.c.rule == tables.rule.c.id)
        & (tables.rule_version.c.version == tables.rule.c.version),
    )
    .where(tables.rule.c.state == "live")
)


def _asked(kept: KeptRule) -> Body:
    return kept.published or kept.draft


def _place(kept: KeptRule) -> tuple[int, int]:
    return -_asked(kept).priority, kept.id


async def _find(connection: AsyncConnection, site: str, rule_id: int) -> KeptRule | None:
    if rule_id > _LARGEST:
        return None
    question: Select[Any] = _RULE.where(tables.rule.c.site == site, tables.rule.c.id == rule_id)
    row = (await connection.execute(question)).mappings().first()
    return as_struct(row, KeptRule) if row else None


async def _get(connection: AsyncConnection, site: str, rule_id: int, edition: int | None = None) -> KeptRule:
    kept = await _find(connection, site, rule_id)
    if kept is None:
        raise CatalogError("there is no rule %(rule)s on this site", rule=rule_id)
    if edition is not None and edition != kept.edition:
        raise EditionError(kept)
    return kept


async def _change(connection: AsyncConnection, kept: KeptRule, person: str, **values: object) -> None:
    values = {"edition": kept.edition + 1, "changed_at": now_ms(), "changed_by": person} | values
    await connection.execute(update(tables.rule).where(tables.rule.c.id == kept.id), values)


async def _publish(connection: AsyncConnection, kept: KeptRule, body: Body, person: str, note: str) -> Rule:
    if kept.state == "archived":
        raise CatalogError("this rule is archived; fetch it back first")
    rule = await _add_version(connection, kept, body, person, note)
    await _change(connection, kept, person, state="live", state_at=None, version=rule.version, draft=body)
    return rule


async def _prioritise(connection: AsyncConnection, kept: KeptRule, priority: int, person: str) -> None:
    draft, version = msgspec.structs.replace(kept.draft, priority=priority), kept.version
    if kept.published:
        note = f"{ORDER_NOTE} priority {priority}, was {kept.published.priority}"
        body = msgspec.structs.replace(kept.published, priority=priority)
        version = (await _add_version(connection, kept, body, person, note)).version
    await _change(connection, kept, person, version=version, draft=draft)


async def _add_version(
    connection: AsyncConnection, kept: KeptRule, body: Body, person: str, note: str
) -> Rule:
    rule = Rule(kept.id, kept.version + 1, body)
    values = {"rule": rule.id, "version": rule.version, "body": body}
    values |= {"published_at": now_ms(), "person": person, "note": note}
    await connection.execute(insert(tables.rule_version), values)
    return rule
