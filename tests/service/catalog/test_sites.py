"""Sites: what is taken, how it is kept, and what is said of the rest."""

import math

import msgspec
import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.sites import Money, Site, checked

GOOD = Site(key="a", name="A", origins=("https://a.example",))


def but(**changes: object) -> Site:
    return msgspec.structs.replace(GOOD, **changes)


@pytest.mark.parametrize("key", ["a", "7", "a-b_c.d", "9lives", "a" * 64])
def test_good_key(key: str) -> None:
    assert checked(but(key=key)).key == key


@pytest.mark.parametrize("zone", ["UTC", "Europe/Kyiv", "America/Argentina/Buenos_Aires"])
def test_good_time_zone(zone: str) -> None:
    assert checked(but(timezone=zone)).timezone == zone


@pytest.mark.parametrize(
    ("site", "option"),
    [
        (but(key=""), "KEY"),
        (but(key="A"), "KEY"),
        (but(key="-a"), "KEY"),
        (but(key=".a"), "KEY"),
        (but(key="a b"), "KEY"),
        (but(key="a/b"), "KEY"),
        (but(key="a\n"), "KEY"),
        (but(key="ї"), "KEY"),
        (but(key="a" * 65), "KEY"),
        (but(name=""), "--name"),
        (but(name="  "), "--name"),
        (but(name="a" * 101), "--name"),
        (but(name="a\nb"), "--name"),
        (but(name="a\ud800"), "--name"),
        (but(origins=()), "--origin"),
        (but(origins=("https://a.example", "a.example")), "--origin"),
        (but(timezone=""), "--timezone"),
        (but(timezone="Mars/Olympus"), "--timezone"),
        (but(timezone="Europe"), "--timezone"),
        (but(timezone="europe/kyiv"), "--timezone"),
        (but(timezone="../../etc/passwd"), "--timezone"),
        (but(timezone="/etc/localtime"), "--timezone"),
        (but(timezone="localtime"), "--timezone"),
        (but(consent="maybe"), "--consent"),
        (but(consent="Required"), "--consent"),
        (but(money=Money(currency="eur")), "--currency"),
        (but(money=Money(currency="EURO")), "--currency"),
        (but(money=Money(cpm=-0.01)), "--cpm"),
        (but(money=Money(cpm=math.nan)), "--cpm"),
        (but(money=Money(cpm=math.inf)), "--cpm"),
        (but(money=Money(by_device={"phone": -1.0})), "the CPM by device 'phone'"),
        (but(money=Money(by_country={"UA": 1e9})), "the CPM by country 'UA'"),
        (but(money=Money(by_section={"": math.nan})), "the CPM by section"),
    ],
)
def test_refused_by_name(site: Site, option: str) -> None:
    with pytest.raises(CatalogError) as caught:
        checked(site)
    assert str(caught.value).startswith(option)


def test_origins_are_kept_once() -> None:
    assert checked(but(origins=("https://a.example", "https://A.example:443/"))).origins == (
        "https://a.example",
    )


async def test_a_site_comes_back_as_it_was_kept(catalog: Catalog) -> None:
    site = Site(
        key="gazeta",
        name=" Газета ",
        origins=("http://Gazeta.example:80", "https://gazeta.example"),
        timezone="Europe/Kyiv",
        consent="notice",
        money=Money(currency="UAH", cpm=40.0, by_device={"phone": 30.0}, by_section={"Новини": 50.0}),
    )
    kept = await catalog.add_site(site)
    assert await catalog.site("gazeta") == kept
    assert kept == msgspec.structs.replace(
        site, name="Газета", origins=("http://gazeta.example", "https://gazeta.example")
    )


async def test_sites_by_key(catalog: Catalog) -> None:
    await catalog.add_site(but(key="z"))
    await catalog.add_site(but(key="b"))
    assert [site.key for site in await catalog.sites()] == ["b", "daily", "z"]


async def test_no_such_site(catalog: Catalog) -> None:
    assert await catalog.site("nowhere") is None


async def test_a_taken_key_is_refused(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="already a site with the key 'daily'"):
        await catalog.add_site(but(key="daily"))


async def test_a_refused_site_leaves_nothing(catalog: Catalog) -> None:
    with pytest.raises(CatalogError):
        await catalog.add_site(but(timezone="Mars/Olympus"))
    assert [site.key for site in await catalog.sites()] == ["daily"]


async def test_update(catalog: Catalog) -> None:
    changed = await catalog.update_site(but(key="daily", consent="off"))
    assert await catalog.sites() == [changed]


async def test_update_of_no_site(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'a'"):
        await catalog.update_site(GOOD)
