"""Signed texts: known again, and nothing else is."""

import pytest

from service import signing

KEY, OTHER = b"k" * 32, b"o" * 32
SEALED = signing.seal(KEY, "share", b'{"a": 1}')


@pytest.mark.parametrize("payload", [b"", b"1", b"12", b"123", b"\x00\xff\xfe", b"a.b"])
def test_what_was_sealed_is_known_again(payload: bytes) -> None:
    assert signing.unseal(KEY, "share", signing.seal(KEY, "share", payload)) == payload


@pytest.mark.parametrize(
    ("key", "purpose", "text"),
    [
        (OTHER, "share", SEALED),
        (KEY, "unsubscribe", SEALED),
        (KEY, "share", SEALED[:-1]),
        (KEY, "share", SEALED + "A"),
        (KEY, "share", SEALED + "="),
        (KEY, "share", "A" + SEALED),
        (KEY, "share", SEALED.replace(".", "..")),
        (KEY, "share", SEALED.partition(".")[0]),
        (KEY, "share", "." + SEALED.partition(".")[2]),
        (KEY, "share", ""),
        (KEY, "share", "."),
        (KEY, "share", "ж\udcff.\udcff"),
    ],
)
def test_nothing_else_is(key: bytes, purpose: str, text: str) -> None:
    assert signing.unseal(key, purpose, text) is None


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_no_character_can_be_changed(place: int) -> None:
    changed = "A" if SEALED[place] != "A" else "B"
    assert signing.unseal(KEY, "share", SEALED[:place] + changed + SEALED[place + 1 :]) is None


def test_it_can_stand_in_an_address() -> None:
    sealed = signing.seal(KEY, "share", bytes(range(256)))
    assert set(sealed) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
