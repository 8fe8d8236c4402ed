"""What the pages of a site's rules have in common: where they are, and which rule an address means."""

import re
from urllib.parse import quote

from service.admin.forms import Visit
from service.catalog.catalog import Catalog
from service.catalog.rules import KeptRule
from service.catalog.sites import Site

_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


def base(site: Site) -> str:
    """The address of a site's appeals."""
    return f"/s/{quote(site.key, safe='')}/appeals"


async def the_rule(catalog: Catalog, visit: Visit) -> KeptRule | None:
    """The rule that the address names, or None."""
    number = visit.request.path_params["rule"]
    return await catalog.rule(visit.site.key, int(number)) if _NUMBER.fullmatch(number) else None
