"""Passwords: what fits, what does not, and that nobody's password costs as much as anybody's."""

from unittest.mock import patch

import argon2
import pytest

from service.accounts.passwords import PasswordError, Passwords, strong_password

CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize("password", ["12345678", "correct horse", "пароль-її", "a" * 1000, "\x00" * 8])
async def test_the_right_password(passwords: Passwords, password: str) -> None:
    assert await passwords.verify(await passwords.hash(password), password)


@pytest.mark.parametrize(
    "other", ["", "Correct horse", "correct horse ", "correct hors", "correct horse\x00"]
)
async def test_another_password(passwords: Passwords, other: str) -> None:
    assert not await passwords.verify(await passwords.hash("correct horse"), other)


async def test_letters_may_be_composed_either_way(passwords: Passwords) -> None:
    assert await passwords.verify(await passwords.hash("паролі ї"), "паролі і\u0308")


@pytest.mark.parametrize(
    ("password", "problem"), [("", "too short"), ("1234567", "8"), ("a" * 1001, "1,000")]
)
async def test_refused(passwords: Passwords, password: str, problem: str) -> None:
    with pytest.raises(PasswordError, match=problem):
        await passwords.hash(password)


@pytest.mark.parametrize("kept", ["", "plain text", "$argon2id$v=19$m=8,t=1,p=1$$", "$2b$12$abcdefghijkl"])
async def test_a_hash_of_something_else_fits_nothing(passwords: Passwords, kept: str) -> None:
    assert not await passwords.verify(kept, "plain text")


async def test_the_same_password_hashes_differently(passwords: Passwords) -> None:
    assert await passwords.hash("12345678") != await passwords.hash("12345678")


@pytest.mark.parametrize("variant", list(argon2.Type))
async def test_nobody_is_verified_with_the_same_parameters(variant: argon2.Type) -> None:
    hasher = argon2.PasswordHasher(time_cost=3, memory_cost=64, parallelism=2, type=variant)
    with patch.object(
        argon2.PasswordHasher, "verify", autospec=True, side_effect=hasher.__class__.verify
    ) as spy:
        assert not await Passwords(hasher).verify(None, "12345678")
    assert argon2.extract_parameters(spy.call_args.args[1]) == argon2.extract_parameters(hasher.hash("x"))


async def test_a_hash_with_todays_parameters_is_kept(passwords: Passwords) -> None:
    assert await passwords.renewed(await passwords.hash("12345678"), "12345678") is None


async def test_a_hash_with_older_parameters_is_renewed(passwords: Passwords) -> None:
    older = argon2.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash("short")
    renewed = await passwords.renewed(older, "short")
    assert renewed is not None
    assert not CHEAP.check_needs_rehash(renewed)
    assert CHEAP.verify(renewed, "short")


def test_todays_parameters() -> None:
    parameters = argon2.extract_parameters(Passwords()._nobody)
    assert (parameters.type, parameters.memory_cost, parameters.time_cost) == (argon2.Type.ID, 65_536, 3)


def test_strong_passwords_are_long_and_differ() -> None:
    made = {strong_password() for _ in range(100)}
    assert (len(made), {len(password) for password in made}) == (100, {20})
