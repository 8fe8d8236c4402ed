"""Desks: off until somebody sets them up, and what may be set."""

from typing import Any

import pytest

from service.catalog.catalog import Catalog
from service.catalog.desks import Desk
from service.catalog.errors import CatalogError


async def test_a_desk_is_off_at_first(catalog: Catalog) -> None:
    assert await catalog.desk("daily") == Desk(site="daily")
    assert await catalog.desks() == []


async def test_what_is_set_is_kept(catalog: Catalog) -> None:
    kept = await catalog.put_desk(
        "daily",
        on=True,
        captions={"uk": " Бачите\n помилку? ", "en": "  "},
        email="Desk@Daily.example",
        webhook=" https://hooks.example/in?a=b ",
    )
    assert kept == await catalog.desk("daily")
    assert (await catalog.desks()) == [kept]
    assert (kept.on, kept.captions, kept.email) == (True, {"uk": "Бачите помилку?"}, "desk@daily.example")
    assert (kept.webhook, len(kept.secret)) == ("https://hooks.example/in?a=b", 32)
    assert kept.changed_at > 0


async def test_the_secret_stays_until_a_new_one_is_asked_for(catalog: Catalog) -> None:
    first = await catalog.put_desk("daily", on=True)
    second = await catalog.put_desk("daily", on=False)
    third = await catalog.put_desk("daily", on=False, new_secret=True)
    assert first.secret == second.secret != third.secret
    assert not second.on


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ({"email": "desk"}, "not an e-mail address"),
        ({"webhook": "ftp://hooks.example"}, "the webhook is 'ftp://hooks.example'"),
        ({"webhook": "https://"}, "must be an address like"),
        ({"webhook": "https://a b"}, "must be an address like"),
        ({"webhook": "https://hooks.example/" + "x" * 2_048}, "must be an address like"),
        ({"captions": {"EN": "Hi"}}, "a caption's language is 'EN'"),
        ({"captions": {"": "Hi"}}, "a caption's language is ''"),
        ({"captions": {"en": "x" * 161}}, "has 161 characters"),
        ({"captions": {"en": "a\x00b"}}, "all printable"),
        ({"captions": {f"{a}{b}": "Hi" for a in "abcdefghijk" for b in "abcdefghijk"}}, "121 captions"),
    ],
)
async def test_what_may_not_be_set(catalog: Catalog, what: dict[str, Any], problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        await catalog.put_desk("daily", on=True, **what)
    assert await catalog.desks() == []


async def test_no_such_site(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.put_desk("nowhere", on=True)
