import pytest

from dashboards.corrections.undo import Done, by_state, sealed, unsealed

KEY = b"k" * 32
DONE = Done("herald", "fixed", ((1, "new"), (2, "accepted"), (3, "new")))


def test_what_was_done_comes_back() -> None:
    assert unsealed(KEY, "herald", sealed(KEY, DONE)) == DONE


@pytest.mark.parametrize(
    ("key", "site", "text"),
    [
        (KEY, "other", sealed(KEY, DONE)),
        (b"x" * 32, "herald", sealed(KEY, DONE)),
        (KEY, "herald", sealed(KEY, DONE)[:-2]),
        (KEY, "herald", ""),
        (KEY, "herald", "\ud800.x"),
    ],
)
def test_nothing_else_does(key: bytes, site: str, text: str) -> None:
    assert unsealed(key, site, text) is None


def test_each_goes_back_to_its_own_state() -> None:
    assert by_state(DONE.before) == {"new": [1, 3], "accepted": [2]}
