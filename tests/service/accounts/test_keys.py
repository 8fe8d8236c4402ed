"""Keys: their shape, and that they differ."""

import hashlib

import pytest

from service.accounts import keys

KEY = "aZ09_-" + "x" * 37


def test_new_keys_have_the_shape_and_differ() -> None:
    made = {keys.new_key() for _ in range(100)}
    assert (len(made), all(map(keys.is_key, made))) == (100, True)


def test_new_tokens_have_the_shape_and_differ() -> None:
    made = {keys.new_token() for _ in range(100)}
    assert (len(made), all(map(keys.is_token, made))) == (100, True)


@pytest.mark.parametrize(
    "text", ["", KEY[1:], KEY + "x", KEY[1:] + "=", KEY[1:] + " ", KEY + "\n", KEY[1:] + "ї"]
)
def test_not_a_key(text: str) -> None:
    assert not keys.is_key(text)


@pytest.mark.parametrize(
    ("text", "right"), [(f"kindly_{KEY}", True), (KEY, False), (f"Kindly_{KEY}", False), ("kindly_", False)]
)
def test_is_token(text: str, *, right: bool) -> None:
    assert keys.is_token(text) is right


def test_fingerprint_is_sha256() -> None:
    assert keys.fingerprint(KEY) == hashlib.sha256(KEY.encode()).hexdigest()
