"""What a site decides once, changed by several people at once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.policies import COLOURS, checked_policy
from service.catalog.rule import Policy, Theme
from service.catalog.sites import Money, Site


def policy(**changes: object) -> Policy:
    return msgspec.structs.replace(Policy(), **changes)


def theme(**changes: object) -> Policy:
    return policy(theme=msgspec.structs.replace(Theme(), **changes))


async def test_a_site_begins_with_the_defaults(catalog: Catalog) -> None:
    [site] = await catalog.sites()
    assert site.policy == Policy()


async def test_a_change_is_kept(catalog: Catalog) -> None:
    wanted = policy(stopped=True, per_day=2, language="uk", theme=Theme(accent="#123456", font="serif"))
    changed = await catalog.change_site("daily", lambda site: msgspec.structs.replace(site, policy=wanted))
    assert await catalog.site("daily") == changed
    assert changed.policy == wanted


async def test_who_changes_the_rest_leaves_the_policy_alone(catalog: Catalog) -> None:
    [site] = await catalog.sites()
    await catalog.change_site("daily", lambda one: msgspec.structs.replace(one, policy=policy(stopped=True)))
    await catalog.update_site(msgspec.structs.replace(site, name="Renamed"))
    [site] = await catalog.sites()
    assert (site.name, site.policy.stopped) == ("Renamed", True)


async def test_changes_at_once_are_all_kept(catalog: Catalog) -> None:
    def cpm(device: str) -> Coroutine[Any, Any, Site]:
        def change(site: Site) -> Site:
            by_device = site.money.by_device | {device: 1.0}
            return msgspec.structs.replace(
                site, money=msgspec.structs.replace(site.money, by_device=by_device)
            )

        return catalog.change_site("daily", change)

    await asyncio.gather(*(cpm(device) for device in "abcdefgh"))
    [site] = await catalog.sites()
    assert sorted(site.money.by_device) == list("abcdefgh")


async def test_the_key_stays(catalog: Catalog) -> None:
    changed = await catalog.change_site("daily", lambda site: msgspec.structs.replace(site, key="other"))
    assert changed.key == "daily"


async def test_a_site_that_is_not_there(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.change_site("nowhere", lambda site: site)


@pytest.mark.parametrize(
    "change",
    [
        lambda site: msgspec.structs.replace(site, money=Money(cpm=-1.0)),
        lambda site: msgspec.structs.replace(site, policy=policy(per_day=-1)),
        lambda site: msgspec.structs.replace(site, consent="maybe"),
    ],
)
async def test_what_cannot_be_kept_changes_nothing(catalog: Catalog, change: Callable[[Site], Site]) -> None:
    before = await catalog.sites()
    with pytest.raises(CatalogError):
        await catalog.change_site("daily", change)
    assert await catalog.sites() == before


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (policy(per_day=1001), "per_day"),
        (policy(per_week="many"), "per_week"),
        (policy(language="EN"), "the default language"),
        (policy(language=""), "the default language"),
        (policy(language="e\n"), "the default language"),
        (theme(radius=33), "radius"),
        (theme(font="comic"), "font"),
        (theme(scheme="sepia"), "scheme"),
        *((theme(**{name: "red"}), f"the colour {name}") for name in COLOURS),
        (theme(text="#12345"), "the colour text"),
        (theme(text="#1234567"), "the colour text"),
        (theme(text="#12345G"), "the colour text"),
        (theme(text="#123456\n"), "the colour text"),
    ],
)
def test_refused_by_name(wrong: Policy, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        checked_policy(wrong)
