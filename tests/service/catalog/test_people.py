"""People: addresses are one whatever their case, and the hash stays out of sight."""

import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.people import normal_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("me@example.org", "me@example.org"),
        (" Me@Example.ORG ", "me@example.org"),
        ("o'neil+news@sub.example.org", "o'neil+news@sub.example.org"),
        ("me@localhost", "me@localhost"),
        ("STRASSE@ex.org", "strasse@ex.org"),
        ("straße@ex.org", "strasse@ex.org"),
        ("ОЛЕНА@газета.укр", "олена@газета.укр"),
        ("\uff4de@example.org", "me@example.org"),
    ],
)
def test_normal_email(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "me",
        "@",
        "me@",
        "@example.org",
        "me@@example.org",
        "me@example.org@evil.org",
        "me @example.org",
        "me@exa mple.org",
        "me@example..org",
        "me@.org",
        "me@org.",
        "me\n@example.org",
        "me\x00@example.org",
        "\ud800@example.org",
        "a" * 65 + "@example.org",
        "me@" + "a" * 260,
    ],
)
def test_refused_email(typed: str) -> None:
    with pytest.raises(CatalogError, match="not an e-mail address"):
        normal_email(typed)


@pytest.mark.parametrize("role", ["admin", "editor", "viewer"])
async def test_add(catalog: Catalog, role: str) -> None:
    person = await catalog.add_person("Me@example.org", "hash", role)
    assert (person.email, person.role) == ("me@example.org", role)
    assert await catalog.people() == [person]


@pytest.mark.parametrize("role", ["", "Admin", "owner"])
async def test_unknown_role(catalog: Catalog, role: str) -> None:
    with pytest.raises(CatalogError, match=r"^--role"):
        await catalog.add_person("me@example.org", "hash", role)


async def test_an_address_is_taken_in_any_case(catalog: Catalog) -> None:
    await catalog.add_person("me@example.org", "hash", "admin")
    with pytest.raises(CatalogError, match="already a person"):
        await catalog.add_person("ME@example.org", "other", "viewer")


async def test_credentials_in_any_case(catalog: Catalog) -> None:
    person = await catalog.add_person("me@example.org", "hash", "admin")
    found = await catalog.credentials(" ME@Example.org")
    assert found is not None
    assert (found.person, found.password_hash) == (person, "hash")


@pytest.mark.parametrize("email", ["", "you@example.org", "me\x00@example.org", "' or 1=1 --"])
async def test_credentials_of_nobody(catalog: Catalog, email: str) -> None:
    await catalog.add_person("me@example.org", "hash", "admin")
    assert await catalog.credentials(email) is None


async def test_set_password_hash(catalog: Catalog) -> None:
    person = await catalog.add_person("me@example.org", "hash", "admin")
    await catalog.set_password_hash(person.id, "newer")
    found = await catalog.credentials("me@example.org")
    assert found is not None
    assert found.password_hash == "newer"
