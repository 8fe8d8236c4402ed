"""What a site decides once: the policy of its appeals, its money settings, its consent mode."""

import re
from collections.abc import Callable

import msgspec
from sqlalchemy import select, update

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.rule import Policy
from service.catalog.sites import Site, checked, no_such_site

COLOURS = ("background", "text", "accent", "dark_background", "dark_text", "dark_accent")

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Policies(Database):
    """The catalog's answers to one person changing a setting while another changes the next."""

    async def change_site(self, key: str, change: Callable[[Site], Site]) -> Site:
        """Keep what `change` makes of the site as it is now, policy and all, in one transaction.

        Returns the site as kept. Raises CatalogError for bad input or no such site; what `change` raises
        leaves the site as it was.
        """
        async with self._writing() as connection:
            mine = tables.site.c.key == key
            row = (await connection.execute(select(tables.site).where(mine))).mappings().first()
            if row is None:
                raise no_such_site(key)
            site = checked(msgspec.structs.replace(change(as_struct(row, Site)), key=key))
            site = msgspec.structs.replace(site, policy=checked_policy(site.policy))
            values = {name: getattr(site, name) for name in Site.__struct_fields__}
            await connection.execute(update(tables.site).where(mine), values)
        return site


def checked_policy(policy: Policy) -> Policy:
    """The policy, if it can be kept. Raises CatalogError naming the setting."""
    try:
        policy = msgspec.convert(msgspec.to_builtins(policy), Policy)
    except msgspec.ValidationError as error:
        raise CatalogError(f"the appeals' policy cannot be kept: {error}") from error
    if not _LANGUAGE.fullmatch(policy.language):
        raise CatalogError(f"the default language is {policy.language!r}; it must be a code, like en")
    for name in COLOURS:
        if not _COLOUR.fullmatch(getattr(policy.theme, name)):
            raise CatalogError(f"the colour {name} is {getattr(policy.theme, name)!r}; write it like #1a5fb4")
    return policy
