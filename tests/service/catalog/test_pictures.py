"""Pictures: what is one, how many there may be, and whose they are."""

import pytest

from service.catalog import pictures
from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.pictures import MOST_BYTES, checked_type
from service.catalog.sites import Site

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"GIF87a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (PNG.ljust(MOST_BYTES, b"\0"), "image/png"),
    ],
)
def test_what_is_a_picture(content: bytes, kind: str) -> None:
    assert checked_type(content) == kind


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture"),
        (b"<!doctype html><script>alert(1)</script>", "is no picture"),
        (b"RIFF\0\0\0\0WAVE", "is no picture"),
        (b" " + PNG, "is no picture"),
        (PNG.ljust(MOST_BYTES + 1, b"\0"), "200 KB"),
    ],
)
def test_what_is_none(content: bytes, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        checked_type(content)


async def test_a_picture_comes_back_as_it_was_kept(catalog: Catalog) -> None:
    picture = await catalog.add_picture("daily", PNG)
    assert (picture.number, await catalog.picture("daily", 1)) == (1, ("image/png", PNG))
    assert await catalog.pictures("daily") == [picture]


async def test_a_picture_belongs_to_its_site(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.add_picture("daily", PNG)
    assert (await catalog.picture("other", 1), await catalog.pictures("other")) == (None, [])
    assert (await catalog.add_picture("other", PNG)).number == 1


async def test_the_newest_stand_first(catalog: Catalog) -> None:
    for _ in range(3):
        await catalog.add_picture("daily", PNG)
    assert [picture.number for picture in await catalog.pictures("daily")] == [3, 2, 1]


async def test_there_are_only_so_many(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    await catalog.add_picture("daily", PNG)
    with pytest.raises(CatalogError, match="1 pictures already"):
        await catalog.add_picture("daily", PNG)


async def test_a_site_that_is_not_there(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.add_picture("nowhere", PNG)


@pytest.mark.parametrize("number", [0, -1, 2, 10**30])
async def test_no_such_picture(catalog: Catalog, number: int) -> None:
    assert await catalog.picture("daily", number) is None
