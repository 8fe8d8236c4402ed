"""What a site is: its key, the origins its pages have, its time zone, consent mode and money settings."""

import functools
import math
import re
import zoneinfo
from collections.abc import Mapping

import msgspec
from sqlalchemy import insert, select, update

from service.catalog import tables
from service.catalog.database import Database, as_struct
from service.catalog.errors import CatalogError
from service.catalog.origins import normal_origin
from service.catalog.rule import Policy

CONSENT_MODES = ("required", "notice", "off")

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_CURRENCY = re.compile(r"[A-Z]{3}")


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """What a thousand viewable impressions bring, in units of `currency` (ISO 4217).

    The most specific setting that matches wins: section, then country, then device, then `cpm`.
    """

    currency: str = "EUR"
    cpm: float = 2.0
    by_device: dict[str, float] = {}
    by_country: dict[str, float] = {}
    by_section: dict[str, float] = {}


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """One publication. `origins` are what browsers send as Origin, such as `https://www.example.org`."""

    key: str
    name: str
    origins: tuple[str, ...]
    timezone: str = "UTC"
    consent: str = "required"
    money: Money = Money()
    policy: Policy = Policy()


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a page last said of its article; `path` is its identity within the site. Newest wins."""

    site: str
    path: str
    title: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    published_at: int | None = None
    words: int = 0
    language: str = ""
    seen_at: int = 0


class Sites(Database):
    """The catalog's questions about sites."""

    async def add_site(self, site: Site) -> Site:
        """Keep a new site; returns it as kept. Raises CatalogError for bad input or a key already taken."""
        site = checked(site)
        async with self._writing() as connection:
            taken = select(tables.site.c.key).where(tables.site.c.key == site.key)
            if (await connection.execute(taken)).first():
                raise CatalogError(f"there is already a site with the key {site.key!r}")
            await connection.execute(insert(tables.site), [_values(site)])
        return site

    async def update_site(self, site: Site) -> Site:
        """Replace all but the key and the policy, which `Policies` keeps; returns the site as it was checked.

        Whoever changes an origin must not switch appeals on again that somebody has just stopped. Raises
        CatalogError for bad input or no such site.
        """
        site = checked(site)
        values = {name: value for name, value in _values(site).items() if name != "policy"}
        async with self._writing() as connection:
            statement = update(tables.site).where(tables.site.c.key == site.key)
            changed = await connection.execute(statement, values)
        if not changed.rowcount:
            raise no_such_site(site.key)
        return site

    async def sites(self) -> list[Site]:
        """Every site, by key."""
        async with self._reading() as connection:
            rows = await connection.execute(select(tables.site).order_by(tables.site.c.key))
            return [as_struct(row, Site) for row in rows.mappings()]

    async def site(self, key: str) -> Site | None:
        """The site with this key, or None."""
        async with self._reading() as connection:
            rows = await connection.execute(select(tables.site).where(tables.site.c.key == key))
            row = rows.mappings().first()
            return as_struct(row, Site) if row else None


def no_such_site(key: str) -> CatalogError:
    """The error for a key that no site has."""
    return CatalogError(
        "there is no site with the key %(key)s; `kindly site list` shows those there are", key=repr(key)
    )


def checked(site: Site) -> Site:
    """The site with its name trimmed and its origins in the browsers' spelling, each once.

    Raises CatalogError with the option's name and what would be right.
    """
    name = site.name.strip()
    for right, problem in (
        (
            _KEY.fullmatch(site.key),
            f"KEY is {site.key!r}; it must be 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit",
        ),
        (
            0 < len(name) <= 100 and name.isprintable(),
            f"--name is {site.name!r}; it must be 1 to 100 printable characters",
        ),
        (
            site.origins,
            "--origin is missing; give the origin of the site's pages, like https://www.example.org",
        ),
        (
            site.timezone in _time_zones(),
            f"--timezone is {site.timezone!r}; it must be a name of the IANA database, like Europe/Kyiv",
        ),
        (
            site.consent in CONSENT_MODES,
            f"--consent is {site.consent!r}; it must be one of {', '.join(CONSENT_MODES)}",
        ),
    ):
        if not right:
            raise CatalogError(problem)
    check_money(site.money)
    origins = tuple(dict.fromkeys(map(normal_origin, site.origins)))
    return msgspec.structs.replace(site, name=name, origins=origins)


def check_money(money: Money) -> None:
    """Raises CatalogError with the setting's name unless all of it can be kept."""
    if not _CURRENCY.fullmatch(money.currency):
        raise CatalogError(f"--currency is {money.currency!r}; it must be an ISO 4217 code, like EUR")
    _check_cpms("--cpm", {"": money.cpm})
    _check_cpms("the CPM by device", money.by_device)
    _check_cpms("the CPM by country", money.by_country)
    _check_cpms("the CPM by section", money.by_section)


def _check_cpms(name: str, cpms: Mapping[str, float]) -> None:
    for cell, cpm in cpms.items():
        if not (math.isfinite(cpm) and 0 <= cpm <= 100_000):
            raise CatalogError(f"{name}{cell and f' {cell!r}'} is {cpm:g}; it must be between 0 and 100000")


@functools.cache
def _time_zones() -> frozenset[str]:
    # "localtime" names another zone on every machine, and "Factory" none at all. 600 names, about 50 ms.
    return frozenset(zoneinfo.available_timezones() - {"localtime", "Factory"})


def _values(site: Site) -> dict[str, object]:
    return {field: getattr(site, field) for field in Site.__struct_fields__}
