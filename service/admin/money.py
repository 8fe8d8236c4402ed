"""`/s/{site}/money`: what a thousand viewable impressions bring, by device, country tier and section."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.routing import BaseRoute

from service.accounts.guard import Accounts
from service.admin import money_form
from service.admin.forms import Door, Visit
from service.admin.forms_settings import Part, Settings
from service.catalog.catalog import Catalog
from service.catalog.sites import Money

#: Articles among which sections are looked for, to be offered.
_LOOKED_AT = 2_000


def routes(accounts: Accounts, catalog: Catalog, changed: Callable[[], Awaitable[None]]) -> list[BaseRoute]:
    """The page and its form. `changed` is awaited after the settings have been kept."""

    async def more(visit: Visit) -> dict[str, Any]:
        articles = await catalog.all_articles(visit.site.key, _LOOKED_AT)
        sections = sorted({article.section for article in articles if article.section})
        return {"devices": money_form.DEVICES, "sections": sections, "blank": money_form.MORE}

    part = Part[Money](
        path="/money",
        template="money.html",
        role="admin",
        get=lambda site: site.money,
        put=lambda site, money: msgspec.structs.replace(site, money=money),
        typed_of=money_form.typed_of,
        known=money_form.known,
        read=money_form.read,
        facts=money_form.facts,
        more=more,
    )
    return [*Settings(catalog, changed, part).routes(Door(accounts, catalog.site))]
